import { type Duration } from 'cdk8s';
import { requireInteger } from './integers';
import { type GivenNumbers } from './planning/metric-numbers';
import { wholeSeconds } from './seconds';

/**
 * How often something is measured, and how much is tolerated, in upstream's words.
 *
 * A threshold's own numbers go before those of its analysis; what neither gives is derived.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
 */
export interface MeasurementOptions {
  /**
   * From the end of one measurement to the next, in whole seconds.
   *
   * @default - the query's window, or less where a stage or the release leaves no time for it
   */
  readonly interval?: Duration;

  /**
   * From the start of the analysis to its first measurement, in whole seconds.
   *
   * Where the steps leave no time for them, pods count as started.
   *
   * @default - pod start-up with minReadySeconds, the query's window and one scrape, after whatever precedes the first weight; in a step see Step.analysis
   */
  readonly initialDelay?: Duration;

  /**
   * How many measurements are taken, 1 or more: queries that end in an error do not count.
   *
   * Above failureLimit, or it could never fail.
   *
   * @default - beside the steps without end; in a step failureLimit + 1, times consecutiveSuccessLimit
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
   */
  readonly count?: number;

  /**
   * How many failed measurements are tolerated: one more aborts the release.
   *
   * In a step, beside consecutiveSuccessLimit, -1 tolerates all of them.
   *
   * @default - beside the steps 3, or fewer where a stage or the release leaves no time for them; in a step 0
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#failure-conditions-and-failure-limit
   */
  readonly failureLimit?: number;

  /**
   * How many inconclusive measurements are tolerated: one more pauses the release.
   *
   * Only what has a failureCondition beside its successCondition can be inconclusive.
   *
   * @default - 0, by Argo Rollouts
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#inconclusive-runs
   */
  readonly inconclusiveLimit?: number;

  /**
   * How many queries in a row may end in an error: one more aborts the release.
   *
   * After an error the query is made again 10 s later, whatever the interval is. An answer without data is no error but a failure.
   *
   * @default - 4, by Argo Rollouts
   * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/analysis/analysis.go DefaultErrorRetryInterval
   */
  readonly consecutiveErrorLimit?: number;

  /**
   * After how many good measurements in a row the measuring ends, 1 or more.
   *
   * @default - it does not end because of them
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#consecutivesuccesslimit-and-failurelimit
   */
  readonly consecutiveSuccessLimit?: number;
}

/**
 * Checks the numbers that are given, one by one.
 *
 * @param named what a message calls a number
 * @param leastFailureLimit -1 where no limit at all may be meant
 */
export function givenNumbers(named: (number: string) => string, options: MeasurementOptions, leastFailureLimit: 0 | -1): GivenNumbers {
  const { interval, initialDelay, count, failureLimit, inconclusiveLimit, consecutiveErrorLimit, consecutiveSuccessLimit } = options;
  requireInteger(named('failureLimit'), failureLimit, leastFailureLimit, 'give the number of failed measurements to tolerate');
  requireInteger(named('count'), count, 1, 'give the number of measurements to take');
  requireInteger(named('inconclusiveLimit'), inconclusiveLimit, 0, 'give the number of inconclusive measurements to tolerate');
  requireInteger(named('consecutiveErrorLimit'), consecutiveErrorLimit, 0, 'give the number of errors in a row to tolerate');
  requireInteger(named('consecutiveSuccessLimit'), consecutiveSuccessLimit, 1, 'leave it out to go on measuring after any number of good ones');
  return {
    initialDelay: initialDelay && wholeSeconds(named('initialDelay'), initialDelay, 0),
    interval: interval && wholeSeconds(named('interval'), interval, 1),
    count,
    failureLimit,
    inconclusiveLimit,
    consecutiveErrorLimit,
    consecutiveSuccessLimit,
  };
}

/** Refuses numbers that are nobody's: what is shared has its own. */
export function requireOwner(named: (number: string) => string, options: MeasurementOptions, thresholds: number): void {
  if (thresholds > 0) return;
  const given = Object.keys(givenNumbers(named, options, -1)).find((number) => options[number as keyof MeasurementOptions] !== undefined);
  if (given !== undefined) throw new Error(`'${named(given)}' must go with thresholds of its own, got none of them; a SharedAnalysis has its own numbers: leave it out, or give it there`);
}

/** How a message calls a number of something that has a name; the quotes around it come with the message. */
export function numbersOf(owner: string): (number: string) => string {
  return (number) => `${number}' of ${owner.slice(0, -1)}`;
}
