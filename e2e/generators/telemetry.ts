import { type Series } from '../oracles/promql';

/** Requests to the pods of one ReplicaSet. */
export interface VersionTraffic {
  /** Value of `rollouts-pod-template-hash`. */
  readonly hash: string;
  readonly requestsPerSecond: number;
  /** Part of these that fail, 0 to 1. */
  readonly failing: number;
  /** How long each takes, in milliseconds. */
  readonly latency: number;
  /** When the requests end, in seconds; the pods stay. */
  readonly until?: number;
}

/** A workload that has run for a while and was scraped at an interval. */
export interface WorkloadTraffic {
  readonly namespace: string;
  readonly service: string;
  readonly protocol: 'http' | 'grpc';
  readonly scrapeInterval: number;
  /** In seconds, as are all times here. */
  readonly duration: number;
  readonly versions: readonly VersionTraffic[];
}

type Labels = Readonly<Record<string, string>>;

/** The upper edges of Istio's histograms of durations, in milliseconds. */
const BUCKETS = [0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000, 60000, 300000, 600000, 1800000, 3600000];

/**
 * What Prometheus would have of a workload whose requests come evenly: Istio's standard metrics as the pods' own sidecars report them.
 *
 * A combination of labels has no series before its first request: a version that fails every request has no good ones.
 *
 * @see https://istio.io/latest/docs/reference/config/metrics/
 */
export function istioTelemetry(workload: WorkloadTraffic): Series[] {
  return workload.versions.flatMap((version) => [
    ...outcome(workload, version, version.requestsPerSecond * (1 - version.failing), false),
    ...outcome(workload, version, version.requestsPerSecond * version.failing, true),
  ]);
}

function outcome(workload: WorkloadTraffic, version: VersionTraffic, rate: number, failed: boolean): Series[] {
  if (rate <= 0) return [];
  const labels = labelsOf(workload, version, failed);
  const counter = (name: string, perSecond: number, more: Labels = {}): Series => ({
    labels: { __name__: name, ...labels, ...more },
    samples: samplesOf(workload, version, perSecond),
  });
  const bucket = (le: string, inside: boolean) => counter('istio_request_duration_milliseconds_bucket', inside ? rate : 0, { le });
  return [
    counter('istio_requests_total', rate),
    counter('istio_request_duration_milliseconds_count', rate),
    counter('istio_request_duration_milliseconds_sum', rate * version.latency),
    ...BUCKETS.map((edge) => bucket(String(edge), version.latency <= edge)),
    bucket('+Inf', true),
  ];
}

function samplesOf({ scrapeInterval, duration }: WorkloadTraffic, { until = duration }: VersionTraffic, perSecond: number): [number, number][] {
  return Array.from({ length: Math.floor(duration / scrapeInterval) + 1 }, (_, scrape) => {
    const at = scrape * scrapeInterval;
    return [at, perSecond * Math.min(at, until)];
  });
}

function labelsOf({ namespace, service, protocol }: WorkloadTraffic, { hash }: VersionTraffic, failed: boolean): Labels {
  // A gRPC call that fails is a response of HTTP that succeeds: its status is in a trailer.
  const codes: Labels = protocol === 'grpc'
    ? { response_code: '200', grpc_response_status: failed ? '14' : '0' }
    : { response_code: failed ? '503' : '200' };
  return {
    reporter: 'destination',
    destination_workload: service,
    destination_workload_namespace: namespace,
    destination_service: `${service}.${namespace}.svc.cluster.local`,
    destination_service_name: service,
    destination_service_namespace: namespace,
    request_protocol: protocol,
    response_flags: '-',
    rollout_hash: hash,
    ...codes,
  };
}
