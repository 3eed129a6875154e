import { type Dialect } from './dialect';
import {
  ANY, ARRAY, FLOAT, FLOATS, INT, INTS, isAny, isArray, isInteger, isNumber, mapOf, type Signature, STRING, STRINGS, type Type,
} from './type';

/** A type for the arguments' types, or what is wrong with them: `takes a number, got bool`. */
type Judge = (types: readonly Type[]) => Type | string;

/** What a function of the language accepts: overloads, or a judge of its own. */
export type BuiltinSignature = readonly Signature[] | Judge;

const TEXT_FUNCTIONS: Readonly<Record<string, readonly Signature[]>> = {
  type: [of([ANY], STRING)],
  string: [of([ANY], STRING)],
  trim: [of([STRING], STRING), of([STRING, STRING], STRING)],
  trimPrefix: [of([STRING, STRING], STRING), of([STRING], STRING)],
  trimSuffix: [of([STRING, STRING], STRING), of([STRING], STRING)],
  upper: [of([STRING], STRING)],
  lower: [of([STRING], STRING)],
  split: [of([STRING, STRING], STRINGS), of([STRING, STRING, INT], STRINGS)],
  splitAfter: [of([STRING, STRING], STRINGS), of([STRING, STRING, INT], STRINGS)],
  replace: [of([STRING, STRING, STRING, INT], STRING), of([STRING, STRING, STRING], STRING)],
  repeat: [of([STRING, INT], STRING)],
  join: [of([STRINGS, STRING], STRING), of([ARRAY, STRING], STRING), of([ARRAY], STRING), of([STRINGS], STRING)],
  indexOf: [of([STRING, STRING], INT)],
  lastIndexOf: [of([STRING, STRING], INT)],
  hasPrefix: [of([STRING, STRING], { kind: 'bool', name: 'bool' })],
  hasSuffix: [of([STRING, STRING], { kind: 'bool', name: 'bool' })],
};

const BIT_FUNCTIONS: Readonly<Record<string, readonly Signature[]>> = Object.fromEntries([
  ...['bitand', 'bitor', 'bitxor', 'bitnand', 'bitshl', 'bitshr', 'bitushr'].map((name) => [name, [of([INT, INT], INT)]]),
  ['bitnot', [of([INT], INT)]],
]);

const NEWER_SORT = [ARRAY, INTS, FLOATS, STRINGS].flatMap((array) => [of([array, STRING], ARRAY), of([array], ARRAY)]);

const OLDER: Readonly<Record<string, Judge>> = {
  max: sameNumbers,
  min: sameNumbers,
  sum: one(isArrayOrAny, 'an array', () => ANY),
  mean: one(isArrayOrAny, 'an array', () => FLOAT),
  median: one(isArrayOrAny, 'an array', () => FLOAT),
  sort: (types) => sorted(types, 1),
  sortBy: (types) => sorted(types, 2),
};

const NEWER: Readonly<Record<string, Judge>> = {
  max: aggregated,
  min: aggregated,
  mean: aggregated,
  median: aggregated,
  reverse: one(isArrayOrAny, 'an array', () => ARRAY),
  uniq: one(isArrayOrAny, 'an array', () => ARRAY),
  flatten: one(isArrayOrAny, 'an array', () => ARRAY),
  concat: (types) => types.length === 0 ? 'takes arrays, got none' : types.every(isArrayOrAny) ? ARRAY : 'takes arrays only',
};

const EITHER: Readonly<Record<string, Judge>> = {
  len: one((type) => isArrayOrAny(type) || type.kind === 'map' || type.kind === 'string', 'an array, a map or a string', () => INT),
  abs: one(isNumberOrAny, 'a number', (type) => type),
  ceil: one(isNumberOrAny, 'a number', () => FLOAT),
  floor: one(isNumberOrAny, 'a number', () => FLOAT),
  round: one(isNumberOrAny, 'a number', () => FLOAT),
  int: one((type) => isNumberOrAny(type) || type.kind === 'string', 'a number or a string', () => INT),
  float: one((type) => isNumberOrAny(type) || type.kind === 'string', 'a number or a string', () => FLOAT),
  first: one(isArrayOrAny, 'an array', (type) => type.elem ?? ANY),
  last: one(isArrayOrAny, 'an array', (type) => type.elem ?? ANY),
  keys: one((type) => type.kind === 'map' || isAny(type), 'a map', () => ARRAY),
  values: one((type) => type.kind === 'map' || isAny(type), 'a map', () => ARRAY),
  toPairs: one((type) => type.kind === 'map' || isAny(type), 'a map', () => ARRAY),
  fromPairs: one(isArrayOrAny, 'an array', () => mapOf(ANY, ANY)),
  take: ([array, count, ...more]) => {
    if (!array || !count || more.length > 0) return 'takes an array and a number of elements';
    if (!isArrayOrAny(array)) return `takes an array, got ${array.name}`;
    return (isInteger(count) && count.kind !== 'uint8') || isAny(count) ? array : `takes an integer, got ${count.name}`;
  },
};

export function signatureOf(name: string, { hasSequences }: Dialect): BuiltinSignature {
  if (hasSequences && name === 'sort') return NEWER_SORT;
  const own: Readonly<Record<string, Judge>> = hasSequences ? NEWER : OLDER;
  if (Object.hasOwn(own, name)) return own[name];
  return Object.hasOwn(EITHER, name) ? EITHER[name] : TEXT_FUNCTIONS[name] ?? BIT_FUNCTIONS[name];
}

function of(params: readonly Type[], out: Type): Signature {
  return { params, out };
}

function one(test: (type: Type) => boolean, wanted: string, out: (type: Type) => Type): Judge {
  return (types) => {
    if (types.length !== 1) return `takes 1 argument, got ${types.length}`;
    return test(types[0]) ? out(types[0]) : `takes ${wanted}, got ${types[0].name}`;
  };
}

function isArrayOrAny(type: Type): boolean {
  return isArray(type) || isAny(type);
}

function isNumberOrAny(type: Type): boolean {
  return isNumber(type) || isAny(type);
}

/** The older dialect has no arrays here; after an argument that may be anything it looks no further. */
function sameNumbers(types: readonly Type[]): Type | string {
  return numbersUntil(types, isAny);
}

function aggregated(types: readonly Type[]): Type | string {
  return numbersUntil(types, isArrayOrAny);
}

function numbersUntil(types: readonly Type[], isEnough: (type: Type) => boolean): Type | string {
  if (types.length === 0) return 'takes numbers, got none';
  for (const type of types) {
    if (isEnough(type)) return ANY;
    if (!isNumber(type)) return `takes numbers, got ${type.name}`;
  }
  return types[0];
}

function sorted(types: readonly Type[], least: number): Type | string {
  if (types.length < least || types.length > least + 1) return `takes ${least} or ${least + 1} arguments, got ${types.length}`;
  if (!isArrayOrAny(types[0])) return `takes an array, got ${types[0].name}`;
  const wrong = types.slice(1).find((type) => type.kind !== 'string' && !isAny(type));
  return wrong ? `takes a string, got ${wrong.name}` : ARRAY;
}
