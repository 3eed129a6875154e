import { UsageError } from './usage-error';
import { type Result, type ResultShape } from '../condition/environment';

/** What JSON has no number for. */
const NAMED: Readonly<Record<string, number>> = { 'NaN': NaN, 'Inf': Infinity, '+Inf': Infinity, '-Inf': -Infinity };

const ALLOWED = 'be a number, an array of numbers or an array of arrays of numbers, with "NaN", "+Inf" and "-Inf" as strings';

/** Reads `--result`; its shape is the one that is asked for, or how the JSON looks. */
export function readResult(text: string, shape: ResultShape | undefined): { readonly result: Result; readonly shape: ResultShape } {
  const json = parsed(text);
  if (!Array.isArray(json)) {
    if (shape !== undefined && shape !== 'scalar') throw new UsageError(`'--result' must be an array for '--shape ${shape}', got ${shortened(text)}`);
    return { result: sample(json, text), shape: 'scalar' };
  }
  if (shape === 'scalar') throw new UsageError(`'--result' must be a number for '--shape scalar', got ${shortened(text)}`);
  const isNested = json.some((item) => Array.isArray(item));
  if (isNested && shape === 'vector') throw new UsageError(`'--result' must be an array of numbers for '--shape vector', got ${shortened(text)}; series with many samples are a matrix`);
  // The controller puts all samples of a matrix behind each other.
  const samples = isNested ? json.flatMap((series): unknown[] => Array.isArray(series) ? series : [undefined]) : json;
  return { result: samples.map((item) => sample(item, text)), shape: shape ?? (isNested ? 'matrix' : 'vector') };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`'--result' must ${ALLOWED}, got ${shortened(text)}; that is no JSON`);
  }
}

function sample(value: unknown, text: string): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string' && Object.hasOwn(NAMED, value)) return NAMED[value];
  throw new UsageError(`'--result' must ${ALLOWED}, got ${shortened(text)}`);
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
