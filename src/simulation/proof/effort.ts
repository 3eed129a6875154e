import { type Assumptions } from './assumptions';
import { patienceFor } from './guard';
import { type Expression } from '../../promql/ast';
import { partsOf } from '../../promql/questions';
import { plansOf } from '../read-served-release';
import { isOpenPause, type RolloutModel } from '../rollout-model';
import { type MetricPlan } from '../run-plan';

/** As many scrapes of a pod, and as many measurements, as take about a second to play. */
const MOST = 400_000;
const MOST_PODS = 500;

/** The same where people wait in each pause for as long as they can: few plays come to its end. */
const MOST_WAITED = 3 * MOST;

/** Each weight, and each step that an analysis could begin with, is played by itself. */
const MOST_STEPS = 250;

/** Each metric is played by itself, too. */
const MOST_METRICS = 50;

/** At how many moments a subquery may look each time that a metric is measured, and how often where it does not say so, in seconds. */
const MOST_MOMENTS = 2_000;
const USUAL_STEP = 60;

/** Nobody releases more slowly, in milliseconds. */
const LONGEST = 14 * 24 * 3_600_000;

/** Why a release takes longer to play than anybody would wait, if it does. */
export function tooMuchIn(model: RolloutModel, { scrapeInterval }: Assumptions): string | undefined {
  const { steps } = model;
  const pods = mostPodsOf(model);
  const metrics = plansOf(model);
  if (!(pods <= MOST_PODS)) return `a version of it has ${pods} replicas, and releases of at most ${MOST_PODS} are played`;
  if (steps.length > MOST_STEPS) return `it has ${steps.length} steps, and releases of at most ${MOST_STEPS} are played`;
  if (metrics.length > MOST_METRICS) return `it has ${metrics.length} metrics, and releases of at most ${MOST_METRICS} are played`;
  const length = lengthOf(model);
  if (!(length <= LONGEST)) return 'its pauses, analyses and delays last longer than 14 days together';
  const frequent = metrics.find(({ interval = Infinity }) => interval < 1000);
  if (frequent) return `metric '${frequent.name}' has an interval below one second`;
  const [effort, waited] = [length, length + waitsIn(model, metrics)].map((time) => effortOf(time, pods, metrics, scrapeInterval));
  if (effort <= MOST && waited <= MOST_WAITED) return undefined;
  const needed = Math.round(effort > MOST ? effort : waited);
  return `it is long for its ${pods} replicas and its intervals: playing it would take ${needed} scrapes and measurements`;
}

/** Whether a query looks at so much that asking it again and again takes longer than anybody would wait. */
export function takesTooLong(query: Expression): boolean {
  return momentsIn(query) > MOST_MOMENTS;
}

/** A subquery in a subquery looks at all of its own for each moment of the outer one. */
function momentsIn(query: Expression): number {
  const inside = partsOf(query).reduce((sum, part) => sum + momentsIn(part), 0);
  return query.kind === 'subquery' ? Math.max(1, inside) * query.range / (query.step ?? USUAL_STEP) : inside;
}

/** What a step asks for may be more than the Rollout has. */
function mostPodsOf({ replicas, minPods = 0, steps }: RolloutModel): number {
  const scales = steps.flatMap(({ canaryScale }) => [canaryScale?.replicas ?? 0, Math.ceil((canaryScale?.weight ?? 0) * replicas / 100)]);
  return Math.max(0, replicas, minPods, ...scales);
}

function effortOf(length: number, pods: number, metrics: readonly MetricPlan[], scrapeInterval: number): number {
  const scrapes = length / 1000 / scrapeInterval * (2 * pods + 1);
  return metrics.reduce((sum, { interval = Infinity }) => sum + length / interval, scrapes);
}

/** What is below 0 takes no time, and makes up for none. */
function lengthOf({ steps, progressDeadline, minReady, scaleDownDelay, abortScaleDownDelay = 0 }: RolloutModel): number {
  const times = steps.flatMap(({ pause = {}, experiment = {}, analysis }) => (
    [pause.duration ?? 0, experiment.duration ?? 0, longestOf(analysis?.run?.metrics ?? [])]));
  return [...times, progressDeadline, minReady, scaleDownDelay, abortScaleDownDelay].reduce((sum, time) => sum + Math.max(0, time), 0);
}

/** How long people are patient at most in the pauses that they end. */
function waitsIn({ steps }: RolloutModel, metrics: readonly MetricPlan[]): number {
  const pauses = steps.filter(isOpenPause).length;
  return metrics.reduce((longest, metric) => Math.max(longest, pauses * patienceFor(metric) * 1000), 0);
}

function longestOf(metrics: readonly MetricPlan[]): number {
  return metrics.reduce((longest, metric) => Math.max(longest, measuringTimeOf(metric)), 0);
}

function measuringTimeOf({ initialDelay = 0, interval = 0, count = 1 }: MetricPlan): number {
  return initialDelay + interval * Math.min(count, MOST);
}
