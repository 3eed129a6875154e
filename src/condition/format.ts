import { integer } from './operations';
import { RunError } from './problem';
import { Dictionary, FunctionValue, OtherInteger, Slice, type Value } from './value';

/**
 * A value as Go's `%v` writes it.
 *
 * @see https://pkg.go.dev/fmt
 */
export function formatted(value: Value): string {
  if (value === null) return '<nil>';
  if (typeof value === 'number') return formattedFloat(value);
  if (value instanceof OtherInteger) return integer(value).toString();
  if (value instanceof Slice) return `[${value.items.map(formatted).join(' ')}]`;
  if (value instanceof Dictionary || value instanceof FunctionValue) throw new RunError('a map or a function as a string is not evaluated here', 'unsupported');
  return String(value);
}

/** The shortest digits that read back as the number, with an exponent where it is small or has more than 21 digits. */
export function formattedFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [digits, exponent] = value.toExponential().split('e');
  const power = Number(exponent);
  // JavaScript writes an exponent only below 0.000001 and from 1e21 on.
  if (power >= -4 && power < 21) return String(value);
  return `${digits}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}
