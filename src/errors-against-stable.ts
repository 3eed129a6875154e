import { Duration } from 'cdk8s';
import { type Baseline, excessFailuresQuery } from './istio-query';
import { type MeasurementOptions } from './measurement-options';
import { requireRatio } from './ratio';
import { goDuration } from './resources/duration';
import { wholeSeconds } from './seconds';
import { boundCondition, type ThresholdData } from './threshold-data';

/** Options of `Threshold.errorsAgainstStable`, with exactly one of `maxRatio` and `maxDifference`. */
export interface ErrorsAgainstStableOptions extends MeasurementOptions {
  /**
   * How many times the stable version's share of failures is good, 1 or more: 2 means twice as many.
   *
   * A stable version without any failure allows none.
   *
   * @default - maxDifference is given
   */
  readonly maxRatio?: number;

  /**
   * By how much the canary's share of failures may exceed the stable version's.
   *
   * At least 0 and below 1: 0.01 means by 1 % of the requests.
   *
   * @default - maxRatio is given
   */
  readonly maxDifference?: number;

  /**
   * How sure a failure has to be, in standard deviations above what is allowed.
   *
   * Few requests have few failures, and by chance some more than allowed: with 3 that fails a good canary about once in a thousand measurements.
   *
   * @default 3
   */
  readonly deviations?: number;

  /**
   * How far back the stable version's requests are counted, in whole seconds.
   *
   * Longer than the stages at which the stable version has no requests: without any there is nothing to compare with, and no data counts as a failure.
   *
   * @default Duration.hours(1)
   */
  readonly baseline?: Duration;

  /**
   * Name of the metric in the analysis.
   *
   * @default 'errors-against-stable'
   */
  readonly name?: string;
}

/** Checks the bound, and how sure it has to be. */
export function errorsAgainstStableData(options: ErrorsAgainstStableOptions): ThresholdData {
  const { name, maxRatio, maxDifference, deviations = 3, baseline = Duration.hours(1), ...measurement } = options;
  requireOneBound(maxRatio, maxDifference);
  if (!(deviations > 0 && Number.isFinite(deviations))) {
    throw new Error(`'errorsAgainstStable.deviations' must be a finite number above 0, got ${deviations}; give 3, with which chance alone fails one measurement in a thousand`);
  }
  const compared: Baseline = {
    window: goDuration(wholeSeconds('errorsAgainstStable.baseline', baseline, 1)),
    leniency: maxRatio === undefined ? `+ ${maxDifference}` : `* ${maxRatio}`,
  };
  return {
    name: name ?? 'errors-against-stable',
    successCondition: boundCondition('<=', deviations),
    measurement,
    scopedQuery: (scope) => excessFailuresQuery(scope, compared),
    missesUnanswered: true,
  };
}

function requireOneBound(maxRatio: number | undefined, maxDifference: number | undefined): void {
  if ((maxRatio === undefined) === (maxDifference === undefined)) {
    const got = maxRatio === undefined ? 'none' : 'both';
    throw new Error(`'errorsAgainstStable' must have exactly one of maxRatio and maxDifference, got ${got}; give maxRatio: 2 for twice the failures of stable, or maxDifference: 0.01 for 1 % more`);
  }
  if (maxRatio !== undefined && !(maxRatio >= 1 && Number.isFinite(maxRatio))) {
    throw new Error(`'errorsAgainstStable.maxRatio' must be a finite number of at least 1, got ${maxRatio}; a canary like stable is good: give 1, or more to be lenient`);
  }
  if (maxDifference !== undefined) requireRatio('errorsAgainstStable.maxDifference', maxDifference, 'give 0.01 for 1 % of the requests');
}
