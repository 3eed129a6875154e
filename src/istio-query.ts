import { Protocol } from './protocol';

/** How the canary's own requests are found among Istio's metrics. */
export interface QueryScope {
  /** The argument that holds the hash of the pods that are asked about. @default 'canary-hash' */
  readonly hash?: string;
  readonly protocol: Protocol;
  /** The metric label that holds the pod template hash. */
  readonly hashLabel: string;
  /** A Prometheus duration. */
  readonly window: string;
  /** Whether all requests since the pods began count, whatever the window is. @default false */
  readonly sinceBirth?: boolean;
  /** Whether the route has a timeout, so that a request without any response is the canary's fault and not a caller's who left. */
  readonly timeout: boolean;
}

/** The arguments that every query may use; the Rollout fills them in for each release. */
export const CANARY_HASH = 'canary-hash';
export const STABLE_HASH = 'stable-hash';
export const NAMESPACE = 'namespace';
export const ROLLOUT = 'rollout';

const REQUESTS = 'istio_requests_total';

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
  const { good, all } = requestKinds(scope);
  return `(${requests(scope, good)} or vector(0))\n/\n${requests(scope, all)}`;
}

/**
 * The share of the canary's requests that end without any answer, as one number between 0 and 1.
 *
 * The callers have left, or a proxy has ended what took too long.
 */
export function abortRatioQuery(scope: QueryScope): string {
  return `(${requests(scope, ['response_code="0"'])} or vector(0))\n/\n${requests(scope)}`;
}

/** What a canary's failures are held against. */
export interface Baseline {
  /** How far back the stable's requests are counted, as a Prometheus duration. */
  readonly window: string;
  /** What makes the stable's share of failures what is allowed: PromQL to follow it, as `* 2`. */
  readonly leniency: string;
}

/**
 * By how many standard deviations the canary's failures exceed what its requests would have at the allowed share.
 *
 * Counts of rare events have a deviation that grows with them; twice the square root (with Anscombe's 3/8) has one of 1, however many there are.
 *
 * @see https://en.wikipedia.org/wiki/Anscombe_transform
 */
export function excessFailuresQuery(scope: QueryScope, baseline: Baseline): string {
  const { bad, all } = requestKinds(scope);
  const stable = { ...scope, window: baseline.window, hash: STABLE_HASH };
  const allowed = [`(${requests(stable, bad)} or vector(0))`, '/', requests(stable, all), baseline.leniency];
  const failures = `(${requestCount(scope, bad)} or vector(0))`;
  const expected = [`(${requestCount(scope, all)} > 0)`, '*', '(', ...indented(allowed), ')'];
  const deviation = [...rooted([failures]), '-', ...rooted(expected)];
  return ['2 * (', ...indented(deviation), ')'].join('\n');
}

function rooted(counts: string[]): string[] {
  return ['sqrt(', ...indented([...counts, '+ 0.375']), ')'];
}

function indented(lines: string[]): string[] {
  return lines.map((line) => line.replace(/^/gm, '  '));
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
  return requests(scope);
}

/** Matchers of the requests that count at all, of those that went well, and of those that did not. */
function requestKinds({ protocol, timeout }: QueryScope) {
  const all = timeout ? [] : ['response_code!="0"'];
  if (protocol === Protocol.GRPC) return { all, good: [`grpc_response_status=~"${GRPC_GOOD}"`, ...all], bad: [`grpc_response_status!~"${GRPC_GOOD}"`, ...all] };
  return { all, good: ['response_code!~"5..|0"'], bad: [`response_code=~"${timeout ? '5..|0' : '5..'}"`] };
}

/** How many per second, or how many since the pods began. */
function requests(scope: QueryScope, matchers: string[] = []): string {
  return `sum(${scope.sinceBirth ? selector(REQUESTS, scope, matchers) : rate(REQUESTS, scope, matchers)})`;
}

function requestCount(scope: QueryScope, matchers: string[]): string {
  return `sum(increase(${selector(REQUESTS, scope, matchers)}[${scope.window}]))`;
}

function rate(metric: string, scope: QueryScope, matchers: string[] = []): string {
  return `rate(${selector(metric, scope, matchers)}[${scope.window}])`;
}

function selector(metric: string, { protocol, hashLabel, hash = CANARY_HASH }: QueryScope, matchers: string[]): string {
  const all = [
    'reporter="destination"',
    `destination_workload_namespace="{{args.${NAMESPACE}}}"`,
    `${hashLabel}="{{args.${hash}}}"`,
    `request_protocol="${protocol}"`,
    ...matchers,
  ];
  return `${metric}{\n  ${all.join(',\n  ')}\n}`;
}
