import { readDuration, readInterval } from './scenario-options';
import { type SimulateFlags } from './simulate-flags';
import { UsageError } from './usage-error';
import { type Situation, type SituationName, SITUATIONS } from '../simulation/situation';

/** Those that have a name already, and nothing else yet. */
const PLANNED = ['canary-crashloops', 'fails-only-at-weight', 'second-deploy'];

/** The situations in which an option means anything. */
const ONLY: readonly (readonly [keyof SimulateFlags, string, readonly SituationName[]])[] = [
  ['rps', '--rps', SITUATIONS.filter((name) => name !== 'no-traffic')],
  ['errorRate', '--error-rate', ['canary-fails', 'error-spike']],
  ['from', '--from', ['canary-fails', 'canary-slow', 'error-spike', 'prometheus-down']],
];

/** Other options that need traffic. */
const WITH_TRAFFIC: readonly (readonly [keyof SimulateFlags, string])[] = [['stableErrorRate', '--stable-error-rate'], ['scrapeInterval', '--scrape-interval'], ['seed', '--seed']];

/** Reads what traffic a release meets; undefined where there is none. */
export function readSituation(flags: SimulateFlags): Situation | undefined {
  const { scenario, rps, errorRate, stableErrorRate, from, scrapeInterval, seed } = flags;
  if (scenario === undefined) {
    refuseWithoutScenario(flags);
    return undefined;
  }
  const name = readName(scenario);
  const useless = ONLY.find(([key, , names]) => flags[key] !== undefined && !names.includes(name));
  if (useless) throw new UsageError(`'${useless[1]}' must go with --scenario ${useless[2].join(', ')}, got ${name}; it would change nothing`);
  refuseContradictions(flags);
  return {
    name,
    requestsPerSecond: optional(rps, (text) => readNumber('--rps', text, 100_000)),
    errorRate: optional(errorRate, (text) => readNumber('--error-rate', text, 1)),
    stableErrorRate: optional(stableErrorRate, (text) => readNumber('--stable-error-rate', text, 1)),
    from: optional(from, (text) => readDuration('--from', text)),
    scrapeInterval: optional(scrapeInterval, readInterval),
    seed: optional(seed, readSeed),
  };
}

function readName(text: string): SituationName {
  const name = SITUATIONS.find((each) => each === text);
  if (name) return name;
  const reason = PLANNED.includes(text) ? 'that one is not there yet' : 'no other is known';
  throw new UsageError(`'--scenario' must be one of ${SITUATIONS.join(', ')}, got '${text}'; ${reason}`);
}

function refuseWithoutScenario(flags: SimulateFlags): void {
  const [, option] = [...ONLY, ...WITH_TRAFFIC].find(([key]) => flags[key] !== undefined) ?? [];
  if (option !== undefined) throw new UsageError(`'${option}' must go with --scenario, got none; without it there is no traffic`);
}

/** Queries are filled with the hashes of one release, and traffic is what metrics measure. */
function refuseContradictions({ measure = [], act = [], first = false }: SimulateFlags): void {
  if (measure.length > 0) throw new UsageError(`'--measure' must not go with --scenario, got '${measure[0]}'; metrics measure the traffic`);
  if (first) throw new UsageError('\'--first\' must not go with --scenario, got both; a first revision has nothing that is analysed');
  const other = act.find((text) => /^(release|undo)/.test(text));
  if (other !== undefined) throw new UsageError(`'--act' must not release another version with --scenario, got '${other}'; a second one is not there yet`);
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
