import { STABLE_HASH, CANARY_HASH } from './arguments';
import { Latency } from './world/latency';
import { OverTime } from './world/over-time';
import { type PrometheusHealth } from './world/prometheus-server';
import { type Traffic } from './world/traffic';

/** What may be wrong with a release, by name. */
export const SITUATIONS = ['healthy', 'canary-fails', 'canary-slow', 'error-spike', 'no-traffic', 'low-traffic', 'never-ready', 'prometheus-down'] as const;

export type SituationName = (typeof SITUATIONS)[number];

/** A release with traffic; times are in seconds. */
export interface Situation {
  readonly name: SituationName;
  /** @default 50, one in a minute where it is low, and none where there is no traffic */
  readonly requestsPerSecond?: number;
  /** Of what fails, from 0 to 1. @default 1 where the canary fails or errors spike, else 0 */
  readonly errorRate?: number;
  /** Of the stable version, from 0 to 1. @default 0 */
  readonly stableErrorRate?: number;
  /** The share of requests with the header of a header route, from 0 to 1. @default 0 */
  readonly headerShare?: number;
  /** Since when it is wrong. @default 0 */
  readonly from?: number;
  /** @default 15 */
  readonly scrapeInterval?: number;
  /** Requests come by chance, the same for each seed. @default 0 where there are few, else as many come as are expected */
  readonly seed?: number;
}

const REQUESTS: Partial<Record<SituationName, number>> = { 'no-traffic': 0, 'low-traffic': 1 / 60 };
const MANY_REQUESTS = 50;

/** How long errors of both versions last, in milliseconds. */
const SPIKE = 120_000;

const NORMAL = evenly(5, 50);
const SLOW = evenly(1_000, 5_000);

/** Who calls, and what comes of it; the route's timeout is none of it. */
export function trafficIn({ name, requestsPerSecond, errorRate = 1, stableErrorRate = 0, headerShare = 0, from = 0, seed }: Situation): Traffic {
  const at = from * 1000;
  const spike = [{ at, value: errorRate }, { at: at + SPIKE, value: 0 }];
  const canaryErrors = { 'canary-fails': [{ at, value: errorRate }], 'error-spike': spike }[name as string] ?? [];
  const stableErrors = name === 'error-spike' ? [spike[0], { ...spike[1], value: stableErrorRate }] : [];
  return {
    requestsPerSecond: new OverTime(requestsPerSecond ?? REQUESTS[name] ?? MANY_REQUESTS),
    tagged: new OverTime(headerShare),
    versions: new Map([
      [CANARY_HASH, { errors: new OverTime(0, ...canaryErrors), latency: new OverTime(NORMAL, ...name === 'canary-slow' ? [{ at, value: SLOW }] : []) }],
      [STABLE_HASH, { errors: new OverTime(stableErrorRate, ...stableErrors), latency: new OverTime(NORMAL) }],
    ]),
    // Of few requests most minutes have none, which no expected number shows.
    seed: seed ?? (name === 'low-traffic' ? 0 : undefined),
  };
}

/** How Prometheus is, where it is not up all the time. */
export function prometheusIn({ name, from = 0 }: Situation): OverTime<PrometheusHealth> | undefined {
  return name === 'prometheus-down' ? new OverTime<PrometheusHealth>({ state: 'up' }, { at: from * 1000, value: { state: 'down' } }) : undefined;
}

function evenly(fastest: number, slowest: number): Latency {
  return Latency.percentiles([{ share: 0, milliseconds: fastest }, { share: 1, milliseconds: slowest }]);
}
