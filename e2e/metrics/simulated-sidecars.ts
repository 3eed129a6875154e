import { type Labels, METRIC_NAME } from '../../src/promql/series/labels';
import { SeriesStore } from '../../src/promql/series/series';
import { type ClusterState } from '../../src/simulation/world/cluster';
import { flowsAt } from '../../src/simulation/world/flow';
import { type ServedWorkload } from '../../src/simulation/world/served-workload';
import { Telemetry } from '../../src/simulation/world/telemetry';
import { type Traffic } from '../../src/simulation/world/traffic';

/** How a cluster is at this moment, and how callers behave. */
export interface Moment {
  readonly state: ClusterState;
  readonly traffic: Traffic;
  /** In milliseconds, by the clock of the traffic. */
  readonly at: number;
}

/** The sidecars of the twin, fed with the state of a real cluster while time passes. */
export class SimulatedSidecars {
  private readonly telemetry: Telemetry;
  private readonly store = new SeriesStore();
  private scrapes = 0;
  private last?: number;

  constructor(private readonly workload: ServedWorkload) {
    this.telemetry = new Telemetry(workload, undefined);
  }

  /** Counts what has come since the last time, and lets requests flow by the moment from now on. */
  advance(now: number, { state, traffic, at }: Moment): void {
    if (this.last !== undefined) this.telemetry.run((now - this.last) / 1000);
    this.last = now;
    this.telemetry.route(flowsAt(at, state, traffic), state);
    const targets = new Set([...state.pods.map(({ name }) => name), this.workload.caller?.pod]);
    for (const target of [...this.telemetry.reporters()].filter((each) => !targets.has(each))) this.telemetry.forget(target);
  }

  /** What they show when they are scraped. */
  exposition(): string[] {
    this.scrapes++;
    return [...this.telemetry.reporters()].flatMap((target) => [...this.telemetry.talliesAt(target)]).flatMap((tally) => {
      tally.scrape(this.scrapes, this.store, undefined);
      return tally.scraped.map(({ labels, values, length }) => `${textOf(labels)} ${values[length - 1]}`);
    });
  }
}

function textOf(labels: Labels): string {
  const { [METRIC_NAME]: name, ...rest } = labels.toRecord();
  return `${name}{${Object.entries(rest).map(([label, value]) => `${label}="${value}"`).join(',')}}`;
}
