/** Requests to the pods of one ReplicaSet. */
export interface VersionTraffic {
  /** Value of `rollouts-pod-template-hash`. */
  readonly hash: string;
  /** Part of the workload's requests, 0 to 1. */
  readonly share: number;
  /** Part of these that fail, 0 to 1. */
  readonly failing: number;
  /** How long each takes, in milliseconds. */
  readonly latency: number;
}

/** Requests to a workload, as its callers send them. */
export interface WorkloadTraffic {
  readonly namespace: string;
  readonly service: string;
  readonly protocol: 'http' | 'grpc';
  readonly requestsPerSecond: number;
}

/**
 * Upper bounds of the duration histogram, in milliseconds.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/statistics
 */
const BUCKETS = [0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000, 60000, 300000, 600000, 1800000, 3600000];

type Labels = Record<string, string>;

/**
 * The counters that the sidecars of a workload's pods would show, by Istio's names and labels.
 *
 * A series appears with its first request: a pod that has failed every call has none of calls that went well.
 *
 * @see https://istio.io/latest/docs/reference/config/metrics/
 */
export class WorkloadTelemetry {
  private readonly counters = new Map<string, number>();

  constructor(private readonly workload: WorkloadTraffic) {}

  /** Lets time pass with the traffic as it is. */
  advance(seconds: number, versions: readonly VersionTraffic[]): void {
    for (const { hash, share, failing, latency } of versions) {
      const requests = this.workload.requestsPerSecond * share * seconds;
      this.count(hash, requests * (1 - failing), latency, false);
      this.count(hash, requests * failing, latency, true);
    }
  }

  /** The series of those versions whose pods are still there to be asked. */
  exposition(hashes: readonly string[]): string[] {
    const shown = [...this.counters].filter(([series]) => hashes.some((hash) => series.includes(`rollout_hash="${hash}"`)));
    return shown.map(([series, value]) => `${series} ${value}`);
  }

  private count(hash: string, requests: number, latency: number, failed: boolean): void {
    if (requests <= 0) return;
    const labels = this.labelsOf(hash, failed);
    this.add('istio_requests_total', labels, requests);
    this.add('istio_request_duration_milliseconds_count', labels, requests);
    this.add('istio_request_duration_milliseconds_sum', labels, requests * latency);
    for (const bound of BUCKETS) this.add('istio_request_duration_milliseconds_bucket', { ...labels, le: String(bound) }, bound >= latency ? requests : 0);
    this.add('istio_request_duration_milliseconds_bucket', { ...labels, le: '+Inf' }, requests);
  }

  private labelsOf(hash: string, failed: boolean): Labels {
    const { namespace, service, protocol } = this.workload;
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

  private add(metric: string, labels: Labels, value: number): void {
    const series = `${metric}{${Object.entries(labels).map(([name, label]) => `${name}="${label}"`).join(',')}}`;
    this.counters.set(series, (this.counters.get(series) ?? 0) + value);
  }
}
