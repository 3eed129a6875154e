import { type Assumptions } from './assumptions';
import { type RolloutModel } from '../rollout-model';
import { type MetricPlan } from '../run-plan';

/** As many scrapes of a pod, and as many measurements, as take about a second to play. */
const MOST = 400_000;
const MOST_PODS = 500;

/** Nobody releases more slowly, in milliseconds. */
const LONGEST = 14 * 24 * 3_600_000;

/** Why a release takes longer to play than anybody would wait, if it does. */
export function tooMuchIn({ steps, replicas, background, progressDeadline }: RolloutModel, { scrapeInterval }: Assumptions): string | undefined {
  if (replicas > MOST_PODS) return `it has ${replicas} replicas, and releases of at most ${MOST_PODS} are played`;
  const metrics = [background?.run, ...steps.map(({ analysis }) => analysis?.run)].flatMap((run) => run?.metrics ?? []);
  const length = steps.reduce((sum, { pause, analysis }) => sum + (pause?.duration ?? 0) + longestOf(analysis?.run?.metrics ?? []), progressDeadline);
  if (!(length <= LONGEST)) return 'its pauses and analyses last longer than 14 days together';
  const frequent = metrics.find(({ interval = Infinity }) => interval < 1000);
  if (frequent) return `metric '${frequent.name}' has an interval below one second`;
  const scrapes = length / 1000 / scrapeInterval * (2 * replicas + 1);
  const measurements = metrics.reduce((sum, { interval = Infinity }) => sum + length / interval, 0);
  if (scrapes + measurements <= MOST) return undefined;
  return `it is long for its ${replicas} replicas and its intervals: playing it would take ${Math.round(scrapes + measurements)} scrapes and measurements`;
}

function longestOf(metrics: readonly MetricPlan[]): number {
  return metrics.reduce((longest, metric) => Math.max(longest, lengthOf(metric)), 0);
}

function lengthOf({ initialDelay = 0, interval = 0, count = 1 }: MetricPlan): number {
  return initialDelay + interval * Math.min(count, MOST);
}
