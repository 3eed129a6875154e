import { requestVolumeQuery } from './istio-query';
import { type MeasurementOptions } from './measurement-options';
import { boundCondition, type ThresholdData } from './threshold-data';

/** Options of `Threshold.requestVolume`. */
export interface RequestVolumeOptions extends MeasurementOptions {
  /** The least good number of requests per second, above 0: higher is better. */
  readonly min: number;

  /**
   * Name of the metric in the analysis.
   *
   * @default 'request-volume'
   */
  readonly name?: string;
}

/** Checks the least good rate. */
export function requestVolumeData({ min, name, ...measurement }: RequestVolumeOptions): ThresholdData {
  if (!(min > 0 && Number.isFinite(min))) {
    throw new Error(`'requestVolume.min' must be a finite number above 0, got ${min}; give requests per second, fewer than the smallest weight brings`);
  }
  return { name: name ?? 'request-volume', successCondition: boundCondition('>=', min), measurement, scopedQuery: requestVolumeQuery };
}
