import { type MeasuredMetric } from './measured-metrics';
import { type Json, listAt, numberAt, objectAt } from '../manifest/json';
import { timedPauseOf } from '../manifest/pause-duration';
import { fillIn } from '../simulation/arguments';
import { readMetric } from '../simulation/read-metric';

/** When a metric is measured, and how long its analysis has for it; durations in seconds. */
export interface MeasuredWhen {
  /** In words: `from step 2 (setWeight) on`. */
  readonly during: string;
  readonly initialDelay: number;
  /** @default - measured once */
  readonly interval?: number;
  /** @default - until the analysis ends */
  readonly count?: number;
  /** So many failing measurements end the analysis as Failed. @default - none do */
  readonly failuresNeeded?: number;
  /** So many errors one after the other end it as Error. */
  readonly errorsNeeded: number;
  /** What the pauses from the analysis' first step on last for sure: one that waits for somebody counts 0. @default - no background analysis */
  readonly pauses?: number;
  /** How often it is measured in those pauses. */
  readonly measurements?: number;
}

/** @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/analysis/analysis.go */
export function measuredWhen({ release: { rollout }, analysis, metric, args }: MeasuredMetric): MeasuredWhen {
  const plan = readMetric(fillIn(metric, { values: args, missing: [] }), false);
  const { count, failureLimit, consecutiveErrorLimit } = plan;
  const initialDelay = (plan.initialDelay ?? 0) / 1000;
  const interval = plan.interval === undefined ? undefined : plan.interval / 1000;
  const known = {
    initialDelay,
    ...interval === undefined ? {} : { interval },
    ...count === undefined ? {} : { count },
    ...failureLimit < 0 ? {} : { failuresNeeded: failureLimit + 1 },
    errorsNeeded: consecutiveErrorLimit + 1,
  };
  if (analysis.kind !== 'background') return { during: duringOther(analysis.kind, analysis.step), ...known };
  const steps = listAt(rollout.object, 'spec', 'strategy', 'canary', 'steps');
  const start = numberAt(rollout.object, ...analysis.path, 'startingStep') ?? 0;
  const pauses = steps.slice(start).reduce<number>((sum, step) => sum + (timedPauseOf(step) ?? 0), 0);
  const fitting = pauses < initialDelay ? 0 : interval ? 1 + Math.floor((pauses - initialDelay) / interval) : 1;
  return { during: duringBackground(steps, start), ...known, pauses, measurements: Math.min(fitting, count ?? Infinity) };
}

function duringOther(kind: MeasuredMetric['analysis']['kind'], step: number | undefined): string {
  if (kind === 'prePromotion') return 'before the promotion';
  if (kind === 'postPromotion') return 'after the promotion';
  return kind === 'experiment' ? `in the experiment of step ${step}` : `in step ${step}`;
}

function duringBackground(steps: readonly Json[], start: number): string {
  if (start >= steps.length && steps.length > 0) return `after the last of ${steps.length} steps`;
  const [action] = Object.keys(objectAt(steps[start]) ?? {});
  const weight = numberAt(steps[start], 'setWeight');
  return action === undefined ? 'while the release lasts' : `from step ${start} (${action}${weight === undefined ? '' : `: ${weight}`}) on`;
}
