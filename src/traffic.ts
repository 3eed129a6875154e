import { Duration } from 'cdk8s';
import { wholeSeconds } from './seconds';

/** What is assumed of the service while a release is under way. */
export interface Traffic {
  /**
   * How many requests the whole service gets in a second, canary and stable together, when it is released.
   *
   * Under this the analysis is proven; it moves no number that is emitted. A shared analysis is for many services and has none.
   *
   * @default 50
   */
  readonly requestsPerSecond?: number;

  /**
   * From a pod's creation to its readiness, image pull included, in whole seconds.
   *
   * @default Duration.seconds(20)
   */
  readonly podStartup?: Duration;
}

/** The world in which a canary is proven; times in seconds. */
export interface AssumedWorld {
  readonly requestsPerSecond: number;
  readonly podStartup: number;
  readonly scrapeInterval: number;
  readonly protocol?: 'http' | 'grpc';
}

const DEFAULT_POD_STARTUP = Duration.seconds(20);
const DEFAULT_REQUESTS = 50;

/** Nobody has more, and a proof would count them all. */
const MOST_REQUESTS = 1_000_000;

/** Checks what is assumed, and fills in what is not said; times in seconds. */
export function resolveTraffic({ podStartup = DEFAULT_POD_STARTUP, requestsPerSecond = DEFAULT_REQUESTS }: Traffic = {}) {
  if (!(requestsPerSecond > 0 && requestsPerSecond <= MOST_REQUESTS)) {
    throw new Error(`'traffic.requestsPerSecond' must be above 0 and at most ${MOST_REQUESTS}, got ${requestsPerSecond}; one in a minute is 1 / 60`);
  }
  return { podStartup: wholeSeconds('traffic.podStartup', podStartup, 0), requestsPerSecond };
}
