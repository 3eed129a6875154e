import { type ClusterState, type Pod } from './cluster';
import { inboundService } from './destination-service';
import { delayed, type Flow } from './flow';
import { type Slice } from './latency';
import { Random } from './random';
import { destinationLabels, sourceLabels } from './request-labels';
import { RequestTally } from './request-tally';
import { type ServedWorkload } from './served-workload';
import { type TallyLabels, tallyLabelsOf } from './tally-labels';

/** Requests that come at a steady rate, and what counts them. */
interface Stream {
  readonly flow: Flow;
  readonly counted: readonly Counted[];
  readonly exposure?: Exposure;
  /** @default - as many come as are expected */
  readonly random?: Random;
}

/** What one sidecar makes of a stream: its durations are those of the flow in their order, and as many. */
interface Counted {
  readonly tally: RequestTally;
  readonly durations: readonly Slice[];
}

/** How many requests callers have sent to a version, and how many of them were not answered well. */
export interface Exposure {
  requests: number;
  failed: number;
}

/** The sidecars of the pods and of their caller, and what they have counted. */
export class Telemetry {
  private streams: readonly Stream[] = [];
  /** By the pod that reports, and then by labels. */
  private readonly targets = new Map<string, Map<string, RequestTally>>();
  /** The same by what is told apart without making the labels. */
  private readonly known = new Map<string, RequestTally>();
  private readonly randoms = new Map<string, Random>();
  private readonly exposures = new Map<string, Exposure>();

  constructor(private readonly workload: ServedWorkload, private readonly seed: number | undefined) {}

  /** From now on requests flow so. */
  public route(flows: readonly Flow[], state: ClusterState): void {
    this.streams = flows.map((flow) => ({
      flow,
      counted: this.countedOf(flow, state),
      exposure: flow.isHidden || flow.version === undefined ? undefined : this.exposureOf(flow.version),
      random: this.seed === undefined ? undefined : this.randomOf(this.seed, flow),
    }));
  }

  public run(seconds: number): void {
    for (const stream of this.streams) runStream(stream, seconds);
  }

  /** What a pod reports. */
  public talliesAt(target: string): Iterable<RequestTally> {
    return this.targets.get(target)?.values() ?? [];
  }

  /** The pods that have ever reported, as far as they are not forgotten. */
  public reporters(): Iterable<string> {
    return this.targets.keys();
  }

  public forget(target: string): void {
    this.targets.delete(target);
    this.known.clear();
  }

  public exposureOf(version: string): Exposure {
    return entry(this.exposures, version, () => ({ requests: 0, failed: 0 }));
  }

  private countedOf(flow: Flow, state: ClusterState): Counted[] {
    const { workload } = this;
    const { caller } = workload;
    const { pod, outcome, service, durations } = flow;
    const kind = `${outcome}/${service}/${pod ? identityOf(pod) : ''}`;
    const counted: Counted[] = [];
    if (pod) {
      const inbound = inboundService(service, pod, state, workload)?.name ?? '';
      const name = `destination/${kind}/${inbound}`;
      const labels = () => tallyLabelsOf(workload, name, () => destinationLabels(flow, pod, state, workload));
      counted.push({ tally: entry(this.known, name, () => this.tally(pod.name, labels())), durations });
    }
    if (caller && !flow.isHidden) {
      const name = `source/${kind}`;
      const labels = () => tallyLabelsOf(workload, name, () => sourceLabels(flow, caller, workload));
      counted.push({ tally: entry(this.known, name, () => this.tally(caller.pod, labels())), durations: delayed(durations, flow.waited) });
    }
    return counted;
  }

  private tally(target: string, labels: TallyLabels): RequestTally {
    const tallies = entry(this.targets, target, () => new Map<string, RequestTally>());
    return entry(tallies, labels.key, () => new RequestTally(labels));
  }

  private randomOf(seed: number, { outcome, service, pod, isHidden }: Flow): Random {
    const name = [outcome, service, pod?.name ?? '', isHidden].join('/');
    return entry(this.randoms, name, () => new Random(seed, name));
  }
}

function runStream({ flow, counted, exposure, random }: Stream, seconds: number): void {
  const expected = flow.rate * seconds;
  for (let index = 0; index < flow.durations.length; index++) {
    const { share } = flow.durations[index];
    const requests = random ? random.poisson(expected * share) : expected * share;
    for (const { tally, durations } of counted) tally.add(requests, durations[index].bucket, durations[index].mean);
    if (!exposure) continue;
    exposure.requests += requests;
    if (flow.outcome !== 'good') exposure.failed += requests;
  }
}

/** All of a pod that its labels depend on. */
function identityOf({ name, hash, labels }: Pod): string {
  return labels ? `${name}/${hash}/${JSON.stringify(labels)}` : `${name}/${hash}`;
}

function entry<T>(map: Map<string, T>, key: string, make: () => T): T {
  let value = map.get(key);
  if (value === undefined) map.set(key, value = make());
  return value;
}
