import { type Io } from './io';
import { readOneDocument, unreadableFile, wrongAt } from './read-one-document';
import { readScenario } from './scenario-options';
import { EXPECTATIONS, type SimulateFlags } from './simulate-flags';
import { readSituation } from './situation-options';
import { UsageError } from './usage-error';
import { isObject, type Json, type JsonObject, type JsonPath } from '../manifest/json';
import { nearest } from '../manifest/nearest';
import { type Position } from '../manifest/source-text';

/** What a scenario of a file says, in the words of the command line. */
export type ScenarioFlags = Pick<SimulateFlags,
  | 'scenario' | 'rps' | 'errorRate' | 'stableErrorRate' | 'from' | 'atWeight' | 'crashAfter' | 'failing' | 'scrapeInterval' | 'seed'
  | 'promoteAfter' | 'podStartup' | 'act' | 'expect'>;

/** A scenario that has a name of its own. */
export interface FileScenario {
  readonly name: string;
  readonly flags: ScenarioFlags;
}

const KEYS: Readonly<Record<string, keyof ScenarioFlags>> = {
  'scenario': 'scenario',
  'rps': 'rps',
  'error-rate': 'errorRate',
  'stable-error-rate': 'stableErrorRate',
  'from': 'from',
  'at-weight': 'atWeight',
  'crash-after': 'crashAfter',
  'failing': 'failing',
  'scrape-interval': 'scrapeInterval',
  'seed': 'seed',
  'promote-after': 'promoteAfter',
  'pod-startup': 'podStartup',
  'act': 'act',
  'expect': 'expect',
};

const ALL_KEYS = ['name', ...Object.keys(KEYS)];

/** A name has to fit a table. */
const LONGEST_NAME = 40;

/** Reads the scenarios of a file; the first thing that is wrong in it is told with its place. */
export function readScenarioFile(io: Io, file: string): FileScenario[] {
  const read = readOneDocument(io, '--scenario-file', file);
  if (!read) throw unreadableFile('--scenario-file', file);
  return new ScenarioReader(read.locate).read(read.value);
}

class ScenarioReader {
  private readonly names = new Set<string>();

  constructor(private readonly locate: (path: JsonPath) => Position) {}

  public read(value: Json): FileScenario[] {
    if (!isObject(value)) throw this.refuse([], `a scenario file must be a mapping with 'scenarios', got ${kindOf(value)}; begin it with 'scenarios:'`);
    const unknown = Object.keys(value).find((key) => key !== 'scenarios');
    if (unknown !== undefined) throw this.refuse([unknown], `'${unknown}' is not known, there is only 'scenarios'; remove it`);
    const list = value.scenarios;
    if (!Array.isArray(list) || list.length === 0) throw this.refuse(['scenarios'], `'scenarios' must be a list of at least one scenario, got ${kindOf(list)}; each has a 'name' and a 'scenario'`);
    return list.map((item: Json, index) => this.readItem(item, ['scenarios', index]));
  }

  private readItem(item: Json, path: JsonPath): FileScenario {
    if (!isObject(item)) throw this.refuse(path, `a scenario must be a mapping with 'name' and 'scenario', got ${kindOf(item)}; write each of its fields on a line`);
    const unknown = Object.keys(item).find((key) => !ALL_KEYS.includes(key));
    if (unknown !== undefined) throw this.refuse([...path, unknown], `'${unknown}' is not known; ${suggestion(unknown)}`);
    const name = this.readName(item, path);
    const flags = Object.fromEntries(Object.entries(item).filter(([key]) => key !== 'name').map(([key, value]) => [KEYS[key], this.readValue(key, value, path)])) as ScenarioFlags;
    this.check(flags, path, item);
    return { name, flags };
  }

  private readName({ name }: JsonObject, path: JsonPath): string {
    const at = name === undefined ? path : [...path, 'name'];
    if (typeof name !== 'string' || !/^[\p{L}\p{N}][\p{L}\p{N} ._-]*$/u.test(name) || name.length > LONGEST_NAME) {
      throw this.refuse(at, `'name' must be at most ${LONGEST_NAME} letters, digits, spaces, '.', '_' and '-', got ${kindOf(name)}; tables show it`);
    }
    if (this.names.has(name)) throw this.refuse(at, `'name' must be there once, got '${name}' again; rename one of them`);
    this.names.add(name);
    return name;
  }

  private readValue(key: string, value: Json, path: JsonPath): string | string[] {
    if (key === 'act') {
      const list: Json[] = Array.isArray(value) ? value : [value];
      const wrong = list.find((each) => typeof each !== 'string');
      if (wrong === undefined) return list as string[];
      throw this.refuse([...path, key], `'act' must be text or a list of it, got ${kindOf(wrong)}; such as abort@2m`);
    }
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    throw this.refuse([...path, key], `'${key}' must be text or a number, got ${kindOf(value)}; write it as on the command line`);
  }

  /** What the command line would say, at its place in the file. */
  private check(flags: ScenarioFlags, path: JsonPath, item: JsonObject): void {
    if (flags.scenario === undefined) throw this.refuse(path, '\'scenario\' must be there, got none; it is one of the names that --scenario takes');
    const { expect } = flags;
    if (expect !== undefined && !EXPECTATIONS.includes(expect)) throw this.refuse([...path, 'expect'], `'expect' must be one of ${EXPECTATIONS.join(', ')}, got '${String(expect)}'; leave it out where either will do`);
    try {
      readSituation({ ...flags, output: 'text' });
      readScenario({ ...flags, output: 'text' });
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      const [, key = ''] = /^'--([a-z-]+)'/.exec(error.message) ?? [];
      throw this.refuse(Object.hasOwn(item, key) ? [...path, key] : path, error.message.replace(/^'--/, '\'').replace('must go with --scenario', 'must go with scenario'));
    }
  }

  private refuse(path: JsonPath, message: string): UsageError {
    return wrongAt(this.locate(path), message);
  }
}

function suggestion(key: string): string {
  const near = nearest(key, ALL_KEYS);
  return near === undefined ? `there are ${ALL_KEYS.map((each) => `'${each}'`).join(', ')}` : `write '${near}', if that is what is meant`;
}

function kindOf(value: Json | undefined): string {
  if (value === undefined) return 'none';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  return isObject(value) ? 'a mapping' : JSON.stringify(value);
}
