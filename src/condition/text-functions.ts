import { lengthOf } from './access';
import { type Builtin } from './builtins';
import { bytesOf, characterCount, textOf } from './bytes';
import { formatted } from './format';
import { asInteger, asText } from './operations';
import { RunError } from './problem';
import { STRINGS } from './type';
import { Dictionary, FunctionValue, Slice, typeOf, type Value } from './value';

const SPACES = /^[\t-\r \x85\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+|[\t-\r \x85\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+$/g;

/** Longer strings are left to Go, which has the memory for them. */
const LONGEST = 10_000_000;

const MOST_REPETITIONS = 1_000_000n;

/** Functions of strings, and those that make one. */
export const TEXT_FUNCTIONS: Readonly<Record<string, Builtin>> = {
  len: ([value], { dialect }) => BigInt(dialect.countsCharacters && typeof value === 'string' ? characterCount(value) : lengthOf(value)),
  type: ([value]) => typeName(value),
  string: ([value]) => formatted(value),
  trim: ([text, set]) => set === undefined ? bytesOf(textOf(asText(text)).replace(SPACES, '')) : trimmed(asText(text), asText(set)),
  trimPrefix: ([text, prefix = ' ']) => asText(text).startsWith(asText(prefix)) ? asText(text).slice(asText(prefix).length) : text,
  trimSuffix: ([text, suffix = ' ']) => asText(suffix) !== '' && asText(text).endsWith(asText(suffix)) ? asText(text).slice(0, -asText(suffix).length) : asText(text),
  upper: ([text]) => mapped(asText(text), (char) => char.toUpperCase()),
  lower: ([text]) => mapped(asText(text), (char) => char.toLowerCase()),
  split: ([text, separator, count]) => split(asText(text), asText(separator), count, false),
  splitAfter: ([text, separator, count]) => split(asText(text), asText(separator), count, true),
  replace: ([text, old, replacement, count = -1n]) => replaced(asText(text), asText(old), asText(replacement), asInteger(count)),
  repeat: ([text, count], machine) => {
    const [unit, times] = [asText(text), asInteger(count)];
    if (times > MOST_REPETITIONS || times < 0n) throw new RunError(`'repeat' repeats up to ${MOST_REPETITIONS} times, got ${times}`);
    if (machine.dialect.hasSequences) machine.use(unit.length * Number(times));
    if (unit.length * Number(times) > LONGEST) throw new RunError(`a string of more than ${LONGEST} bytes is not evaluated here`, 'unsupported');
    return unit.repeat(Number(times));
  },
  join: ([array, glue = '']) => {
    const { name } = typeOf(array);
    if (!(array instanceof Slice) || (name !== '[]any' && name !== '[]string')) throw new RunError(`'join' takes an array of strings, got ${name}`);
    return array.items.map(asText).join(asText(glue));
  },
  indexOf: ([text, part]) => BigInt(asText(text).indexOf(asText(part))),
  lastIndexOf: ([text, part]) => BigInt(asText(text).lastIndexOf(asText(part))),
  hasPrefix: ([text, prefix]) => asText(text).startsWith(asText(prefix)),
  hasSuffix: ([text, suffix]) => asText(text).endsWith(asText(suffix)),
};

function typeName(value: Value): string {
  if (value === null) return 'nil';
  if (value instanceof Slice) return 'array';
  if (value instanceof Dictionary) return 'map';
  if (value instanceof FunctionValue) return 'func';
  const { kind } = typeOf(value);
  const names: Readonly<Record<string, string>> = { int64: 'int', uint8: 'uint', float64: 'float' };
  return names[kind] ?? kind;
}

function trimmed(text: string, set: string): string {
  const chars = [...textOf(text)];
  const wanted = new Set(textOf(set));
  let [start, end] = [0, chars.length];
  while (start < end && wanted.has(chars[start])) start += 1;
  while (end > start && wanted.has(chars[end - 1])) end -= 1;
  return bytesOf(chars.slice(start, end).join(''));
}

/** Go maps character by character, so that no character becomes two. */
function mapped(bytes: string, change: (char: string) => string): string {
  const chars = Array.from(textOf(bytes), (char) => {
    const changed = change(char);
    return [...changed].length === 1 ? changed : char;
  });
  return bytesOf(chars.join(''));
}

function split(text: string, separator: string, count: Value | undefined, keeps: boolean): Slice {
  const limit = count === undefined ? -1 : Number(asInteger(count));
  if (limit === 0) return Slice.nil(STRINGS);
  const all = separator === '' ? Array.from(textOf(text), bytesOf) : text.split(separator);
  const parts = limit > 0 && all.length > limit ? [...all.slice(0, limit - 1), all.slice(limit - 1).join(separator)] : all;
  return new Slice(STRINGS, keeps ? parts.map((part, index) => index < parts.length - 1 ? part + separator : part) : parts);
}

function replaced(text: string, old: string, replacement: string, count: bigint): string {
  if (old === replacement || count === 0n) return text;
  const limit = count < 0n ? Infinity : Number(count);
  const parts = old === '' ? ['', ...Array.from(textOf(text), bytesOf), ''] : text.split(old);
  let result = parts[0];
  for (let index = 1; index < parts.length; index++) {
    result += (index <= limit ? replacement : old) + parts[index];
    if (result.length > LONGEST) throw new RunError(`a string of more than ${LONGEST} bytes is not evaluated here`, 'unsupported');
  }
  return result;
}
