import { lookbackOf, type MetricQuestion, windowOf } from './metric-numbers';

/** The numbers that are chosen; times in seconds. */
export interface ChosenNumbers {
  readonly initialDelay: number;
  readonly interval: number;
  readonly failureLimit: number;
}

/** When a metric can be measured for the first time; times in seconds after the analysis begins. */
export interface Delays {
  /** By then all that a query looks back over is the canary's. */
  readonly least: number;
  /** With the pods' start-up as slack: proxies learn late of a weight, and first requests are the slowest. */
  readonly slack: number;
}

const FAILURE_LIMITS = [3, 2, 1, 0];

/**
 * Every choice of the numbers that are not given, the most patient first.
 *
 * Slack is the last that is given up, tolerance the second last: before fewer failures are tolerated it is measured more often.
 */
export function candidatesOf(scrapeInterval: number, delays: Delays, given: MetricQuestion): ChosenNumbers[] {
  const initialDelays = given.initialDelay === undefined ? [...new Set([delays.slack, delays.least])] : [given.initialDelay];
  const limits = given.failureLimit === undefined ? possibleLimits(given) : [given.failureLimit];
  const intervals = given.interval === undefined ? multiplesDownFrom(windowOf(scrapeInterval), scrapeInterval) : [given.interval];
  return initialDelays.flatMap((initialDelay) => limits.flatMap((failureLimit) => (
    intervals.map((interval) => ({ initialDelay, interval, failureLimit })))));
}

/** The most patient numbers for pods that start so slowly, in seconds: for whoever knows nothing of the steps. */
export function mostPatient(scrapeInterval: number, podStartup: number, given: MetricQuestion): ChosenNumbers {
  const least = lookbackOf(scrapeInterval, given) + scrapeInterval;
  return candidatesOf(scrapeInterval, { least, slack: podStartup + least }, given)[0];
}

/** With a count there have to be more measurements than are tolerated, and Argo Rollouts wants room for those that have to be good in a row. */
function possibleLimits({ count = Infinity, consecutiveSuccessLimit = 1 }: MetricQuestion): number[] {
  const possible = FAILURE_LIMITS.filter((limit) => limit + consecutiveSuccessLimit <= count);
  return possible.length ? possible : [0];
}

function multiplesDownFrom(longest: number, step: number): number[] {
  return Array.from({ length: longest / step }, (_, index) => longest - index * step);
}
