import { type Matcher, type NumberLiteral, type TimeShift } from './ast';
import { METRIC_NAME } from './matcher-tokens';

const LABEL = /^[A-Za-z_][A-Za-z0-9_]*$/;
export const METRIC = /^[A-Za-z_:][A-Za-z0-9_:]*$/;

/** Words that a list of labels takes for something else. */
const NO_LABELS: ReadonlySet<string> = new Set(['without', 'inf', 'nan']);

/** Units that Prometheus prints, with milliseconds, and whether only where nothing remains: 90d and not 12w6d. */
const UNITS: readonly (readonly [string, number, boolean])[] = [
  ['y', 31_536_000_000, true], ['w', 604_800_000, true], ['d', 86_400_000, false], ['h', 3_600_000, false], ['m', 60_000, false], ['s', 1_000, false], ['ms', 1, false],
];

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\ufffd': '\\ufffd' };

export function printString(value: string): string {
  // eslint-disable-next-line no-control-regex
  return `"${value.replace(/[\\"\ufffd\u0000-\u001f]/g, (character) => ESCAPES[character] ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}"`;
}

/** A label in a list of them. */
export function printLabel(label: string): string {
  return LABEL.test(label) && !NO_LABELS.has(label.toLowerCase()) ? label : printString(label);
}

export function printMatcher({ label, operator, value }: Matcher): string {
  if (label === METRIC_NAME && operator === '=' && !METRIC.test(value)) return printString(value);
  return `${LABEL.test(label) ? label : printString(label)}${operator}${printString(value)}`;
}

export function printNumber({ value, duration }: NumberLiteral): string {
  return duration ? printDuration(value) : printValue(value);
}

/** A duration with units where milliseconds can say it, else the number of seconds. */
export function printDuration(seconds: number): string {
  const sign = seconds < 0 || Object.is(seconds, -0) ? '-' : '';
  let milliseconds = Math.round(Math.abs(seconds) * 1000);
  if (milliseconds / 1000 !== Math.abs(seconds) || milliseconds > Number.MAX_SAFE_INTEGER) return printValue(seconds);
  let text = '';
  for (const [unit, size, exact] of UNITS) {
    const count = exact && milliseconds % size !== 0 ? 0 : Math.floor(milliseconds / size);
    if (count === 0) continue;
    text += `${count}${unit}`;
    milliseconds -= count * size;
  }
  return `${sign}${text || '0s'}`;
}

export function printShift({ at, offset }: TimeShift): string {
  const time = at === undefined ? '' : typeof at === 'number' ? ` @ ${printValue(at)}` : ` @ ${at}()`;
  return offset === undefined ? time : `${time} offset ${printDuration(offset)}`;
}

function printValue(value: number): string {
  if (Object.is(value, -0)) return '-0';
  return String(value).replace('Infinity', 'Inf');
}
