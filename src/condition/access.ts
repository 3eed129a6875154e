import { asInteger, equal } from './operations';
import { RunError } from './problem';
import { ARRAY, isAssignable } from './type';
import { Dictionary, isHashable, OtherInteger, Slice, typeOf, type Value } from './value';

/** How many elements there are. */
export function lengthOf(value: Value): number {
  if (typeof value === 'string') return value.length;
  if (value instanceof Slice) return value.items.length;
  if (value instanceof Dictionary) return value.entries.size;
  throw new RunError(`${typeOf(value).name} has no length`);
}

export function elementAt(value: Value, index: number): Value {
  if (typeof value === 'string') return OtherInteger.uint8(value.charCodeAt(index));
  if (value instanceof Slice) return value.items[index];
  throw new RunError(`${typeOf(value).name} has no elements`);
}

/** An element by its index, from the end where that is negative, or a value by its key. */
export function fetch(from: Value, index: Value): Value {
  if (from instanceof Dictionary) return valueAt(from, index) ?? (from.type.elem?.kind === 'slice' ? Slice.nil(ARRAY) : null);
  if (typeof from !== 'string' && !(from instanceof Slice)) throw new RunError(`${typeOf(from).name} has no elements`);
  const length = lengthOf(from);
  const position = asInteger(index);
  const place = position < 0n ? position + BigInt(length) : position;
  if (place < 0n || place >= BigInt(length)) throw new RunError(`there is no element ${position}, because ${length === 0 ? 'there are none' : `there ${length === 1 ? 'is' : 'are'} ${length}`}`);
  return elementAt(from, Number(place));
}

export function valueAt(map: Dictionary, key: Value): Value | undefined {
  const wanted = map.type.key!;
  if (key === null) return map.get(wanted.kind === 'string' ? '' : wanted.kind === 'int' ? 0n : null);
  if (!isAssignable(typeOf(key), wanted) || !isHashable(key)) throw new RunError(`${typeOf(key).name} cannot be a key of ${map.type.name}`);
  return map.get(key);
}

export function hasKey(map: Dictionary, key: Value): boolean {
  return valueAt(map, key) !== undefined;
}

export function isIn(needle: Value, haystack: Value, comparesArrays: boolean): boolean {
  if (haystack === null) return false;
  if (haystack instanceof Slice) return haystack.items.some((item) => equal(item, needle, comparesArrays));
  if (haystack instanceof Dictionary) return hasKey(haystack, needle);
  throw new RunError(`'in' is not defined for ${typeOf(haystack).name}`);
}

/** A part of an array or of a string; what lies outside of it is left out. */
export function cut(value: Value, from: Value, to: Value, canCutArrays: boolean): Value {
  if (typeof value !== 'string' && !(value instanceof Slice)) throw new RunError(`${typeOf(value).name} has no part to cut out`);
  if (typeof value !== 'string' && value.type.kind === 'array' && !canCutArrays) throw new RunError('a pair has no part to cut out');
  const length = BigInt(lengthOf(value));
  const bound = (index: Value) => {
    const position = asInteger(index);
    return position < 0n ? length + position : position;
  };
  const start = larger(bound(from), 0n);
  const end = smaller(larger(bound(to), 0n), length);
  const [first, last] = [Number(smaller(start, end)), Number(end)];
  return typeof value === 'string' ? value.slice(first, last) : value.cut(first, last);
}

function larger(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
