import { abortRatioQuery } from './istio-query';
import { type LifetimeOptions } from './lifetime-options';
import { requireRatio } from './ratio';
import { boundCondition, type ThresholdData } from './threshold-data';

/** Options of `Threshold.abortRatio`. */
export interface AbortRatioOptions extends LifetimeOptions {
  /** The greatest good ratio, at least 0 and below 1: 0.01 means 1 %. Lower is better. */
  readonly max: number;

  /**
   * Name of the metric in the analysis.
   *
   * @default 'abort-ratio'
   */
  readonly name?: string;
}

/** Checks the greatest good ratio. */
export function abortRatioData({ max, name, sinceBirth = false, ...measurement }: AbortRatioOptions): ThresholdData {
  requireRatio('abortRatio.max', max, 'give 0.01 for 1 %');
  return {
    name: name ?? 'abort-ratio',
    successCondition: boundCondition('<=', max),
    measurement,
    scopedQuery: (scope) => abortRatioQuery({ ...scope, sinceBirth }),
    sinceBirth,
    ...sinceBirth ? {} : { tolerance: max },
    seesUnanswered: true,
  };
}
