import { Protocol } from './protocol';

/** How the canary's own requests are found among Istio's metrics. */
export interface QueryScope {
  readonly protocol: Protocol;
  /** The metric label that holds the pod template hash. */
  readonly hashLabel: string;
  /** A Prometheus duration. */
  readonly window: string;
  /** Whether the route has a timeout, so that a request without any response is the canary's fault and not a caller's who left. */
  readonly timeout: boolean;
}

/** The arguments that every query may use; the Rollout fills them in for each release. */
export const CANARY_HASH = 'canary-hash';
export const NAMESPACE = 'namespace';

/** The calls that count as answered well; everything else, an answer without a status included, is a failure. */
const GRPC_GOOD = '0|1|3|5|6|7|9|10|11|16';

/**
 * The share of the canary's requests that succeed, as one number between 0 and 1.
 *
 * A canary that fails every request has no good series; `or vector(0)` makes that 0 rather than an empty result.
 *
 * `reporter="destination"` counts each request once, where it is served, retried ones included.
 *
 * @see https://istio.io/latest/docs/reference/config/metrics/
 */
export function successRateQuery(scope: QueryScope): string {
  const good = scope.protocol === Protocol.GRPC ? [`grpc_response_status=~"${GRPC_GOOD}"`] : [];
  if (scope.protocol === Protocol.HTTP) good.push('response_code!~"5..|0"');
  else if (!scope.timeout) good.push('response_code!="0"');
  const all = scope.timeout ? [] : ['response_code!="0"'];
  return `(${requestRate(scope, good)} or vector(0))\n/\n${requestRate(scope, all)}`;
}

/**
 * The time in milliseconds within which a share of the canary's requests, answered or not, are over.
 *
 * Idle pods give NaN and no pods an empty result. What took longer than the highest finite edge of the histogram reads as that edge.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile
 */
export function latencyQuery(scope: QueryScope, quantile: number): string {
  return `histogram_quantile(${quantile}, sum by (le) (${rate('istio_request_duration_milliseconds_bucket', scope)}))`;
}

/** How many requests per second reach the canary, however they end. */
export function requestVolumeQuery(scope: QueryScope): string {
  return requestRate(scope);
}

function requestRate(scope: QueryScope, matchers: string[] = []): string {
  return `sum(${rate('istio_requests_total', scope, matchers)})`;
}

function rate(metric: string, { protocol, hashLabel, window }: QueryScope, matchers: string[] = []): string {
  const selector = [
    'reporter="destination"',
    `destination_workload_namespace="{{args.${NAMESPACE}}}"`,
    `${hashLabel}="{{args.${CANARY_HASH}}}"`,
    `request_protocol="${protocol}"`,
    ...matchers,
  ];
  return `rate(${metric}{\n  ${selector.join(',\n  ')}\n}[${window}])`;
}
