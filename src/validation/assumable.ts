import { parseGoDuration, secondsOf } from '../manifest/go-duration';
import { type Assumptions } from '../simulation/proof/assumptions';

/** Something that can be said about the world: the values that it may have, in words, and how one is read. */
export interface Assumable {
  readonly meant: string;
  /** Undefined for what is not meant. */
  readonly read: (value: unknown) => Assumptions[keyof Assumptions];
}

/** Nobody has more, and a proof would count them all. */
const MOST_REQUESTS = 1_000_000;

/** Longer than any release waits for pods, and for Prometheus; in seconds. */
const LONGEST_STARTUP = 24 * 3600;
const LONGEST_SCRAPE = 3600;

/** What can be said, by the names that configurations and programs use. */
export const ASSUMABLE: Readonly<Record<keyof Assumptions, Assumable>> = {
  requestsPerSecond: {
    meant: `a number above 0 and at most ${MOST_REQUESTS}`,
    read: (value) => within(numberIn(value), (requests) => requests > 0 && requests <= MOST_REQUESTS),
  },
  podStartup: {
    meant: 'a duration such as 90s or 2m, at most 24h',
    read: (value) => within(secondsIn(value), (seconds) => seconds >= 0 && seconds <= LONGEST_STARTUP),
  },
  scrapeInterval: {
    meant: 'a duration in whole seconds, from 1s to 1h',
    read: (value) => within(secondsIn(value), (seconds) => seconds >= 1 && seconds <= LONGEST_SCRAPE && Number.isInteger(seconds)),
  },
  protocol: {
    meant: 'http or grpc',
    read: (value) => (value === 'http' || value === 'grpc' ? value : undefined),
  },
};

export function isAssumable(name: string): name is keyof Assumptions {
  return Object.hasOwn(ASSUMABLE, name);
}

function within(value: number | undefined, isMeant: (value: number) => boolean): number | undefined {
  return value !== undefined && isMeant(value) ? value : undefined;
}

function numberIn(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}

/** Seconds, or a duration as Go writes it. */
function secondsIn(value: unknown): number | undefined {
  const plain = numberIn(value);
  if (plain !== undefined || typeof value !== 'string') return plain;
  const { nanoseconds } = parseGoDuration(value);
  return nanoseconds === undefined ? undefined : secondsOf(nanoseconds);
}
