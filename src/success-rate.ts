import { successRateQuery } from './istio-query';
import { type LifetimeOptions } from './lifetime-options';
import { boundCondition, type ThresholdData } from './threshold-data';

/** Options of `Threshold.successRate`. */
export interface SuccessRateOptions extends LifetimeOptions {
  /**
   * Name of the metric in the analysis.
   *
   * @default 'success-rate'
   */
  readonly name?: string;
}

/** Checks the least good ratio. */
export function successRateData(min: number, { name, sinceBirth = false, ...measurement }: SuccessRateOptions): ThresholdData {
  if (!(min > 0 && min <= 1)) {
    const fix = min > 1 && min <= 100 ? `${min} % is ${min / 100}` : 'give 0.95 for 95 %';
    throw new Error(`'successRate' must be a ratio above 0 and at most 1, got ${min}; ${fix}`);
  }
  return {
    name: name ?? 'success-rate',
    successCondition: boundCondition('>=', min),
    measurement,
    scopedQuery: (scope) => successRateQuery({ ...scope, sinceBirth }),
    sinceBirth,
    ...sinceBirth ? {} : { tolerance: 1 - min },
    missesUnanswered: true,
  };
}
