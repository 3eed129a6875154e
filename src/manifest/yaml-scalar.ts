/** A scalar as Go's YAML sees it: integers and floats are told apart, because keys are written differently. */
export type Scalar = null | boolean | bigint | number | string;

/** An unquoted scalar, or one with a tag, that does not fit the tag. */
export class WrongTag extends Error {}

const TAG_PREFIX = 'tag:yaml.org,2002:';

/** YAML 1.1: `y`, `on` and their like are booleans. */
const WORDS = new Map<string, null | boolean | number>([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map((word) => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, Infinity] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, -Infinity] as const),
]);

const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|([1-9][0-9]*|0))$/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

const SMALLEST_INT = -(2n ** 63n);
const LARGEST_INT = 2n ** 63n - 1n;
const LARGEST_UINT = 2n ** 64n - 1n;

/**
 * Reads an unquoted scalar without a tag.
 *
 * @see https://github.com/yaml/go-yaml/blob/v2.4.4/resolve.go
 */
export function resolvePlain(text: string): Scalar {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (!/^[-+.0-9]/.test(text)) return text;
  const digits = text.startsWith('.') ? text : text.replaceAll('_', '');
  const number = parseInteger(digits) ?? (FLOAT.test(digits) ? Number(digits) : undefined);
  // A number that a float64 cannot hold stays a string.
  return number === undefined || number === Infinity || number === -Infinity ? text : number;
}

/** Reads a scalar with a tag, quoted or not; tags other than YAML's own are ignored, as kubectl does. */
export function resolveTagged(tag: string, text: string): Scalar {
  const name = tag.startsWith(TAG_PREFIX) ? tag.slice(TAG_PREFIX.length) : '';
  if (name === 'binary') return decodeBase64(text);
  if (!['bool', 'int', 'float', 'null'].includes(name)) return text;
  const value = resolvePlain(text);
  const found = tagOf(value);
  if (found === name) return value;
  if (found === 'int' && name === 'float') return Number(value);
  throw new WrongTag(`!!${found} '${text}' must not have the tag !!${name}`);
}

/** How a key is written in JSON; undefined where JSON has no such key. */
export function keyText(key: Scalar): string | undefined {
  if (key === null || (typeof key === 'bigint' && key > LARGEST_INT)) return undefined;
  return typeof key === 'number' ? shortFloat(key) : String(key);
}

function parseInteger(text: string): bigint | undefined {
  const [matched, sign, hexadecimal, binary, octal, decimal] = INTEGER.exec(text) ?? [];
  if (matched === undefined) return undefined;
  const magnitude = BigInt(decimal ?? (hexadecimal && `0x${hexadecimal}`) ?? (binary && `0b${binary}`) ?? `0o${octal}`);
  const value = sign === '-' ? -magnitude : magnitude;
  const largest = sign === '' ? LARGEST_UINT : LARGEST_INT;
  return value >= SMALLEST_INT && value <= largest ? value : undefined;
}

function tagOf(value: Scalar): string {
  if (value === null) return 'null';
  const names: Record<string, string> = { boolean: 'bool', bigint: 'int', number: 'float', string: 'str' };
  return names[typeof value];
}

function decodeBase64(text: string): string {
  const encoded = text.replace(/[\r\n]/g, '');
  if (!BASE64.test(encoded)) throw new WrongTag('!!binary must be followed by base64');
  return Buffer.from(encoded, 'base64').toString('utf-8');
}

/** The shortest digits of a float32, which is what sigs.k8s.io/yaml writes for a key that is a float. */
function shortFloat(value: number): string {
  const single = Math.fround(value);
  if (Number.isNaN(single)) return '.nan';
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  const precision = [1, 2, 3, 4, 5, 6, 7, 8, 9].find((digits) => Math.fround(Number(single.toPrecision(digits))) === single) ?? 9;
  const [mantissa, exponent] = single.toExponential(precision - 1).split('e');
  const power = Number(exponent);
  // As Go's format %g: with an exponent, of two digits at least, below 1e-4 and from 1e6 on.
  if (power < -4 || power >= 6) return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
  return Object.is(single, -0) ? '-0' : Number(single.toPrecision(precision)).toFixed(Math.max(0, precision - 1 - power));
}
