import { lookbackOf, type MetricQuestion, windowOf } from './metric-numbers';

/** A step as far as time and traffic go. */
export interface TimedStep {
  readonly weight?: number;
  readonly pause?: { readonly seconds?: number };
  /** How long it takes at least, where it is no pause and takes time. */
  readonly leastSeconds?: number;
}

/** What is known before the analysis is planned; all times in seconds. */
export interface AnalysisQuestion {
  readonly steps: TimedStep[];
  readonly podStartup: number;
  readonly scrapeInterval: number;
  /** Given, and kept like the given numbers of a metric. */
  readonly startingStep?: number;
}

/** The numbers of an analysis; all times in seconds. */
export interface AnalysisNumbers {
  readonly startingStep: number;
  /** The range that each query looks back over. */
  readonly window: number;
  readonly initialDelay: number;
  readonly interval: number;
  readonly failureLimit: number;
  /** Time from the start of the analysis to the first possible abort. */
  readonly needed: number;
  /** Time that the timed pauses guarantee between the start of the analysis and the promotion. */
  readonly guaranteed: number;
  /** Whether a canary that always fails is aborted before it is promoted, whatever the operator does. */
  readonly fits: boolean;
}

/** The controller compares whole seconds: a pause may end up to one second early (recorded: 5 s pauses last 4.01 to 4.98 s). */
const PAUSE_TRUNCATION = 1;

/** The interval counts from the end of a measurement, and a query takes its time. */
const QUERY_TIME = 1;

const FAILURE_LIMITS = [3, 2, 1, 0];

/**
 * Chooses the numbers that the user has left out, so that `failureLimit + 1` failing measurements fit before the promotion.
 *
 * The most patient numbers that fit win: failureLimit goes from 3 to 0, and for each the interval goes from the window down to the scrape interval.
 * Where nothing fits the strictest are taken, and `fits` is false.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
 */
export function planAnalysis(question: AnalysisQuestion, given: MetricQuestion = {}): AnalysisNumbers {
  const { steps, podStartup, scrapeInterval } = question;
  const firstWeight = firstWeightOf(steps);
  const startingStep = startingStepOf(question);
  const window = windowOf(scrapeInterval);
  const beforeTraffic = sum(steps.slice(startingStep, firstWeight).map(({ pause, leastSeconds }) => pause?.seconds ?? leastSeconds ?? 0));
  const initialDelay = given.initialDelay ?? beforeTraffic + podStartup + lookbackOf(scrapeInterval, given) + scrapeInterval;
  const guaranteed = guaranteedTime(steps.slice(startingStep));

  const judge = (failureLimit: number, interval: number): AnalysisNumbers => {
    const needed = initialDelay + failureLimit * (interval + QUERY_TIME);
    return { startingStep, window, initialDelay, interval, failureLimit, needed, guaranteed, fits: needed < guaranteed };
  };
  const limits = given.failureLimit === undefined ? possibleLimits(given) : [given.failureLimit];
  const intervals = given.interval === undefined ? multiplesDownFrom(window, scrapeInterval) : [given.interval];
  for (const limit of limits) {
    const fitting = intervals.map((interval) => judge(limit, interval)).find(({ fits }) => fits);
    if (fitting) return fitting;
  }
  return judge(limits[limits.length - 1], intervals[0]);
}

/** The step with which an analysis begins. */
export function startingStepOf({ steps, startingStep }: Pick<AnalysisQuestion, 'steps' | 'startingStep'>): number {
  return startingStep ?? Math.min(firstWeightOf(steps) + 1, steps.length - 1);
}

/** The time that steps take at least, whatever the pods do. */
export function guaranteedTime(steps: TimedStep[]): number {
  return sum(steps.map(({ pause, leastSeconds }) => Math.max(0, (pause?.seconds ?? leastSeconds ?? 0) - PAUSE_TRUNCATION)));
}

/** With a count there have to be more measurements than are tolerated, and Argo Rollouts wants room for those that have to be good in a row. */
function possibleLimits({ count = Infinity, consecutiveSuccessLimit = 1 }: MetricQuestion): number[] {
  const possible = FAILURE_LIMITS.filter((limit) => limit + consecutiveSuccessLimit <= count);
  return possible.length ? possible : [0];
}

function firstWeightOf(steps: TimedStep[]): number {
  return steps.findIndex(({ weight }) => weight !== undefined && weight > 0);
}

function multiplesDownFrom(longest: number, step: number): number[] {
  return Array.from({ length: longest / step }, (_, index) => longest - index * step);
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
