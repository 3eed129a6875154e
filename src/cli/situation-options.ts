import { readRates } from './rate-options';
import { readDuration, readInterval } from './scenario-options';
import { type SimulateFlags } from './simulate-flags';
import { UsageError } from './usage-error';
import { type Failing, FAILING, type Situation, type SituationName, SITUATIONS } from '../simulation/situation';

/** An option, and what people call it. */
export type NamedFlag = readonly [keyof SimulateFlags, string];

/** The situations in which an option means anything. */
const ONLY: readonly (readonly [...NamedFlag, readonly SituationName[]])[] = [
  ['rps', '--rps', SITUATIONS.filter((name) => name !== 'no-traffic')],
  ['errorRate', '--error-rate', ['canary-fails', 'fails-only-at-weight', 'second-deploy', 'error-spike']],
  ['from', '--from', ['canary-fails', 'canary-slow', 'second-deploy', 'error-spike', 'prometheus-down']],
  ['atWeight', '--at-weight', ['fails-only-at-weight']],
  ['crashAfter', '--crash-after', ['canary-crashloops']],
  ['failing', '--failing', ['second-deploy']],
];

/** Other options that need traffic. */
const WITH_TRAFFIC: readonly NamedFlag[] = [['stableErrorRate', '--stable-error-rate'], ['scrapeInterval', '--scrape-interval'], ['seed', '--seed']];

/** What says how a scenario goes. */
export const SITUATION_FLAGS: readonly NamedFlag[] = [...ONLY.map(([key, option]): NamedFlag => [key, option]), ...WITH_TRAFFIC];

/** What says so of one scenario alone, and not of several. */
export const FLAGS_OF_ONE: readonly NamedFlag[] = SITUATION_FLAGS.filter(([key]) => ONLY.some(([only]) => only === key) && key !== 'rps');

/** What every scenario has, whatever is wrong with it. */
export type Surroundings = Pick<Situation, 'requestsPerSecond' | 'requestChanges' | 'stableErrorRate' | 'scrapeInterval' | 'seed'>;

/** Reads what traffic a release meets; undefined where there is none. */
export function readSituation(flags: SimulateFlags): Situation | undefined {
  const { scenario } = flags;
  if (scenario === undefined) {
    refuseWithoutScenario(flags);
    return undefined;
  }
  const name = readName(scenario);
  const useless = ONLY.find(([key, , names]) => flags[key] !== undefined && !names.includes(name));
  if (useless) throw new UsageError(`'${useless[1]}' must go with --scenario ${useless[2].join(', ')}, got ${name}; it would change nothing`);
  refuseContradictions(flags);
  const { errorRate, from, atWeight, crashAfter, failing } = flags;
  return {
    name,
    ...readSurroundings(flags),
    errorRate: optional(errorRate, (text) => readNumber('--error-rate', text, 1)),
    from: optional(from, (text) => readDuration('--from', text)),
    atWeight: optional(atWeight, (text) => readNumber('--at-weight', text, 100)),
    crashAfter: optional(crashAfter, readUptime),
    failing: optional(failing, readFailing),
  };
}

export function readSurroundings({ rps, stableErrorRate, scrapeInterval, seed }: SimulateFlags): Surroundings {
  return {
    ...rps === undefined ? {} : readRates('--rps', rps),
    stableErrorRate: optional(stableErrorRate, (text) => readNumber('--stable-error-rate', text, 1)),
    scrapeInterval: optional(scrapeInterval, readInterval),
    seed: optional(seed, readSeed),
  };
}

/** Queries are filled with the hashes of one release, and traffic is what metrics measure. */
export function refuseContradictions({ measure = [], act = [], first = false, matrix = false }: SimulateFlags): void {
  const option = matrix ? '--matrix' : '--scenario';
  if (measure.length > 0) throw new UsageError(`'--measure' must not go with ${option}, got '${measure[0]}'; metrics measure the traffic`);
  if (first) throw new UsageError(`'--first' must not go with ${option}, got both; a first revision has nothing that is analysed`);
  const other = act.find((text) => /^(release|undo)/.test(text));
  if (other !== undefined) throw new UsageError(`'--act' must not release another version with ${option}, got '${other}'; second-deploy is the scenario that does`);
}

function readName(text: string): SituationName {
  const name = SITUATIONS.find((each) => each === text);
  if (name) return name;
  throw new UsageError(`'--scenario' must be one of ${SITUATIONS.join(', ')}, got '${text}'; no other is known`);
}

function refuseWithoutScenario(flags: SimulateFlags): void {
  const [, option] = SITUATION_FLAGS.find(([key]) => flags[key] !== undefined) ?? [];
  if (option !== undefined) throw new UsageError(`'${option}' must go with --scenario, got none; without it there is no traffic`);
}

function readUptime(text: string): number {
  const seconds = readDuration('--crash-after', text);
  if (seconds >= 1) return seconds;
  throw new UsageError(`'--crash-after' must be at least 1s, got '${text}'; never-ready is the scenario of pods that do not start`);
}

function readFailing(text: string): Failing {
  const failing = FAILING.find((each) => each === text);
  if (failing) return failing;
  throw new UsageError(`'--failing' must be one of ${FAILING.join(', ')}, got '${text}'; it is one of the two releases`);
}

function readNumber(option: string, text: string, most: number): number {
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
  if (number <= most) return number;
  throw new UsageError(`'${option}' must be a number from 0 to ${most}, got '${text}'${most === 1 ? '; 5 % is 0.05' : ''}`);
}

function readSeed(text: string): number {
  const seed = /^\d+$/.test(text) ? Number(text) : NaN;
  if (Number.isSafeInteger(seed)) return seed;
  throw new UsageError(`'--seed' must be a whole number, got '${text}'; each gives other requests, and the same ones every time`);
}

function optional<T>(text: string | undefined, read: (text: string) => T): T | undefined {
  return text === undefined ? undefined : read(text);
}
