import { type LoadBalancer } from './load-balancer';
import { type OutlierDetectionOptions, resolveOutlierDetection } from './outlier-detection';
import { type TrafficPolicyData } from './resources/traffic-policy';

/**
 * What callers' proxies do with the pods of a version, stable and canary each by itself.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy
 */
export interface TrafficPolicy {
  /**
   * How a pod is chosen.
   *
   * @default - LoadBalancer.leastRequest(), by Istio
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings
   */
  readonly loadBalancer?: LoadBalancer;

  /**
   * When a pod that fails is left out.
   *
   * It takes a failing canary out of what is measured, which is warned about.
   *
   * @default - never
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
   */
  readonly outlierDetection?: OutlierDetectionOptions;
}

/** Checks a traffic policy as Istio does. */
export function resolveTrafficPolicy({ loadBalancer, outlierDetection }: TrafficPolicy): TrafficPolicyData {
  if (!loadBalancer && !outlierDetection) {
    throw new Error('\'trafficPolicy\' must hold loadBalancer or outlierDetection, got {}; Istio refuses an empty one: leave it out');
  }
  return { loadBalancer: loadBalancer?._data, outlierDetection: outlierDetection && resolveOutlierDetection(outlierDetection) };
}
