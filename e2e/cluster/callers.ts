import { type Cluster } from '../harness/cluster';
import { type Observer, type Place } from '../harness/observer';
import { type VersionTraffic } from '../metrics/workload-telemetry';

/** What callers get, and what of it is heard. */
export interface Behaviour {
  /** Part of the canary's requests that fail, 0 to 1. */
  failing: number;
  /** Whose requests are measured. */
  heard: 'everybody' | 'stable' | 'nobody';
}

const REQUESTS_PER_SECOND = 100;
const LATENCY_MILLISECONDS = 30;

/** Callers of a Rollout's pods, whose requests follow the weights; Prometheus sees them. */
export class Callers {
  readonly behaviour: Behaviour = { failing: 0, heard: 'everybody' };
  private readonly stops: readonly (() => void)[];

  /** @param canaryWeight - what the canary gets of a hundred requests */
  constructor(
    { exporter }: Cluster,
    private readonly observer: Observer,
    private readonly place: Place,
    protocol: 'http' | 'grpc',
    private readonly canaryWeight: () => number,
  ) {
    const workload = { namespace: place.namespace, service: place.name, protocol, requestsPerSecond: REQUESTS_PER_SECOND };
    this.stops = [exporter.show(workload, () => this.versions()), exporter.showPods(() => this.pods())];
  }

  stop(): void {
    this.stops.forEach((stop) => stop());
  }

  private pods(): Place[] {
    const { namespace, name } = this.place;
    const own = this.observer.all('Pod').filter(({ metadata }) => metadata.namespace === namespace && metadata.name.startsWith(`${name}-`));
    return own.map(({ metadata }) => ({ namespace, name: metadata.name }));
  }

  private versions(): VersionTraffic[] {
    const { currentPodHash: current, stableRS: stable } = this.observer.find('Rollout', this.place)?.status ?? {};
    if (this.behaviour.heard === 'nobody' || stable === undefined || stable === '' || current === undefined) return [];
    const share = this.canaryWeight() / 100;
    const rest = { hash: stable, share: 1 - share, failing: 0, latency: LATENCY_MILLISECONDS };
    if (current === stable || this.behaviour.heard === 'stable') return [rest];
    return [rest, { hash: current, share, failing: this.behaviour.failing, latency: LATENCY_MILLISECONDS }];
  }
}
