import { type QueryFlags } from './query-flags';
import { UsageError } from './usage-error';
import { parsePrometheusDuration } from '../manifest/prometheus-duration';

/** For when a query is asked: one moment or equal steps, in milliseconds since the epoch. */
export type QueryTimes =
  | { readonly at: number | undefined; readonly range?: undefined }
  | { readonly range: { readonly start: number; readonly end: number; readonly step: number } };

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const RFC3339 = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;

/** Reads `--at`, or `--start`, `--end` and `--step`. */
export function readTimes({ at, start, end, step }: QueryFlags): QueryTimes {
  if (start === undefined && end === undefined && step === undefined) return { at: at === undefined ? undefined : readTime('--at', at) };
  if (at !== undefined) throw new UsageError('\'--at\' asks for one moment, and \'--start\', \'--end\' and \'--step\' for a range; leave one of them out');
  if (start === undefined || end === undefined || step === undefined) {
    throw new UsageError('a range must have \'--start\', \'--end\' and \'--step\'; add what is missing, or ask for one moment with \'--at\'');
  }
  return { range: { start: readTime('--start', start), end: readTime('--end', end), step: readSpan('--step', step) } };
}

/** Reads a duration such as `15s`, or a number of seconds. */
export function readSpan(option: string, text: string): number {
  const { nanoseconds } = parsePrometheusDuration(text);
  const milliseconds = NUMBER.test(text) ? Math.round(Number(text) * 1000) : Number((nanoseconds ?? 0n) / 1_000_000n);
  if (!Number.isSafeInteger(milliseconds) || milliseconds <= 0) {
    throw new UsageError(`'${option}' must be a duration such as 15s or a number of seconds above 0, got '${text}'`);
  }
  return milliseconds;
}

function readTime(option: string, text: string): number {
  const time = NUMBER.test(text) ? Math.round(Number(text) * 1000) : RFC3339.test(text) ? Date.parse(text) : NaN;
  if (!Number.isSafeInteger(time)) throw new UsageError(`'${option}' must be seconds since 1970 or a time such as 2026-11-23T09:00:00Z, got '${text}'`);
  return time;
}
