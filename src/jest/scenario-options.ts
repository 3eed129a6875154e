import { type Duration } from 'cdk8s';
import { type Failing, FAILING, type Situation } from '../simulation/situation';

/** What a scenario takes for granted of traffic, pods and people. */
export interface ScenarioOptions {
  /** Requests per second to all versions together. @default 50, and one in a minute where there is little traffic */
  readonly requestsPerSecond?: number;
  /** The share of requests to the stable version that fails, from 0 to 1. @default 0 */
  readonly stableErrorRate?: number;
  /** From a pod's creation to its readiness. @default - ready at once */
  readonly podStartup?: Duration;
  /** How long a pause without an end waits for somebody to promote. @default - for ever */
  readonly promoteAfter?: Duration;
  /** How often Prometheus scrapes, in whole seconds. @default 15 seconds */
  readonly scrapeInterval?: Duration;
  /** Requests come by chance, the same for each seed. @default - as many come as are expected, and by chance where there are few */
  readonly seed?: number;
}

/** A scenario in which something begins to be wrong. */
export interface FaultOptions extends ScenarioOptions {
  /** How long after the beginning of the release. @default - from its beginning */
  readonly from?: Duration;
}

/** A scenario in which requests fail. */
export interface ErrorOptions extends FaultOptions {
  /** The share of requests that fails, from 0 to 1. @default 1 */
  readonly errorRate?: number;
}

/** A scenario in which containers crash. */
export interface CrashOptions extends ScenarioOptions {
  /** How long a pod is ready each time before it crashes. @default 30 seconds */
  readonly crashAfter?: Duration;
}

/** A scenario in which requests fail under load. */
export interface LoadOptions extends Omit<ErrorOptions, 'from'> {
  /** The share of all requests from which on they fail, in percent from 1 to 100. @default 50 */
  readonly atWeight?: number;
}

/** A scenario with two releases, of which the second comes at a time. */
export interface SecondOptions extends ErrorOptions {
  /** Which of the two fails. @default second */
  readonly failing?: Failing;
}

/** Whatever a scenario may have. */
export type AnyOptions = CrashOptions & LoadOptions & SecondOptions;

/** How a release is played, in seconds. */
export interface Played {
  readonly podStartup?: number;
  readonly promoteAfter?: number;
}

const MOST_REQUESTS = 100_000;

/** Checks what is given, and leaves out what is not. */
export function readSituation(options: AnyOptions): Omit<Situation, 'name'> {
  const { requestsPerSecond, errorRate, stableErrorRate, from, atWeight, crashAfter, failing, scrapeInterval, seed } = options;
  return {
    ...requestsPerSecond === undefined ? {} : { requestsPerSecond: requireRate(requestsPerSecond) },
    ...errorRate === undefined ? {} : { errorRate: requireShare('errorRate', errorRate) },
    ...stableErrorRate === undefined ? {} : { stableErrorRate: requireShare('stableErrorRate', stableErrorRate) },
    ...from === undefined ? {} : { from: secondsIn(from) },
    ...atWeight === undefined ? {} : { atWeight: requireWeight(atWeight) },
    ...crashAfter === undefined ? {} : { crashAfter: requireSomeTime(crashAfter) },
    ...failing === undefined ? {} : { failing: requireFailing(failing) },
    ...scrapeInterval === undefined ? {} : { scrapeInterval: requireInterval(scrapeInterval) },
    ...seed === undefined ? {} : { seed: requireSeed(seed) },
  };
}

export function readPlayed({ podStartup, promoteAfter }: ScenarioOptions): Played {
  return {
    ...podStartup === undefined ? {} : { podStartup: secondsIn(podStartup) },
    ...promoteAfter === undefined ? {} : { promoteAfter: secondsIn(promoteAfter) },
  };
}

export function secondsIn(duration: Duration): number {
  return duration.toMilliseconds() / 1000;
}

function requireRate(rate: number): number {
  if (rate >= 0 && rate <= MOST_REQUESTS) return rate;
  throw new Error(`'requestsPerSecond' must be a number from 0 to ${MOST_REQUESTS}, got ${rate}; it is for all versions together`);
}

function requireShare(name: string, share: number): number {
  if (share >= 0 && share <= 1) return share;
  throw new Error(`'${name}' must be a share from 0 to 1, got ${share}; 5 % is 0.05`);
}

function requireWeight(weight: number): number {
  if (weight >= 1 && weight <= 100) return weight;
  throw new Error(`'atWeight' must be a number from 1 to 100, got ${weight}; half of all requests are 50`);
}

function requireSomeTime(duration: Duration): number {
  const seconds = secondsIn(duration);
  if (seconds > 0) return seconds;
  throw new Error(`'crashAfter' must be above 0 seconds, got ${seconds}; a pod that is never ready is Scenario.neverReady()`);
}

function requireFailing(failing: Failing): Failing {
  if (FAILING.includes(failing)) return failing;
  throw new Error(`'failing' must be one of ${FAILING.join(', ')}, got '${String(failing)}'; it is the release that is bad`);
}

function requireInterval(interval: Duration): number {
  const seconds = secondsIn(interval);
  if (seconds >= 1 && Number.isInteger(seconds)) return seconds;
  throw new Error(`'scrapeInterval' must be whole seconds from 1, got ${seconds}; it is that of the Prometheus which is asked`);
}

function requireSeed(seed: number): number {
  if (Number.isSafeInteger(seed) && seed >= 0) return seed;
  throw new Error(`'seed' must be a whole number from 0, got ${seed}; each gives other requests, and the same ones every time`);
}
