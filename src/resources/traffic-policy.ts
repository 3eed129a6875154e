import { optionalDuration } from './duration';
import { l1 } from './l1';

/** What callers' proxies do with the pods of each subset. */
export interface TrafficPolicyData {
  readonly loadBalancer?: LoadBalancerData;
  readonly outlierDetection?: OutlierDetectionData;
}

/** One of the two. */
export interface LoadBalancerData {
  readonly simple?: 'ROUND_ROBIN' | 'LEAST_REQUEST' | 'RANDOM';
  readonly httpHeaderName?: string;
}

/** When a pod is left out. */
export interface OutlierDetectionData {
  readonly consecutive5xxErrors?: number;
  readonly consecutiveGatewayErrors?: number;
  readonly intervalSeconds?: number;
  readonly baseEjectionSeconds?: number;
  readonly maxEjectionPercent?: number;
  readonly minHealthPercent?: number;
}

/** Writes a traffic policy. */
export function renderTrafficPolicy({ loadBalancer, outlierDetection }: TrafficPolicyData) {
  return {
    loadBalancer: loadBalancer && renderLoadBalancer(loadBalancer),
    outlierDetection: outlierDetection && renderOutlierDetection(outlierDetection),
  };
}

function renderLoadBalancer({ simple, httpHeaderName }: LoadBalancerData) {
  if (simple === undefined) return { consistentHash: { httpHeaderName } };
  const { DestinationRuleSpecTrafficPolicyLoadBalancerSimple: Simple } = l1.networking;
  return { simple: { ROUND_ROBIN: Simple.ROUND_UNDERSCORE_ROBIN, LEAST_REQUEST: Simple.LEAST_UNDERSCORE_REQUEST, RANDOM: Simple.RANDOM }[simple] };
}

function renderOutlierDetection({ consecutive5xxErrors, intervalSeconds, baseEjectionSeconds, ...same }: OutlierDetectionData) {
  return {
    ...same,
    consecutive5XxErrors: consecutive5xxErrors,
    interval: optionalDuration(intervalSeconds),
    baseEjectionTime: optionalDuration(baseEjectionSeconds),
  };
}
