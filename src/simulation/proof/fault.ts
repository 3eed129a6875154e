import { CANARY_HASH, STABLE_HASH } from '../arguments';
import { Latency } from '../world/latency';
import { OverTime } from '../world/over-time';
import { type Traffic } from '../world/traffic';

/** What may be wrong with all of a canary; `measured` is whatever makes each measurement of a metric fail. */
export type Fault = 'fails' | 'slow' | 'hangs' | 'throttled' | 'no-traffic' | 'measured';

/** A fault, since when in milliseconds, and of what share of the requests. */
export interface Ailment {
  readonly fault: Fault;
  readonly from?: number;
  /** From 0 to 1. @default 1 */
  readonly share?: number;
}

/** Faster than any limit that somebody would set in milliseconds, and slower than one that was meant in seconds. */
const NORMAL = Latency.percentiles([{ share: 0, milliseconds: 1 }, { share: 1, milliseconds: 4 }]);

/** Slower than any limit that somebody would set, and within the buckets of Istio's histograms. */
const SLOW = Latency.fixed(3_000_000);

/** When the caller of a request that hangs has waited for long enough, in milliseconds, where the route does not end it before. */
const PATIENCE = 60_000;

/** The traffic of a release whose canary has a fault, or none; containers have CPU limits, and are held back by them only where that is the fault. */
export function trafficWith(requestsPerSecond: number, { fault, from = 0, share = 1 }: Partial<Ailment> = {}): Traffic {
  const since = (value: number, ...faults: Fault[]) => new OverTime(0, ...fault !== undefined && faults.includes(fault) ? [{ at: from, value }] : []);
  const canary = {
    errors: since(share, 'fails'),
    hangs: since(share, 'hangs'),
    throttled: since(share, 'throttled'),
    latency: new OverTime(NORMAL, ...fault === 'slow' ? [{ at: from, value: SLOW }] : []),
  };
  const stable = { errors: new OverTime(0), throttled: new OverTime(0), latency: new OverTime(NORMAL) };
  return {
    requestsPerSecond: new OverTime(requestsPerSecond, ...fault === 'no-traffic' ? [{ at: from, value: 0 }] : []),
    versions: new Map([[CANARY_HASH, canary], [STABLE_HASH, stable]]),
    ...fault === 'hangs' ? { patience: PATIENCE } : {},
  };
}
