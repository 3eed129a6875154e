import { CANARY_POD_HASH, STABLE_POD_HASH } from './argument-values';
import { type Bundle } from '../manifest/bundle';
import { ISTIO_TELEMETRY } from '../manifest/kinds';
import { tagsOfTelemetry } from '../manifest/telemetry-tags';
import { type Expression, type Matcher, type VectorSelector } from '../promql/ast';
import { selectorsIn } from '../promql/questions';

const HISTOGRAMS = ['istio_request_duration_milliseconds', 'istio_request_bytes', 'istio_response_bytes'];
const OF_REQUESTS = ['istio_requests_total', 'istio_request_messages_total', 'istio_response_messages_total', ...HISTOGRAMS.flatMap((name) => ['', '_bucket', '_sum', '_count'].map((end) => name + end))];
const OF_CONNECTIONS = ['connections_opened', 'connections_closed', 'connections_failed', 'sent_bytes', 'received_bytes'].map((name) => `istio_tcp_${name}_total`);

/**
 * The metrics that Istio's proxies have of requests and connections.
 *
 * @see https://istio.io/latest/docs/reference/config/metrics/
 */
export const ISTIO_METRICS: readonly string[] = [...OF_REQUESTS, ...OF_CONNECTIONS];

const ENDS = ['workload', 'workload_namespace', 'principal', 'app', 'version', 'canonical_service', 'canonical_revision', 'cluster'];
const OF_ALL = [
  'reporter', 'request_protocol', 'response_flags', 'connection_security_policy', ...ENDS.flatMap((name) => [`source_${name}`, `destination_${name}`]),
  ...['service', 'service_name', 'service_namespace'].map((name) => `destination_${name}`),
];
const OF_ANSWERS = ['response_code', 'grpc_response_status'];

/** A selector over metrics of Istio's proxies. */
export interface IstioSelector {
  readonly selector: VectorSelector;
  readonly metric: string;
}

/** The selectors of a query over metrics that Istio's proxies have. */
export function istioSelectors(expression: Expression): IstioSelector[] {
  return selectorsIn(expression).flatMap(({ selector, metric = '' }) => (ISTIO_METRICS.includes(metric) ? [{ selector, metric }] : []));
}

/**
 * The labels that the proxies give to a metric: connections have no answers.
 *
 * @see https://istio.io/latest/docs/reference/config/metrics/#labels
 */
export function labelsOf(metric: string): string[] {
  if (OF_CONNECTIONS.includes(metric)) return OF_ALL;
  return [...OF_ALL, ...OF_ANSWERS, ...metric.endsWith('_bucket') ? ['le'] : []];
}

/** The labels that Telemetries add to the metrics, or give another meaning. */
export function telemetryTags(bundle: Bundle): ReadonlySet<string> {
  const tags = bundle.ofKind(ISTIO_TELEMETRY, 'Telemetry').flatMap(({ object }) => tagsOfTelemetry(object));
  return new Set(tags.map(({ label }) => label));
}

/** Whether a matcher's value is one that only the controller knows, or nobody. */
export function isOpen({ value }: Matcher): boolean {
  return value.includes('{{') || value.includes(CANARY_POD_HASH) || value.includes(STABLE_POD_HASH);
}

/** A matcher as one writes it. */
export function matcherText({ label, operator, value }: Matcher): string {
  return `${label}${operator}${JSON.stringify(value)}`;
}
