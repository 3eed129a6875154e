import { parsePrometheusDuration } from '../manifest/prometheus-duration';

const DIGITS = '[0-9](?:_?[0-9])*';
const FRACTION = new RegExp(`^(?:${DIGITS}\\.?(?:${DIGITS})?|\\.${DIGITS})(?:e[+-]?${DIGITS})?$`);
/** Of an integer with separators and leading zeros; a longer text is read as a fraction, or is none. */
const MOST_DIGITS = 100;
const LARGEST_INTEGER = 2n ** 63n - 1n;

/**
 * The value of what the lexer took for a number, or nothing where it has none: `1e`, `1e400`.
 *
 * Integers as in Go: `0x1F`, `010` is 8, `1_000`; whatever is none of them is read as a decimal fraction.
 *
 * @see https://github.com/prometheus/prometheus/blob/v3.13.0/promql/parser/parse.go (number)
 */
export function numberOf(text: string): number | undefined {
  const lower = text.toLowerCase();
  if (lower === 'inf') return Infinity;
  if (lower === 'nan') return NaN;
  return integerOf(lower) ?? fractionOf(lower);
}

function integerOf(text: string): number | undefined {
  if (text.length > MOST_DIGITS) return undefined;
  if (!/^(?:0x(?:_?[0-9a-f])+|0(?:_?[0-7])*|[1-9](?:_?[0-9])*)$/.test(text)) return undefined;
  const digits = text.replaceAll('_', '');
  const value = BigInt(/^0[0-7]/.test(digits) ? `0o${digits.slice(1)}` : digits);
  return value <= LARGEST_INTEGER ? Number(value) : undefined;
}

function fractionOf(text: string): number | undefined {
  if (!FRACTION.test(text)) return undefined;
  const value = Number(text.replaceAll('_', ''));
  return Number.isFinite(value) ? value : undefined;
}

/** The seconds of what the lexer took for a duration, or why it is none. */
export function durationOf(text: string): { readonly seconds: number } | { readonly error: string } {
  const parsed = parsePrometheusDuration(text);
  return parsed.error !== undefined ? { error: parsed.error } : { seconds: Number(parsed.nanoseconds) / 1e9 };
}
