import { type MeasurementOptions } from './measurement-options';
import { restartsQuery, throttlingQuery } from './pod-query';
import { requireRatio } from './ratio';
import { boundCondition, type ThresholdData } from './threshold-data';

/** Options of `Threshold.throttling`. */
export interface ThrottlingOptions extends MeasurementOptions {
  /**
   * The greatest good share, at least 0 and below 1: lower is better.
   *
   * 0.25 means that every fourth period may be cut short.
   */
  readonly max: number;

  /**
   * Name of the metric in the analysis.
   *
   * @default 'throttling'
   */
  readonly name?: string;
}

/** Options of `Threshold.restarts`. */
export interface RestartsOptions extends MeasurementOptions {
  /**
   * The greatest good number of restarts, of all the canary's containers together. Lower is better.
   *
   * @default 0
   */
  readonly max?: number;

  /**
   * Name of the metric in the analysis.
   *
   * @default 'restarts'
   */
  readonly name?: string;
}

/** Checks the greatest good share. */
export function throttlingData({ max, name, ...measurement }: ThrottlingOptions): ThresholdData {
  requireRatio('throttling.max', max, 'give 0.25 for every fourth period');
  return { name: name ?? 'throttling', successCondition: boundCondition('<=', max), measurement, podQuery: throttlingQuery };
}

/** Checks the greatest good number. */
export function restartsData({ max = 0, name, ...measurement }: RestartsOptions): ThresholdData {
  if (!(Number.isInteger(max) && max >= 0)) {
    throw new Error(`'restarts.max' must be a whole number of at least 0, got ${max}; give the number of restarts to tolerate`);
  }
  return { name: name ?? 'restarts', successCondition: boundCondition('<=', max), measurement, podQuery: restartsQuery, sinceBirth: true };
}
