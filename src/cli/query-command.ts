import { type Io } from './io';
import { type QueryFlags } from './query-flags';
import { readSpan, readTimes } from './query-times';
import { readSeries } from './read-series';
import { SourceText } from '../manifest/source-text';
import { type Span } from '../promql/ast';
import { checkForRange } from '../promql/check';
import { apiData } from '../promql/evaluation/api-data';
import { evaluate, evaluateRange, type QueryResult } from '../promql/evaluation/evaluate';
import { EvaluationError } from '../promql/evaluation/evaluation-error';
import { type Query, readQuery } from '../promql/query';
import { type SeriesStore } from '../promql/series/series';
import { excerptOf } from '../report/excerpt';
import { printable } from '../report/printable';

/** Evaluates a query over series, writes what Prometheus' API would answer, and tells the exit code. */
export async function runQuery(io: Io, text: string, flags: QueryFlags): Promise<number> {
  const times = readTimes(flags);
  const interval = readSpan('--interval', flags.interval);
  const query = readQuery(text);
  if (!query.expression) return refuse(io, text, query.problem, messageOf(query.problem));
  const refused = times.range && checkForRange(query.expression).problem;
  if (refused) return refuse(io, text, refused, messageOf(refused));
  const store = await readSeries(io, flags.series, interval);
  const { prometheus } = flags;
  try {
    const result: QueryResult = times.range
      ? evaluateRange(query.expression, store, { ...times.range, prometheus })
      : evaluate(query.expression, store, { at: times.at ?? lastTime(store), prometheus });
    io.stdout.write(`${apiData(result)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof EvaluationError)) throw error;
    return refuse(io, text, error, error.message);
  }
}

/** When the last sample was taken, or a series was seen to have ended. */
function lastTime(store: SeriesStore): number {
  let last = 0;
  for (const { times, length, ends } of store.all()) last = Math.max(last, length > 0 ? times[length - 1] : 0, ends.at(-1) ?? 0);
  return last;
}

function messageOf({ message, expected, suggestion }: NonNullable<Query['problem']>): string {
  const hint = suggestion === undefined ? '' : `; did you mean '${suggestion}'?`;
  const wanted = expected === undefined || message.includes(expected) ? '' : `, expected ${expected}`;
  return `${message}${wanted}${hint}`;
}

/** Says what is wrong, and shows where. */
function refuse(io: Io, text: string, { start, end }: Span, message: string): number {
  const source = new SourceText('query', text);
  const { line, column } = source.positionOf(start);
  const excerpt = excerptOf(source.line(line), column, Math.max(1, end - start));
  io.stderr.write(`error: query:${line}:${column}: ${printable(message)}\n  ${excerpt.text}\n  ${' '.repeat(excerpt.start)}${'^'.repeat(excerpt.length)}\n`);
  return 2;
}
