import { type Json, stringAt } from '../manifest/json';
import { type Manifest } from '../manifest/manifest';
import { POD_TEMPLATE_HASH, tagsOfTelemetry } from '../manifest/telemetry-tags';

/** A label that a Telemetry adds to what it selects. */
export interface HashTag {
  readonly telemetry: Manifest;
  readonly label: string;
  /** Whether its value is the hash of the pods that report it. */
  readonly isHash: boolean;
  /** Whether the pods that serve requests say it of a metric. */
  readonly isReportedFor: (metric: string) => boolean;
}

/**
 * What Telemetry calls the metrics that Prometheus knows by longer names.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#MetricSelector-IstioMetric
 */
const PROMETHEUS_NAMES: Readonly<Record<string, RegExp>> = {
  ALL_METRICS: /^istio_/,
  REQUEST_COUNT: /^istio_requests_total$/,
  REQUEST_DURATION: /^istio_request_duration_milliseconds_/,
  REQUEST_SIZE: /^istio_request_bytes_/,
  RESPONSE_SIZE: /^istio_response_bytes_/,
  GRPC_REQUEST_MESSAGES: /^istio_request_messages_total$/,
  GRPC_RESPONSE_MESSAGES: /^istio_response_messages_total$/,
};

/** The labels that a Telemetry adds to metrics. */
export function hashTagsIn(telemetry: Manifest): HashTag[] {
  return tagsOfTelemetry(telemetry.object).map(({ label, tag, override }) => ({
    telemetry,
    label,
    isHash: stringAt(tag, 'value')?.includes(POD_TEMPLATE_HASH) === true,
    isReportedFor: (metric: string) => isMatched(override, metric),
  }));
}

function isMatched(override: Json, metric: string): boolean {
  const { [stringAt(override, 'match', 'metric') ?? 'ALL_METRICS']: named } = PROMETHEUS_NAMES;
  return stringAt(override, 'match', 'mode') !== 'CLIENT' && named?.test(metric) === true;
}
