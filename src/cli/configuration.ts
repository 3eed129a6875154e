import { type Io } from './io';
import { readOneDocument, unreadableFile, wrongAt } from './read-one-document';
import { type UsageError } from './usage-error';
import { isObject, type Json, type JsonObject, type JsonPath } from '../manifest/json';
import { type Position } from '../manifest/source-text';
import { type Assumptions } from '../simulation/proof/assumptions';
import { type PlacedAcceptance } from '../validation/acceptance';
import { ASSUMABLE, isAssumable } from '../validation/assumable';
import { type Assumption } from '../validation/assumption';

/** Where findings are accepted that a comment cannot accept, because the YAML belongs to somebody else, and where the world is described. */
export const CONFIGURATION = 'smart-canary.yaml';

const SECTIONS = ['accept', 'assume'];
const ACCEPTANCE = ['code', 'resource', 'reason'];
const ASSUMPTION = ['resource', ...Object.keys(ASSUMABLE)];

/** What a configuration says. */
export interface Configuration {
  readonly acceptances: readonly PlacedAcceptance[];
  readonly assumptions: readonly Assumption[];
}

/** Reads a configuration; without a name, the one in the current folder if there is one. */
export function readConfiguration(io: Io, name: string | undefined): Configuration {
  const read = readOneDocument(io, '--config', name ?? CONFIGURATION);
  if (read) return new ConfigurationReader(read.locate).read(read.value);
  if (name !== undefined) throw unreadableFile('--config', name);
  return { acceptances: [], assumptions: [] };
}

/** An entry of a list, and where it is. */
interface Entry {
  readonly item: JsonObject;
  readonly path: JsonPath;
}

class ConfigurationReader {
  constructor(private readonly locate: (path: JsonPath) => Position) {}

  public read(value: Json): Configuration {
    if (value !== null && !isObject(value)) throw this.refuse([], `a configuration must be a mapping with ${listed(SECTIONS, 'or')}`);
    const sections = value ?? {};
    const unknown = Object.keys(sections).find((key) => !SECTIONS.includes(key));
    if (unknown !== undefined) throw this.refuse([unknown], `'${unknown}' is not known; there are ${listed(SECTIONS, 'and')}`);
    return {
      acceptances: this.entriesOf(sections, 'accept', '\'code\' and \'reason\'', ACCEPTANCE).map((entry) => this.readAcceptance(entry)),
      assumptions: this.entriesOf(sections, 'assume', 'what is assumed', ASSUMPTION).map((entry) => this.readAssumption(entry)),
    };
  }

  private entriesOf(sections: JsonObject, section: string, content: string, fields: readonly string[]): Entry[] {
    const list = sections[section] ?? [];
    if (!Array.isArray(list)) throw this.refuse([section], `'${section}' must be a list`);
    return list.map((item: Json, index) => {
      const path = [section, index];
      if (!isObject(item)) throw this.refuse(path, `'${section}' must hold mappings with ${content}`);
      const unknown = Object.keys(item).find((key) => !fields.includes(key));
      if (unknown !== undefined) throw this.refuse([...path, unknown], `'${unknown}' is not known; there are ${fields.map((field) => `'${field}'`).join(', ')}`);
      return { item, path };
    });
  }

  private readAcceptance({ item, path }: Entry): PlacedAcceptance {
    const [code = '', reason = '', resource] = ['code', 'reason', 'resource'].map((key) => this.textIn(item, key, path));
    return { code, reason: reason.trim(), resource, at: this.placeOf(path) };
  }

  private readAssumption({ item, path }: Entry): Assumption {
    const resource = this.textIn(item, 'resource', path);
    const stated = Object.entries(item).flatMap(([key, value]) => (isAssumable(key) ? [[key, this.assumed(key, value, [...path, key])]] : []));
    if (stated.length === 0) throw this.refuse(path, `'assume' must say something; there are ${listed(Object.keys(ASSUMABLE), 'and')}`);
    return { assumed: Object.fromEntries(stated) as Partial<Assumptions>, resource, at: this.placeOf(path) };
  }

  private assumed(key: keyof Assumptions, value: Json, path: JsonPath): Assumptions[keyof Assumptions] {
    const { read, meant } = ASSUMABLE[key];
    const assumed = read(value);
    if (assumed === undefined) throw this.refuse(path, `'${key}' must be ${meant}, got ${JSON.stringify(value)}`);
    return assumed;
  }

  private textIn(item: JsonObject, key: string, path: JsonPath): string | undefined {
    const value = item[key];
    if (value !== undefined && typeof value !== 'string') throw this.refuse([...path, key], `'${key}' must be text`);
    return value;
  }

  private placeOf(path: JsonPath): Position {
    const { file, line, column } = this.locate(path);
    return { file, line, column };
  }

  private refuse(path: JsonPath, message: string): UsageError {
    return wrongAt(this.locate(path), message);
  }
}

function listed(names: readonly string[], word: 'and' | 'or'): string {
  const quoted = names.map((name) => `'${name}'`);
  return `${quoted.slice(0, -1).join(', ')} ${word} ${quoted.at(-1)}`;
}
