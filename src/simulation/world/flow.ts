import { type ClusterState, type Destination, type Pod, podsOf } from './cluster';
import { Latency, type Slice } from './latency';
import { type RequestKind } from './request-labels';
import { type TryBehaviour, triesOf, type TryShares } from './retries';
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
  /** The caller's proxy does not report them: they are mirrored, or tried again. */
  readonly isHidden: boolean;
  /** What earlier tries have taken, in milliseconds: the caller has waited for these, too. */
  readonly waited: number;
}

/** Where requests go at a time, and how they end. */
export function flowsAt(time: number, state: ClusterState, traffic: Traffic): Flow[] {
  const rate = traffic.requestsPerSecond.at(time);
  if (!(rate >= 0 && Number.isFinite(rate))) throw new Error(`'requestsPerSecond' must be a finite number of 0 or more, got ${rate}; no traffic is 0`);
  const { destinations, mirror, tagged } = state;
  const shares = sharesOf(destinations.map(({ weight }) => weight));
  const headed = tagged ? rate * requireShare('tagged', traffic.tagged?.at(time) ?? 0) : 0;
  const scene = { time, state, traffic: mirror?.isManaged ? withoutLimits(traffic) : traffic, isMirrored: false };
  return [
    ...destinations.flatMap((destination, index) => flowsTo(destination, (rate - headed) * shares[index], scene)),
    ...tagged ? flowsTo(tagged, headed, { ...scene, traffic: withoutLimits(traffic) }) : [],
    ...mirror ? flowsTo(mirror, (rate - headed) * mirror.share, { ...scene, isMirrored: true }) : [],
  ];
}

/**
 * A route that the controller has made stands before the one with the limits, and has none of its own.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/trafficrouting/istio/istio.go createHeaderRoute and createMirrorRoute
 */
function withoutLimits({ timeout: _timeout, retries: _retries, ...rest }: Traffic): Traffic {
  return rest;
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
  return scene.isMirrored ? [] : [{ outcome: 'unreachable', service, rate, durations: AT_ONCE, version: destination.hash, isHidden: false, waited: 0 }];
}

function flowsToPod(service: string, pod: Pod, rate: number, { time, traffic, isMirrored }: Scene): Flow[] {
  const behaviour = requireBehaviour(pod.hash, traffic);
  const latency = behaviour.latency.at(time);
  const { limit, outcome: late } = limitOf(traffic);
  const errors = requireShare('errors', behaviour.errors.at(time));
  const hangs = requireShare('hangs', behaviour.hangs?.at(time) ?? 0);
  return triesOf(limit, new PodTries(latency, errors, hangs), traffic.retries).flatMap((one) => {
    const { shares, repeats, waited } = one;
    const flow = (outcome: Flow['outcome'], share: number, slices: () => readonly Slice[], isRepeated: boolean): Flow[] => {
      if (share <= LEAST_SHARE) return [];
      const durations = slices();
      return [{ outcome, service, pod, rate: rate * one.share * share, durations, version: pod.hash, isHidden: isMirrored || isRepeated, waited }];
    };
    const answered = () => latency.slices(BUCKETS, one.limit);
    return [
      ...flow('good', shares.good, answered, false),
      ...flow('failed', shares.failed, answered, repeats.failed),
      // Without a limit they are never over, and what is not over is not counted.
      ...Number.isFinite(one.limit) ? flow(one.limit < limit - waited ? 'timedOut' : late, shares.late, () => atLimit(one.limit), repeats.late) : [],
    ];
  });
}

/** What a pod makes of a single try. */
class PodTries implements TryBehaviour {
  constructor(private readonly latency: Latency, private readonly errors: number, private readonly hangs: number) {}

  public sharesWithin(limit: number): TryShares {
    const answered = (1 - this.hangs) * this.latency.within(limit);
    return { good: answered * (1 - this.errors), failed: answered * this.errors, late: 1 - answered };
  }

  public meanWithin(limit: number): number {
    return this.latency.slices(BUCKETS, limit).reduce((sum, { share, mean }) => sum + share * mean, 0);
  }
}

function atLimit(limit: number): readonly Slice[] {
  return Latency.fixed(limit).slices(BUCKETS, Infinity);
}

/** What has been waited for before comes on top. */
export function delayed(slices: readonly Slice[], waited: number): readonly Slice[] {
  if (waited === 0) return slices;
  return slices.map(({ share, mean }) => {
    const bucket = BUCKETS.findIndex((edge) => edge >= mean + waited);
    return { bucket: bucket < 0 ? BUCKETS.length : bucket, share, mean: mean + waited };
  });
}

function requireShare(name: string, share: number): number {
  if (share >= 0 && share <= 1) return share;
  throw new Error(`'${name}' must be a share from 0 to 1, got ${share}; 5 % is 0.05`);
}
