import { type ClusterHistory, type ClusterState } from './cluster';
import { ContainerTally } from './container-tally';
import { flowsAt } from './flow';
import { nextChangeOf, type OverTime } from './over-time';
import { type PrometheusHealth, PrometheusServer, type Reply, type ScrapeTimes } from './prometheus-server';
import { type Wanted } from './request-tally';
import { type ServedWorkload } from './served-workload';
import { type Exposure, Telemetry } from './telemetry';
import { type Traffic } from './traffic';
import { type Expression } from '../../promql/ast';
import { type EvaluationOptions } from '../../promql/evaluation/evaluate';
import { type Series, type SeriesStore } from '../../promql/series/series';

/** What surrounds a controller; all times are in milliseconds. */
export interface WorldOptions {
  readonly workload: ServedWorkload;
  readonly cluster: ClusterHistory;
  readonly traffic: Traffic;
  readonly scrape: ScrapeTimes;
  /** Since when there are requests and scrapes. @default 0 */
  readonly since?: number;
  /** @default - it is up */
  readonly prometheus?: OverTime<PrometheusHealth>;
  /** The metrics that anybody asks for. @default - all */
  readonly metrics?: Wanted;
  readonly evaluation?: EvaluationOptions;
}

/** Traffic, telemetry and scrapes, which go on as far as anybody asks. */
export class World {
  private readonly server: PrometheusServer;
  private readonly telemetry: Telemetry;
  private readonly containers = new Map<string, ContainerTally>();
  private now: number;
  /** Until when requests are counted: between two scrapes it does not matter how they come, nor how often anybody asks. */
  private countedUntil: number;
  private state: ClusterState;
  /** Whether pods may have gone since the last scrape. */
  private hasChanged = true;
  private nextChange = 0;

  constructor(private readonly options: WorldOptions) {
    const { scrape, prometheus, evaluation, workload, traffic, cluster, since = 0 } = options;
    this.server = new PrometheusServer(scrape, prometheus, evaluation);
    this.telemetry = new Telemetry(workload, traffic.seed);
    this.now = since;
    this.countedUntil = since;
    this.state = cluster.at(since);
    this.change();
  }

  /** The series that Prometheus has. */
  public get store(): SeriesStore {
    return this.server.store;
  }

  /** What Prometheus answers at a time, which is not before that of another question. */
  public ask(expression: Expression, at: number): Reply {
    this.advance(at);
    return this.server.ask(expression, at);
  }

  /** What callers of a version, by its hash, have met so far: mirrored requests have none. */
  public exposure(version: string): Readonly<Exposure> {
    this.count();
    return { ...this.telemetry.exposureOf(version) };
  }

  /** Lets time pass; all that has changed until then must be known. */
  public advance(to: number): void {
    this.pass(to, () => this.scrape());
  }

  /** Lets time pass after the last question: nobody sees what would be scraped. */
  public finish(to: number): void {
    this.pass(to, () => this.count());
  }

  private pass(to: number, scrape: () => void): void {
    if (to < this.now) throw new Error(`'to' must not be before ${this.now}, got ${to}; time only goes forward`);
    this.look();
    while (this.now < to) {
      const scrapeAt = this.server.nextScrape(this.now);
      this.now = Math.min(to, this.nextChange, scrapeAt);
      if (this.now === this.nextChange) this.change();
      if (this.now === scrapeAt) scrape();
    }
  }

  /** A history may have been written on since. */
  private look(): void {
    const { cluster } = this.options;
    if (cluster.at(this.now) === this.state) this.nextChange = this.changeAfter(this.now);
    else this.change();
  }

  private change(): void {
    this.count();
    this.hasChanged = true;
    const { cluster, traffic } = this.options;
    this.state = cluster.at(this.now);
    this.nextChange = this.changeAfter(this.now);
    this.telemetry.route(flowsAt(this.now, this.state, traffic), this.state);
  }

  private changeAfter(time: number): number {
    const { cluster, traffic: { requestsPerSecond, tagged, versions } } = this.options;
    let next = Math.min(cluster.nextChange(time), nextChangeOf([requestsPerSecond, tagged], time));
    for (const { errors, latency, hangs, throttled } of versions.values()) {
      next = Math.min(next, nextChangeOf([errors, latency, hangs, throttled], time));
    }
    for (const { readyAt } of this.state.pods) if (readyAt > time) next = Math.min(next, readyAt);
    return next;
  }

  private count(): void {
    const seconds = (this.now - this.countedUntil) / 1000;
    if (seconds === 0) return;
    this.telemetry.run(seconds);
    const { traffic: { versions }, workload: { namespace, name } } = this.options;
    for (const pod of this.state.pods) {
      let container = this.containers.get(pod.name);
      if (!container) this.containers.set(pod.name, container = new ContainerTally(namespace, name));
      const share = versions.get(pod.hash)?.throttled?.at(this.countedUntil);
      if (share !== undefined) container.run(seconds, share);
    }
    this.countedUntil = this.now;
  }

  private scrape(): void {
    this.count();
    const { metrics, workload: { caller } } = this.options;
    const { pods } = this.state;
    const isUp = this.server.scrapes(this.now);
    if (this.hasChanged) this.forget(new Set([...pods.map(({ name }) => name), ...caller ? [caller.pod] : []]), isUp);
    this.hasChanged = false;
    if (!isUp) return;
    for (const target of this.telemetry.reporters()) {
      for (const tally of this.telemetry.talliesAt(target)) tally.scrape(this.now, this.store, metrics);
    }
    for (const pod of pods) this.containers.get(pod.name)?.scrape(this.now, pod, this.store, metrics);
  }

  /** The series of a pod that has gone end, if Prometheus sees that. */
  private forget(targets: ReadonlySet<string>, isSeen: boolean): void {
    for (const name of [...this.telemetry.reporters()].filter((target) => !targets.has(target))) {
      for (const tally of this.telemetry.talliesAt(name)) if (isSeen) this.end(tally);
      this.telemetry.forget(name);
    }
    for (const [name, container] of [...this.containers].filter(([target]) => !targets.has(target))) {
      if (isSeen) this.end(container);
      this.containers.delete(name);
    }
  }

  private end({ scraped }: { readonly scraped: readonly Series[] }): void {
    for (const series of scraped) series.end(this.now);
  }
}
