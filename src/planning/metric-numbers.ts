/** The numbers of a metric that somebody has given; times in seconds. */
export interface GivenNumbers {
  readonly initialDelay?: number;
  readonly interval?: number;
  readonly count?: number;
  readonly failureLimit?: number;
  readonly inconclusiveLimit?: number;
  readonly consecutiveErrorLimit?: number;
  readonly consecutiveSuccessLimit?: number;
}

/** What is given for one metric, and what it is about. */
export interface MetricQuestion extends GivenNumbers {
  /** Whether it counts from the pods' beginning, so that one scrape is enough for an answer. @default false */
  readonly sinceBirth?: boolean;
  /** The share of what it looks back over that may be bad without its seeing it, from 0 to 1. @default 1 */
  readonly tolerance?: number;
}

/** The numbers by which a metric is measured; what is not there is left to Argo Rollouts. */
export interface MetricNumbers extends GivenNumbers {
  readonly initialDelay: number;
  readonly failureLimit: number;
}

/** rate() needs two samples, and one scrape may be lost at either end of the range. */
const SCRAPES_PER_WINDOW = 4;

/** The range that each query looks back over, in seconds. */
export function windowOf(scrapeInterval: number): number {
  return SCRAPES_PER_WINDOW * scrapeInterval;
}

/** The time that has to pass before an answer is about the present alone, in seconds. */
export function lookbackOf(scrapeInterval: number, { sinceBirth = false }: MetricQuestion): number {
  return sinceBirth ? 0 : windowOf(scrapeInterval);
}

/**
 * How long it takes at most until a metric sees a canary that fails in everything from some moment on, in seconds.
 *
 * A series that begins then has no rate before its second scrape, and what was good before dilutes the answer until the window has passed.
 */
export function sightOf(scrapeInterval: number, { tolerance = 1 }: MetricQuestion): number {
  const window = windowOf(scrapeInterval);
  return Math.min(window, scrapeInterval + tolerance * window) + scrapeInterval;
}

/** What is given for one metric goes before what is given for all. */
export function mergeGiven(own: GivenNumbers, all: GivenNumbers): GivenNumbers {
  return {
    initialDelay: own.initialDelay ?? all.initialDelay,
    interval: own.interval ?? all.interval,
    count: own.count ?? all.count,
    failureLimit: own.failureLimit ?? all.failureLimit,
    inconclusiveLimit: own.inconclusiveLimit ?? all.inconclusiveLimit,
    consecutiveErrorLimit: own.consecutiveErrorLimit ?? all.consecutiveErrorLimit,
    consecutiveSuccessLimit: own.consecutiveSuccessLimit ?? all.consecutiveSuccessLimit,
  };
}

/**
 * The least time from the start of a run to the end of this metric, in seconds, where it has one and does not fail.
 *
 * It is over with its last measurement, or with the last of enough good ones in a row.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/analysis/analysis.go assessMetricStatus
 */
export function leastTimeOf({ initialDelay, interval = 0, count, consecutiveSuccessLimit }: MetricNumbers): number {
  const measurements = Math.min(count ?? Infinity, consecutiveSuccessLimit ?? Infinity);
  return measurements === Infinity ? Infinity : initialDelay + (measurements - 1) * interval;
}
