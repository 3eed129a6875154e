import { STABLE_HASH, CANARY_HASH } from './arguments';
import { hashOf, SECOND_TEMPLATE } from './hash-of';
import { LoadBug } from './load-bug';
import { type ClusterHistory } from './world/cluster';
import { Latency } from './world/latency';
import { OverTime } from './world/over-time';
import { type PrometheusHealth } from './world/prometheus-server';
import { type Traffic, type VersionBehaviour } from './world/traffic';

/** What may be wrong with a release, by name. */
export const SITUATIONS = [
  'healthy', 'canary-fails', 'canary-slow', 'canary-crashloops', 'fails-only-at-weight', 'second-deploy', 'error-spike', 'no-traffic', 'low-traffic', 'never-ready', 'prometheus-down',
] as const;

export type SituationName = (typeof SITUATIONS)[number];

/** Which of two releases fails. */
export const FAILING = ['first', 'second'] as const;

export type Failing = (typeof FAILING)[number];

/** A release with traffic; times are in seconds. */
export interface Situation {
  readonly name: SituationName;
  /** @default 50, one in a minute where it is low, and none where there is no traffic */
  readonly requestsPerSecond?: number;
  /** When others come, in their order. @default - always as many */
  readonly requestChanges?: readonly RequestChange[];
  /** Of what fails, from 0 to 1. @default 1 where the canary fails or errors spike, else 0 */
  readonly errorRate?: number;
  /** Of the stable version, from 0 to 1. @default 0 */
  readonly stableErrorRate?: number;
  /** The share of requests with the header of a header route, from 0 to 1. @default 0 */
  readonly headerShare?: number;
  /** Since when it is wrong. @default 0, and a minute where a second version is released */
  readonly from?: number;
  /** From which share of the requests on the canary fails, in percent. @default 50 */
  readonly atWeight?: number;
  /** How long a pod is ready before its container crashes. @default 30 */
  readonly crashAfter?: number;
  /** Which of two releases fails. @default second */
  readonly failing?: Failing;
  /** @default 15 */
  readonly scrapeInterval?: number;
  /** Requests come by chance, the same for each seed. @default 0 where there are few, else as many come as are expected */
  readonly seed?: number;
}

/** From a time on there are so many requests per second. */
export interface RequestChange {
  readonly at: number;
  readonly requestsPerSecond: number;
}

const REQUESTS: Partial<Record<SituationName, number>> = { 'no-traffic': 0, 'low-traffic': 1 / 60 };
const MANY_REQUESTS = 50;

/** How long errors of both versions last, in milliseconds. */
const SPIKE = 120_000;

const HALF = 50;

const NORMAL = evenly(5, 50);
const SLOW = evenly(1_000, 5_000);

/** Who calls, and what comes of it; the route's timeout is none of it. */
export function trafficIn(situation: Situation, cluster: ClusterHistory): Traffic {
  const { name, requestsPerSecond, requestChanges = [], headerShare = 0, seed } = situation;
  const changes = requestChanges.map(({ at, requestsPerSecond: value }) => ({ at: at * 1000, value }));
  return {
    requestsPerSecond: new OverTime(requestsPerSecond ?? REQUESTS[name] ?? MANY_REQUESTS, ...changes),
    tagged: new OverTime(headerShare),
    versions: new Map([
      [CANARY_HASH, canaryIn(situation, cluster)],
      [STABLE_HASH, { errors: stableErrorsIn(situation), latency: new OverTime(NORMAL) }],
      ...name === 'second-deploy' ? [secondIn(situation)] : [],
    ]),
    // Of few requests most minutes have none, which no expected number shows.
    seed: seed ?? (name === 'low-traffic' ? 0 : undefined),
  };
}

/** How Prometheus is, where it is not up all the time. */
export function prometheusIn({ name, from = 0 }: Situation): OverTime<PrometheusHealth> | undefined {
  return name === 'prometheus-down' ? new OverTime<PrometheusHealth>({ state: 'up' }, { at: from * 1000, value: { state: 'down' } }) : undefined;
}

function canaryIn(situation: Situation, cluster: ClusterHistory): VersionBehaviour {
  const { name, from = 0 } = situation;
  const slow = name === 'canary-slow' ? [{ at: from * 1000, value: SLOW }] : [];
  return { errors: canaryErrorsIn(situation, cluster), latency: new OverTime(NORMAL, ...slow) };
}

function canaryErrorsIn(situation: Situation, cluster: ClusterHistory): OverTime<number> {
  const { name, errorRate = 1, from = 0, atWeight = HALF, failing } = situation;
  switch (name) {
    case 'canary-fails': return new OverTime(0, { at: from * 1000, value: errorRate });
    case 'error-spike': return new OverTime(0, ...spikeIn(situation, 0));
    case 'fails-only-at-weight': return new LoadBug(cluster, { hash: CANARY_HASH, atWeight, errorRate });
    case 'second-deploy': return new OverTime(failing === 'first' ? errorRate : 0);
    default: return new OverTime(0);
  }
}

function stableErrorsIn(situation: Situation): OverTime<number> {
  const { name, stableErrorRate = 0 } = situation;
  return new OverTime(stableErrorRate, ...name === 'error-spike' ? spikeIn(situation, stableErrorRate) : []);
}

function secondIn({ errorRate = 1, failing }: Situation): [hash: string, behaviour: VersionBehaviour] {
  return [hashOf(SECOND_TEMPLATE), { errors: new OverTime(failing === 'first' ? 0 : errorRate), latency: new OverTime(NORMAL) }];
}

function spikeIn({ errorRate = 1, from = 0 }: Situation, afterwards: number) {
  return [{ at: from * 1000, value: errorRate }, { at: from * 1000 + SPIKE, value: afterwards }];
}

function evenly(fastest: number, slowest: number): Latency {
  return Latency.percentiles([{ share: 0, milliseconds: fastest }, { share: 1, milliseconds: slowest }]);
}
