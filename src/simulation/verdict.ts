import { type Controller } from './controller';
import { currentStep } from './pass';
import { type RolloutModel } from './rollout-model';
import { type RunPlan } from './run-plan';
import { type Scenario } from './scenario';
import { type Outcome, type TimelineEvent } from './timeline';

const HOUR = 3_600_000;

/** How long a release may take before it is given up, in milliseconds. */
export function timeLimitOf(model: RolloutModel, { limit, operator = [], promoteAfter = 0, releaseAt = 0 }: Omit<Scenario, 'measure'>): number {
  if (limit !== undefined) return limit * 1000;
  const steps = model.steps.map(({ pause, analysis, experiment }) => {
    const paused = pause ? pause.duration ?? promoteAfter * 1000 : 0;
    return paused + (analysis?.run ? lengthOf(analysis.run) : 0) + Math.max(experiment?.duration ?? 0, experiment?.required ?? 0);
  });
  const last = Math.max(releaseAt, ...operator.map(({ at }) => at));
  const { scaleDownDelay, abortScaleDownDelay = 0, progressDeadline } = model;
  return HOUR + last * 1000 + 2 * (steps.reduce((sum, time) => sum + time, 0) + progressDeadline) + scaleDownDelay + abortScaleDownDelay;
}

/** When an outcome was reached, in seconds. */
export function decidedAt(outcome: Outcome, events: readonly TimelineEvent[]): number {
  return events.filter((event) => decides(outcome, event)).at(-1)?.at ?? 0;
}

/** Why it ended so, in a sentence. */
export function reasonOf(outcome: Outcome, events: readonly TimelineEvent[], controller: Controller, model: RolloutModel): string {
  const last = events.filter((event) => decides(outcome, event)).at(-1);
  if (last?.kind === 'promote' || last?.kind === 'abort') return last.reason;
  if (outcome === 'promoted') return 'it went back to the stable version';
  return `${outcome === 'paused' ? 'it waits for somebody' : 'it does not get on'} at ${whereIs(controller, model)}`;
}

function decides(outcome: Outcome, event: TimelineEvent): boolean {
  switch (event.kind) {
    case 'promote': return outcome === 'promoted';
    case 'abort': return outcome === 'aborted';
    case 'pause': return outcome === 'paused' && event.state === 'begins';
    // Going back to the stable version promotes nothing.
    case 'step': return outcome === 'promoted' && event.index === event.of;
    default: return false;
  }
}

function whereIs(controller: Controller, model: RolloutModel): string {
  const { status } = controller;
  const set = controller.setOf(status.current);
  const step = currentStep({ model, status });
  const place = step ? `step ${(status.index ?? 0) + 1} of ${model.steps.length} (${step.text})` : 'the promotion after the last step';
  const pods = set ? `${set.available} of ${set.size} pods of the new version are available` : 'there is no pod of the new version';
  const isTimedOut = status.progress?.reason === 'ProgressDeadlineExceeded';
  return `${place}: ${pods}${isTimedOut ? ', and nothing aborts it when the progress deadline has passed' : ''}`;
}

function lengthOf({ metrics }: RunPlan): number {
  const lengths = metrics.map(({ initialDelay = 0, interval = 0, count = 1 }) => initialDelay + interval * count);
  return Math.max(0, ...lengths);
}
