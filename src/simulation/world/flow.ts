import { type ClusterState, type Destination, type Pod, podsOf } from './cluster';
import { Latency, type Slice } from './latency';
import { type RequestKind } from './request-labels';
import { limitOf, requireBehaviour, type Traffic } from './traffic';

/** The upper edges of Istio's histograms of durations, in milliseconds. */
export const BUCKETS = [0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000, 60000, 300000, 600000, 1800000, 3600000];

/** What is left of a share when others are taken from it may be no more than an error of rounding. */
const LEAST_SHARE = 1e-12;

const AT_ONCE = Latency.fixed(0).slices(BUCKETS, Infinity);

/** Requests of one kind that come at a steady rate. */
export interface Flow extends RequestKind {
  /** Per second, and above 0. */
  readonly rate: number;
  readonly durations: readonly Slice[];
  /** The hash of the version that is meant, where one is. */
  readonly version?: string;
  /** Nobody waits for what comes of them, and the caller's proxy does not report them. */
  readonly isMirrored: boolean;
}

/** Where requests go at a time, and how they end. */
export function flowsAt(time: number, state: ClusterState, traffic: Traffic): Flow[] {
  const rate = traffic.requestsPerSecond.at(time);
  if (!(rate >= 0 && Number.isFinite(rate))) throw new Error(`'requestsPerSecond' must be a finite number of 0 or more, got ${rate}; no traffic is 0`);
  const { destinations, mirror } = state;
  const shares = sharesOf(destinations.map(({ weight }) => weight));
  const flows = destinations.flatMap((destination, index) => flowsTo(destination, rate * shares[index], { time, state, traffic, isMirrored: false }));
  if (!mirror) return flows;
  return [...flows, ...flowsTo(mirror, rate * mirror.share, { time, state, traffic, isMirrored: true })];
}

interface Scene {
  readonly time: number;
  readonly state: ClusterState;
  readonly traffic: Traffic;
  readonly isMirrored: boolean;
}

/** Weights are relative, and that of a single destination means nothing. */
function sharesOf(weights: readonly number[]): number[] {
  if (weights.length === 1) return [1];
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (all > 0 ? weight / all : 0));
}

function flowsTo(destination: Destination, rate: number, scene: Scene): Flow[] {
  if (rate === 0) return [];
  const { service } = destination;
  const ready = podsOf(destination, scene.state).filter(({ readyAt }) => readyAt <= scene.time);
  if (ready.length > 0) return ready.flatMap((pod) => flowsToPod(service, pod, rate / ready.length, scene));
  // What is mirrored to nobody is nobody's.
  return scene.isMirrored ? [] : [{ outcome: 'unreachable', service, rate, durations: AT_ONCE, version: destination.hash, isMirrored: false }];
}

function flowsToPod(service: string, pod: Pod, rate: number, { time, traffic, isMirrored }: Scene): Flow[] {
  const behaviour = requireBehaviour(pod.hash, traffic);
  const latency = behaviour.latency.at(time);
  const { limit, outcome: late } = limitOf(traffic);
  const errors = requireShare('errors', behaviour.errors.at(time));
  const hangs = requireShare('hangs', behaviour.hangs?.at(time) ?? 0);
  const answered = (1 - hangs) * latency.within(limit);
  const durations = () => latency.slices(BUCKETS, limit);
  const flow = (outcome: Flow['outcome'], share: number, slices: () => readonly Slice[]) => (
    share > LEAST_SHARE ? [{ outcome, service, pod, rate: rate * share, durations: slices(), version: pod.hash, isMirrored }] : []);
  return [
    ...flow('good', answered * (1 - errors), durations),
    ...flow('failed', answered * errors, durations),
    // Without a limit they are never over, and what is not over is not counted.
    ...Number.isFinite(limit) ? flow(late, 1 - answered, () => Latency.fixed(limit).slices(BUCKETS, Infinity)) : [],
  ];
}

function requireShare(name: string, share: number): number {
  if (share >= 0 && share <= 1) return share;
  throw new Error(`'${name}' must be a share from 0 to 1, got ${share}; 5 % is 0.05`);
}
