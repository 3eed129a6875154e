import { type Io } from './io';
import { UsageError } from './usage-error';
import { isObject, type Json, type JsonPath } from '../manifest/json';
import { readDocument } from '../manifest/read-document';
import { type Position } from '../manifest/source-text';
import { type Acceptance } from '../validation/acceptance';

/** Where findings are accepted that a comment cannot accept, because the YAML belongs to somebody else. */
export const CONFIGURATION = 'smart-canary.yaml';

/** No configuration is longer, in bytes. */
const LIMIT = 1024 * 1024;

const FIELDS = ['code', 'resource', 'reason'];

/** Reads the acceptances of a configuration; without a name, of the one in the current folder if there is one. */
export function readAcceptances({ files }: Io, name: string | undefined): Acceptance[] {
  const file = name ?? CONFIGURATION;
  let content: Uint8Array;
  try {
    content = files.read(file, LIMIT);
  } catch (error) {
    if (name === undefined && (error as { code?: string }).code === 'ENOENT') return [];
    throw new UsageError(`'--config' must name a file that can be read, got '${file}'`);
  }
  if (content.length > LIMIT) throw new UsageError(`'--config' must name a file of at most 1 MiB, got '${file}'`);
  const read = readDocument(content, file);
  if (read.problem) throw wrong(read.problem, `${read.problem.message}; ${read.problem.fix}`);
  return new AcceptanceReader(read.locate).read(read.value);
}

class AcceptanceReader {
  constructor(private readonly locate: (path: JsonPath) => Position) {}

  public read(value: Json): Acceptance[] {
    if (value === null) return [];
    if (!isObject(value)) throw this.refuse([], 'a configuration must be a mapping with \'accept\'');
    const unknown = Object.keys(value).find((key) => key !== 'accept');
    if (unknown !== undefined) throw this.refuse([unknown], `'${unknown}' is not known; there is 'accept'`);
    const list = value.accept ?? [];
    if (!Array.isArray(list)) throw this.refuse(['accept'], '\'accept\' must be a list');
    return list.map((item: Json, index) => this.readItem(item, ['accept', index]));
  }

  private readItem(item: Json, path: JsonPath): Acceptance {
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
    return wrong(this.locate(path), message);
  }
}

function wrong({ file, line, column }: Position, message: string): UsageError {
  return new UsageError(`${file}:${line}:${column}: ${message}`);
}
