import { type Io } from './io';
import { UsageError } from './usage-error';
import { type Json, type JsonPath } from '../manifest/json';
import { readDocument } from '../manifest/read-document';
import { type Position } from '../manifest/source-text';

/** No file that steers a command is longer, in bytes. */
const LIMIT = 1024 * 1024;

/** A value, and where its parts are. */
export interface Located {
  readonly value: Json;
  readonly locate: (path: JsonPath) => Position;
}

/** Reads the file that an option names; undefined where there is none. */
export function readOneDocument({ files }: Io, option: string, file: string): Located | undefined {
  let content: Uint8Array;
  try {
    content = files.read(file, LIMIT);
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return undefined;
    throw unreadableFile(option, file);
  }
  if (content.length > LIMIT) throw new UsageError(`'${option}' must name a file of at most 1 MiB, got '${file}'`);
  const read = readDocument(content, file);
  if (read.problem) throw wrongAt(read.problem, `${read.problem.message}; ${read.problem.fix}`);
  return read;
}

export function unreadableFile(option: string, file: string): UsageError {
  return new UsageError(`'${option}' must name a file that can be read, got '${file}'`);
}

export function wrongAt({ file, line, column }: Position, message: string): UsageError {
  return new UsageError(`${file}:${line}:${column}: ${message}`);
}
