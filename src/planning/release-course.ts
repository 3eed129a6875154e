import { type RolloutModel, type StepModel } from '../simulation/rollout-model';
import { type MetricPlan } from '../simulation/run-plan';
import { simulate } from '../simulation/simulate';
import { type TimelineEvent } from '../simulation/timeline';

/** A step as far as time and traffic go. */
export interface TimedStep {
  readonly weight?: number;
  readonly pause?: { readonly seconds?: number };
  readonly canaryScale?: { readonly replicas?: number; readonly weight?: number; readonly matchTrafficWeight?: boolean };
  /** How long it takes at least, where it is no pause and takes time. */
  readonly leastSeconds?: number;
}

/** How the pods of a release come; times in seconds. */
export interface ReleasedPods {
  readonly replicas: number;
  /** From a pod's creation to its readiness. */
  readonly startup: number;
  /** From then on until it counts as available. @default 0 */
  readonly minReady?: number;
  /** @default false */
  readonly dynamicStableScale?: boolean;
  /** @default - no minimum */
  readonly minPods?: number;
  /** How many are enough for a step. @default - all */
  readonly enough?: { readonly isPercent: boolean; readonly value: number };
}

/** The release whose analysis is planned. */
export interface PlannedRelease {
  readonly steps: readonly TimedStep[];
  readonly startingStep: number;
  readonly pods: ReleasedPods;
}

/** When things happen to a good release that people promote at once; times in seconds since it began. */
export interface Course {
  /** How long each query takes: the interval counts from the end of a measurement. */
  readonly queryTime: number;
  readonly analysisStarts: number;
  readonly firstRequest: number;
  /** Infinite where the release does not get to its end. */
  readonly promotion: number;
  /** The times between two weights, as far as the canary has requests. */
  readonly stages: readonly { readonly from: number; readonly to: number }[];
}

/** How a release goes on in the twin, and at its fastest: Kubernetes writes whole seconds down, so that what is counted from them comes up to one early. */
const EXPECTED = { queryTime: 0, early: 0 };
const HASTY = { queryTime: 1, early: 1 };

/** No release waits for its pods for so long, in milliseconds. */
const YEAR = 365 * 24 * 3_600_000;

/** More pods are not played; they come no later than these. */
const MOST_PODS = 500;

/** Its measurements are not played here: it only shows when the analysis begins. */
const UNMEASURED: MetricPlan = {
  name: 'unmeasured',
  initialDelay: Infinity,
  failureLimit: 0,
  inconclusiveLimit: 0,
  consecutiveErrorLimit: 0,
  consecutiveSuccessLimit: 0,
  isDryRun: false,
  definition: {},
};

/** The course that the proof at synth sees, too. */
export function expectedCourse(release: PlannedRelease): Course {
  return courseOf(release, EXPECTED);
}

/** The fastest course that the timed pauses allow: pods are there at once. */
export function hastyCourse(release: PlannedRelease): Course {
  return courseOf({ ...release, pods: { ...release.pods, startup: 0, minReady: 0 } }, HASTY);
}

function courseOf(release: PlannedRelease, { queryTime, early }: typeof EXPECTED): Course {
  const scenario = { measure: () => ({ phase: 'Successful' as const }), podStartup: release.pods.startup, promoteAfter: 0 };
  const { outcome, endsAt, events } = simulate(modelOf(release), scenario);
  const promotion = outcome === 'promoted' ? endsAt - early : Infinity;
  const weights = weightsIn(events);
  const ends = [...weights.slice(1).map(({ at }) => at - early), promotion];
  return {
    queryTime,
    promotion,
    analysisStarts: events.find(({ kind }) => kind === 'analysisRun')?.at ?? promotion,
    firstRequest: weights.find(({ weight }) => weight > 0)?.at ?? promotion,
    stages: weights.flatMap(({ at, weight }, index) => (weight > 0 ? [{ from: at, to: ends[index] }] : [])),
  };
}

/** Each weight that differs from the one before; what follows the promotion is the next release's. */
function weightsIn(events: readonly TimelineEvent[]): { at: number; weight: number }[] {
  const weights: { at: number; weight: number }[] = [];
  for (const event of events) {
    if (event.kind === 'promote') break;
    if (event.kind === 'weight' && weights.at(-1)?.weight !== event.weight) weights.push({ at: event.at, weight: event.weight });
  }
  return weights;
}

/** The Rollout that a SmartCanary will write, as far as it takes time. */
function modelOf({ steps, startingStep, pods }: PlannedRelease): RolloutModel {
  const { replicas, minReady = 0, dynamicStableScale = false, minPods, enough } = pods;
  return {
    namespace: '',
    name: 'canary',
    replicas: Math.min(replicas, MOST_PODS),
    minReady: minReady * 1000,
    progressDeadline: YEAR,
    progressDeadlineAbort: false,
    rollbackWindow: 0,
    steps: stepsOf(steps),
    background: { startingStep, run: { metrics: [UNMEASURED] } },
    routing: { hasStableService: true, hasCanaryService: false, hasSubsets: true },
    dynamicStableScale,
    minPods: minPods && Math.min(minPods, MOST_PODS),
    threshold: enough && { ...enough, value: Math.min(enough.value, MOST_PODS) },
    hasOwnAbortDelay: false,
    scaleDownDelay: 0,
  };
}

function stepsOf(steps: readonly TimedStep[]): StepModel[] {
  let scaleInForce: StepModel['canaryScale'];
  return steps.map((step) => {
    scaleInForce = scaleOf(step) ?? scaleInForce;
    return { text: '', scaleInForce, ...stepOf(step) };
  });
}

/** What takes no time at all is like a plugin that is done at once, and what takes some like a pause. */
function stepOf({ weight, pause, canaryScale, leastSeconds }: TimedStep): Omit<StepModel, 'text'> {
  if (weight !== undefined) return { weight };
  if (canaryScale) return { canaryScale: scaleOf({ canaryScale }) };
  const seconds = pause ? pause.seconds : leastSeconds;
  if (pause && seconds === undefined) return { pause: {} };
  return seconds === undefined ? { plugin: {} } : { pause: { duration: seconds * 1000 } };
}

function scaleOf({ canaryScale }: TimedStep): StepModel['canaryScale'] {
  if (!canaryScale) return undefined;
  const { replicas, weight, matchTrafficWeight = false } = canaryScale;
  return { replicas: replicas === undefined ? undefined : Math.min(replicas, MOST_PODS), weight, matchTrafficWeight };
}
