/** A duration in nanoseconds, exactly, or why the text is none. */
export type ParsedDuration =
  | { readonly nanoseconds: bigint; readonly error?: undefined }
  | { readonly nanoseconds?: undefined; readonly error: string };

const UNITS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n], ['us', 1_000n], ['\u00b5s', 1_000n], ['\u03bcs', 1_000n], ['ms', 1_000_000n], ['s', 1_000_000_000n], ['m', 60_000_000_000n], ['h', 3_600_000_000_000n],
]);

const TERM = /([0-9]*)(\.[0-9]*)?([^0-9.]*)/y;
const LIMIT = 2n ** 63n;

/**
 * Reads a duration as Go's time.ParseDuration does: `1h30m`, `1.5s`, `-2ms`, `0`.
 *
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function parseGoDuration(text: string): ParsedDuration {
  const invalid = { error: `invalid duration '${text}'` };
  const isNegative = text.startsWith('-');
  const unsigned = text.replace(/^[-+]/, '');
  if (unsigned === '0') return { nanoseconds: 0n };
  if (unsigned === '') return invalid;
  let sum = 0n;
  TERM.lastIndex = 0;
  while (TERM.lastIndex < unsigned.length) {
    const [, digits, fraction = '', name] = TERM.exec(unsigned)!;
    if (digits === '' && fraction.length < 2) return invalid;
    const whole = BigInt(digits || '0');
    if (whole > LIMIT) return invalid;
    if (name === '') return { error: `missing unit in duration '${text}'` };
    const unit = UNITS.get(name);
    if (unit === undefined) return { error: `unknown unit '${name}' in duration '${text}'` };
    sum += whole * unit + fractionOf(fraction.slice(1), unit);
    if (sum > LIMIT) return invalid;
  }
  if (!isNegative && sum === LIMIT) return invalid;
  return { nanoseconds: isNegative ? -sum : sum };
}

/** The seconds of a duration, as Go's Seconds(). */
export function secondsOf(nanoseconds: bigint): number {
  const second = UNITS.get('s')!;
  return Number(nanoseconds / second) + Number(nanoseconds % second) / 1e9;
}

/** Go takes the fraction as a whole number over a power of ten, and drops the digits that do not fit. */
function fractionOf(digits: string, unit: bigint): bigint {
  let value = 0n;
  let scale = 1;
  for (const digit of digits) {
    const next = value * 10n + BigInt(digit);
    if (next > LIMIT) break;
    value = next;
    scale *= 10;
  }
  return BigInt(Math.trunc(Number(value) * (Number(unit) / scale)));
}
