import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type VersionTraffic, WorkloadTelemetry, type WorkloadTraffic } from './workload-telemetry';

/** Gives the traffic at this moment, for one from the weights that a test watches. */
export type TrafficSource = () => readonly VersionTraffic[];

/** A pod that is there. */
export interface ShownPod {
  readonly namespace: string;
  readonly name: string;
}

interface Measured {
  readonly telemetry: WorkloadTelemetry;
  readonly source: TrafficSource;
}

const RESTARTS = 'kube_pod_container_status_restarts_total';
const TYPES = ['# TYPE istio_requests_total counter', '# TYPE istio_request_duration_milliseconds histogram', `# TYPE ${RESTARTS} counter`];

/** What Prometheus scrapes instead of sidecars and of kube-state-metrics. */
export class MetricsExporter {
  private readonly measured = new Set<Measured>();
  private readonly pods = new Set<() => readonly ShownPod[]>();
  private readonly others = new Set<() => readonly string[]>();
  private readonly server = createServer((_, response) => {
    response.setHeader('content-type', 'text/plain; version=0.0.4').end(this.exposition());
  });
  private scraped = performance.now();

  /** Starts to serve and gives host and port. */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Shows the telemetry of a workload until the function that it gives is called. */
  show(workload: WorkloadTraffic, source: TrafficSource): () => void {
    const measured = { telemetry: new WorkloadTelemetry(workload), source };
    this.measured.add(measured);
    return () => this.measured.delete(measured);
  }

  /** Shows that pods have not restarted, until the function that it gives is called. */
  showPods(source: () => readonly ShownPod[]): () => void {
    this.pods.add(source);
    return () => this.pods.delete(source);
  }

  /** Shows series that somebody else counts, each a line, until the function that it gives is called. */
  showSeries(source: () => readonly string[]): () => void {
    this.others.add(source);
    return () => this.others.delete(source);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    if (this.server.listening) await new Promise((resolve) => this.server.close(resolve));
  }

  private exposition(): string {
    const now = performance.now();
    const seconds = (now - this.scraped) / 1000;
    this.scraped = now;
    const lines = [...this.measured].flatMap(({ telemetry, source }) => {
      const versions = source();
      telemetry.advance(seconds, versions);
      return telemetry.exposition(versions.map(({ hash }) => hash));
    });
    const restarts = [...this.pods].flatMap((source) => source()).map(({ namespace, name }) => `${RESTARTS}{namespace="${namespace}",pod="${name}"} 0`);
    const others = [...this.others].flatMap((source) => source());
    // The format wants the series of a metric together.
    return [...TYPES, ...[...lines, ...others].sort(), ...restarts, ''].join('\n');
  }
}
