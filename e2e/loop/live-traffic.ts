import { type LoopCase } from './cases';
import { liveState } from './live-state';
import { servedCase } from './twin';
import { CANARY_HASH, STABLE_HASH } from '../../src/simulation/arguments';
import { trafficIn } from '../../src/simulation/situation';
import { type Pod } from '../../src/simulation/world/cluster';
import { requireBehaviour, type Traffic } from '../../src/simulation/world/traffic';
import { type LiveCanary } from '../cluster/live-canary';
import { type MetricsExporter } from '../metrics/exporter';
import { SimulatedSidecars } from '../metrics/simulated-sidecars';

/** What is wrong may begin between two changes of the cluster. */
const TICK_MILLISECONDS = 100;

/** The traffic of a situation, sent where the real controller says, and counted by the sidecars of the twin. */
export class LiveTraffic {
  private readonly sidecars: SimulatedSidecars;
  private readonly traffic: Traffic;
  private readonly stops: readonly (() => void)[];
  private readonly stableHash: string | undefined;
  /** Before it begins nothing is wrong yet. */
  private start = Infinity;
  private scraped?: () => void;

  constructor(private readonly canary: LiveCanary, exporter: MetricsExporter, loopCase: LoopCase) {
    const { workload, route: { timeout } } = servedCase(loopCase);
    this.sidecars = new SimulatedSidecars(workload);
    this.stableHash = canary.rollout.status?.stableRS;
    this.traffic = { ...trafficIn(loopCase.situation, { at: () => liveState(canary), nextChange: () => Infinity }), timeout };
    const timer = setInterval(() => this.advance(), TICK_MILLISECONDS);
    this.stops = [
      () => clearInterval(timer),
      canary.observer.follow(() => this.advance()),
      exporter.showSeries(() => {
        this.advance();
        this.scraped?.();
        return this.sidecars.exposition();
      }),
    ];
  }

  /** Begins the situation with the next scrape, and gives the moment: the twin scrapes at 0, too. */
  async begin(): Promise<number> {
    await new Promise<void>((resolve) => { this.scraped = resolve; });
    return this.start = this.canary.observer.now();
  }

  stop(): void {
    this.stops.forEach((stop) => stop());
  }

  private advance(): void {
    const { observer } = this.canary;
    const state = liveState(this.canary);
    this.sidecars.advance(observer.now(), { state, traffic: this.trafficTo(state.pods), at: observer.now() - this.start });
  }

  /** Whatever is not the first version is the new one. */
  private trafficTo(pods: readonly Pod[]): Traffic {
    const behaviours = pods.map(({ hash }) => [hash, requireBehaviour(hash === this.stableHash ? STABLE_HASH : CANARY_HASH, this.traffic)] as const);
    return { ...this.traffic, versions: new Map(behaviours) };
  }
}
