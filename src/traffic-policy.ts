import { type ConnectionPoolOptions, resolveConnectionPool } from './connection-pool';
import { type LoadBalancer } from './load-balancer';
import { type OutlierDetectionOptions, resolveOutlierDetection } from './outlier-detection';
import { type TrafficPolicyData } from './resources/traffic-policy';
import { type TrafficTls } from './traffic-tls';

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
   * How many connections and requests are open at a time, and for how long.
   *
   * What a limit turns away no pod has seen, which is warned about.
   *
   * @default - no limits, by Istio
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings
   */
  readonly connectionPool?: ConnectionPoolOptions;

  /**
   * When a pod that fails is left out.
   *
   * It takes a failing canary out of what is measured, which is warned about.
   *
   * @default - never
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection
   */
  readonly outlierDetection?: OutlierDetectionOptions;

  /**
   * How requests are encrypted on their way to the pods.
   *
   * @default - Istio's own mutual TLS wherever both ends have a sidecar
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
   */
  readonly tls?: TrafficTls;
}

/** Checks a traffic policy as Istio does. */
export function resolveTrafficPolicy({ loadBalancer, connectionPool, outlierDetection, tls }: TrafficPolicy): TrafficPolicyData {
  if (!loadBalancer && !connectionPool && !outlierDetection && !tls) {
    throw new Error('\'trafficPolicy\' must hold one or more of loadBalancer, connectionPool, outlierDetection and tls, got {}; Istio refuses an empty one: leave it out');
  }
  return {
    loadBalancer: loadBalancer?._data,
    connectionPool: connectionPool && resolveConnectionPool(connectionPool),
    outlierDetection: outlierDetection && resolveOutlierDetection(outlierDetection),
    tls: tls?._data,
  };
}
