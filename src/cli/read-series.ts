import { unreadable } from './find-files';
import { type Io } from './io';
import { UsageError } from './usage-error';
import { decodeFile, LARGEST_FILE } from '../manifest/file-text';
import { readExportedSeries } from '../promql/series/exported-series';
import { SeriesStore } from '../promql/series/series';
import { SeriesFileError } from '../promql/series/series-file-error';
import { readSeriesNotation } from '../promql/series/series-notation';

/** Stdin on the command line, and in messages. */
const STDIN = '-';

/** How an answer of the API begins; a line in the notation of tests may begin with a brace, too. */
const EXPORTED = /^\s*(?:\[|\{\s*"(?:status|data|resultType|result)"\s*:)/;

/** Reads series from a file or stdin: JSON of Prometheus' API, or else the notation of its tests with an interval in milliseconds. */
export async function readSeries(io: Io, name: string, interval: number): Promise<SeriesStore> {
  const text = decode(await contentOf(io, name), name);
  const store = new SeriesStore();
  try {
    if (EXPORTED.test(text)) readExportedSeries(text, store);
    else readSeriesNotation(text, interval, store);
  } catch (error) {
    if (!(error instanceof SeriesFileError)) throw error;
    const { place } = error;
    throw new UsageError(`${shown(name)}${place ? `:${place.line}:${place.column}` : ''}: ${error.message}`);
  }
  return store;
}

async function contentOf(io: Io, name: string): Promise<Uint8Array> {
  try {
    return name === STDIN ? await io.stdin(LARGEST_FILE) : io.files.read(name, LARGEST_FILE);
  } catch (error) {
    throw new UsageError(`'--series' must name a file that can be read, got '${name}'; ${unreadable(name, error).message.replace('cannot be read: ', '')}`);
  }
}

function decode(content: Uint8Array, name: string): string {
  if (content.length > LARGEST_FILE) throw new UsageError(`'--series' must name a file of at most ${LARGEST_FILE / 1024 / 1024} MiB, got '${name}'`);
  const decoded = decodeFile(content);
  if (decoded.flaw) throw new UsageError(`${shown(name)}: ${decoded.flaw.message}; ${decoded.flaw.fix}`);
  return decoded.text;
}

function shown(name: string): string {
  return name === STDIN ? 'stdin' : name;
}
