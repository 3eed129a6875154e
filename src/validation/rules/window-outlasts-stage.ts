import { type JsonObject, listAt, numberAt, objectAt, valueAt } from '../../manifest/json';
import { timedPauseOf } from '../../manifest/pause-duration';
import { timeText } from '../../manifest/time-text';
import { selectorsIn } from '../../promql/questions';
import { Severity } from '../finding';
import { type MeasuredMetric } from '../measured-metrics';
import { type Rule, type Violation } from '../rule';

const STEPS = ['spec', 'strategy', 'canary', 'steps'];

/** The time at one weight, where nobody decides how long it is. */
interface Stage {
  readonly step: number;
  readonly weight: number;
  readonly seconds: number;
}

export const windowOutlastsStage: Rule = {
  code: 'SC0424',
  name: 'window-outlasts-stage',
  severity: Severity.INFO,
  title: 'a query that looks back beyond the weight at which it is asked',
  sources: ['https://prometheus.io/docs/prometheus/latest/querying/basics/#range-vector-selectors', 'https://argo-rollouts.readthedocs.io/en/stable/features/canary/'],
  check: (subject) => subject.metrics.filter(({ analysis }) => analysis.kind === 'background').flatMap(violationsOf),
};

function violationsOf({ release: { rollout }, analysis, name, query }: MeasuredMetric): Violation[] {
  const window = Math.max(0, ...query?.expression ? selectorsIn(query.expression).map(({ range = 0 }) => range) : []);
  const start = numberAt(valueAt(rollout.object, ...analysis.path), 'startingStep') ?? 0;
  // Before the first weight there was nothing that the window could mix it with.
  const short = stagesOf(rollout.object).slice(1).filter(({ step, seconds }) => step >= start && seconds > 0 && seconds < window);
  return short.map(({ step, weight, seconds }) => ({
    at: { manifest: rollout, path: [...STEPS, step] },
    message: `the weight ${weight} lasts ${timeText(seconds)}, and the query of '${name}' looks back ${timeText(window)}: `
      + `when the weight changes again, ${Math.round(100 * (1 - seconds / window))} % of its window are from before this one`,
    fix: `stay at the weight for at least ${timeText(window)}, or look back no further than ${timeText(seconds)}`,
  }));
}

/** The weights and how long they last at least; one that waits for somebody, or for a measurement, is left out. */
function stagesOf(rollout: JsonObject): Stage[] {
  const stages: (Stage & { readonly isTimed: boolean })[] = [];
  for (const [index, step] of listAt(rollout, ...STEPS).entries()) {
    const weight = numberAt(step, 'setWeight');
    const last = stages.at(-1);
    if (weight !== undefined) stages.push({ step: index, weight, seconds: 0, isTimed: true });
    else if (last) stages[stages.length - 1] = { ...last, ...timeOf(step, last) };
  }
  return stages.filter(({ isTimed, weight }) => isTimed && weight > 0);
}

function timeOf(step: Parameters<typeof objectAt>[0], { seconds, isTimed }: { readonly seconds: number; readonly isTimed: boolean }) {
  if (!objectAt(step, 'pause')) return { seconds, isTimed: isTimed && !objectAt(step, 'analysis') && !objectAt(step, 'experiment') && !objectAt(step, 'plugin') };
  const pause = timedPauseOf(step);
  return { seconds: seconds + (pause ?? 0), isTimed: isTimed && pause !== undefined };
}
