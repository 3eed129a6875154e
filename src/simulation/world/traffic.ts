import { type Latency } from './latency';
import { type OverTime } from './over-time';
import { type Retries } from './retries';

/** What the pods of one version make of their requests. */
export interface VersionBehaviour {
  /** The share of requests that are answered with an error, from 0 to 1. */
  readonly errors: OverTime<number>;
  readonly latency: OverTime<Latency>;
  /** The share of requests that never get an answer, from 0 to 1. @default - none */
  readonly hangs?: OverTime<number>;
  /** The share of time in which CPU limits hold the containers back, from 0 to 1. @default - there are no limits */
  readonly throttled?: OverTime<number>;
}

/** Who calls, and what comes of it. */
export interface Traffic {
  readonly requestsPerSecond: OverTime<number>;
  /** The share of requests with the header of a header route, from 0 to 1. @default - none */
  readonly tagged?: OverTime<number>;
  /** By pod template hash. */
  readonly versions: ReadonlyMap<string, VersionBehaviour>;
  /** The route's, in milliseconds. @default - none */
  readonly timeout?: number;
  /** The route's. @default - nothing is tried again */
  readonly retries?: Retries;
  /** After how many milliseconds a caller without an answer leaves. @default - never */
  readonly patience?: number;
  /** Requests come by chance, the same for each seed. @default - as many as are expected */
  readonly seed?: number;
}

export function requireBehaviour(hash: string, { versions }: Traffic): VersionBehaviour {
  const behaviour = versions.get(hash);
  if (behaviour) return behaviour;
  throw new Error(`'versions' must have the behaviour of each pod template hash, got none of '${hash}'; give its errors and its latency`);
}

/** How long the answer may take, in milliseconds, and what comes of a request that takes longer. */
export function limitOf({ timeout = Infinity, patience = Infinity }: Traffic): { readonly limit: number; readonly outcome: 'timedOut' | 'abandoned' } {
  const limit = Math.min(timeout, patience);
  if (!(limit > 0)) throw new Error(`'timeout' and 'patience' must be above 0 ms, got ${limit}; leave out what there is none of`);
  return { limit, outcome: timeout <= patience ? 'timedOut' : 'abandoned' };
}
