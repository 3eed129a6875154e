import { type ParsedDuration } from './go-duration';

/** From the longest to the shortest: that is the order in which they may stand. */
const UNITS: [string, bigint][] = [
  ['y', 365n * 86_400_000n], ['w', 7n * 86_400_000n], ['d', 86_400_000n], ['h', 3_600_000n], ['m', 60_000n], ['s', 1_000n], ['ms', 1n],
];

const NANOSECONDS = 1_000_000n;
const LARGEST = 2n ** 63n - 1n;
const LARGEST_NUMBER = 2n ** 64n - 1n;

/**
 * Reads a duration as Prometheus does in its configuration: `1d`, `1h30m`, whole numbers, each unit once and in order.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/
 */
export function parsePrometheusDuration(text: string): ParsedDuration {
  if (text === '0') return { nanoseconds: 0n };
  if (text === '') return { error: 'empty duration' };
  const invalid = { error: `invalid duration '${text}'` };
  let last = -1;
  let sum = 0n;
  for (const [term, digits, name] of text.matchAll(/([0-9]*)([^0-9]*)/g)) {
    if (term === '') continue;
    if (digits === '' || name === '' || BigInt(digits) > LARGEST_NUMBER) return invalid;
    const index = UNITS.findIndex(([unit]) => unit === name);
    if (index < 0) return { error: `unknown unit '${name}' in duration '${text}'` };
    if (index <= last) return invalid;
    last = index;
    sum += BigInt(digits) * UNITS[index][1] * NANOSECONDS;
    if (sum > LARGEST) return { error: `duration '${text}' out of range` };
  }
  return { nanoseconds: sum };
}
