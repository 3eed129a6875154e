import { type Duration } from 'cdk8s';
import { requireInteger } from './integers';
import { type OutlierDetectionData } from './resources/traffic-policy';
import { positiveSeconds } from './seconds';

/**
 * When a caller's proxy leaves out a pod that fails.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
 */
export interface OutlierDetectionOptions {
  /**
   * How many errors in a row, 5xx or no answer, eject a pod.
   *
   * An integer, 0 for no such ejection.
   *
   * @default - 5, by Istio
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
   */
  readonly consecutive5xxErrors?: number;

  /**
   * How many errors 502, 503 or 504 in a row eject a pod.
   *
   * An integer, 0 for no such ejection.
   *
   * @default - 0, by Istio
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
   */
  readonly consecutiveGatewayErrors?: number;

  /**
   * How often pods are looked at, to the millisecond.
   *
   * @default - 10 seconds, by Istio
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
   */
  readonly interval?: Duration;

  /**
   * How long a pod is left out the first time, to the millisecond.
   *
   * @default - 30 seconds, by Istio
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
   */
  readonly baseEjectionTime?: Duration;

  /**
   * The most pods of a version that are left out, an integer from 0 to 100, in percent.
   *
   * @default - 10, by Istio
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
   */
  readonly maxEjectionPercent?: number;

  /**
   * Below this share of healthy pods all are used again: an integer from 0 to 100, in percent.
   *
   * @default - 0, by Istio
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
   */
  readonly minHealthPercent?: number;
}

/** Checks an outlier detection as Istio does. */
export function resolveOutlierDetection(options: OutlierDetectionOptions): OutlierDetectionData {
  const at = (field: string) => `trafficPolicy.outlierDetection.${field}`;
  const { consecutive5xxErrors, consecutiveGatewayErrors, interval, baseEjectionTime, maxEjectionPercent, minHealthPercent } = options;
  requireInteger(at('consecutive5xxErrors'), consecutive5xxErrors, 0, 'give 0 for no such ejection');
  requireInteger(at('consecutiveGatewayErrors'), consecutiveGatewayErrors, 0, 'give 0 for no such ejection');
  requireInteger(at('maxEjectionPercent'), maxEjectionPercent, 0, 'give 50 for 50 %', 100);
  requireInteger(at('minHealthPercent'), minHealthPercent, 0, 'give 50 for 50 %', 100);
  return {
    consecutive5xxErrors,
    consecutiveGatewayErrors,
    intervalSeconds: interval && positiveSeconds(at('interval'), interval),
    baseEjectionSeconds: baseEjectionTime && positiveSeconds(at('baseEjectionTime'), baseEjectionTime),
    maxEjectionPercent,
    minHealthPercent,
  };
}
