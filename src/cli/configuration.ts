import { type Io } from './io';
import { readOneDocument, unreadableFile, wrongAt } from './read-one-document';
import { type UsageError } from './usage-error';
import { isObject, type Json, type JsonPath } from '../manifest/json';
import { type Position } from '../manifest/source-text';
import { type PlacedAcceptance } from '../validation/acceptance';

/** Where findings are accepted that a comment cannot accept, because the YAML belongs to somebody else. */
export const CONFIGURATION = 'smart-canary.yaml';

const FIELDS = ['code', 'resource', 'reason'];

/** Reads the acceptances of a configuration; without a name, of the one in the current folder if there is one. */
export function readAcceptances(io: Io, name: string | undefined): PlacedAcceptance[] {
  const read = readOneDocument(io, '--config', name ?? CONFIGURATION);
  if (read) return new AcceptanceReader(read.locate).read(read.value);
  if (name !== undefined) throw unreadableFile('--config', name);
  return [];
}

class AcceptanceReader {
  constructor(private readonly locate: (path: JsonPath) => Position) {}

  public read(value: Json): PlacedAcceptance[] {
    if (value === null) return [];
    if (!isObject(value)) throw this.refuse([], 'a configuration must be a mapping with \'accept\'');
    const unknown = Object.keys(value).find((key) => key !== 'accept');
    if (unknown !== undefined) throw this.refuse([unknown], `'${unknown}' is not known; there is 'accept'`);
    const list = value.accept ?? [];
    if (!Array.isArray(list)) throw this.refuse(['accept'], '\'accept\' must be a list');
    return list.map((item: Json, index) => this.readItem(item, ['accept', index]));
  }

  private readItem(item: Json, path: JsonPath): PlacedAcceptance {
    if (!isObject(item)) throw this.refuse(path, '\'accept\' must hold mappings with \'code\' and \'reason\'');
    for (const [key, value] of Object.entries(item)) {
      if (!FIELDS.includes(key)) throw this.refuse([...path, key], `'${key}' is not known; there are ${FIELDS.map((field) => `'${field}'`).join(', ')}`);
      if (typeof value !== 'string') throw this.refuse([...path, key], `'${key}' must be text`);
    }
    const { code = '', reason = '', resource } = item as Record<string, string | undefined>;
    const { file, line, column } = this.locate(path);
    return { code, reason: reason.trim(), resource, at: { file, line, column } };
  }

  private refuse(path: JsonPath, message: string): UsageError {
    return wrongAt(this.locate(path), message);
  }
}
