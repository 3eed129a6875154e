import { type Dialect } from './dialect';

/** The arguments of functions that take a predicate: `e` an expression, `p` a predicate, a capital where it may be left out. */
const SHAPES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['all', 'none', 'any', 'one', 'filter', 'map', 'count', 'find', 'findIndex', 'findLast', 'findLastIndex', 'groupBy'].map((name) => [name, 'ep'])),
  reduce: 'epE',
};

const NEWER_SHAPES: Readonly<Record<string, string>> = { ...SHAPES, count: 'eP', sum: 'eP', sortBy: 'epE' };

const PLAIN = [
  'len', 'type', 'abs', 'ceil', 'floor', 'round', 'int', 'float', 'string', 'trim', 'trimPrefix', 'trimSuffix', 'upper', 'lower', 'split', 'splitAfter', 'replace', 'repeat', 'join',
  'indexOf', 'lastIndexOf', 'hasPrefix', 'hasSuffix', 'max', 'min', 'sum', 'mean', 'median', 'toJSON', 'fromJSON', 'toBase64', 'fromBase64', 'now', 'duration', 'date',
  'first', 'last', 'get', 'take', 'keys', 'values', 'toPairs', 'fromPairs', 'sort', 'sortBy',
];

const NEWER_PLAIN = [
  ...PLAIN, 'timezone', 'reverse', 'uniq', 'concat', 'flatten', 'bitand', 'bitor', 'bitxor', 'bitnand', 'bitshl', 'bitshr', 'bitushr', 'bitnot',
];

/** What the controller evaluates and this program does not: clocks, dates and encodings, which no measurement needs. */
export const UNSUPPORTED = new Set(['toJSON', 'fromJSON', 'toBase64', 'fromBase64', 'now', 'duration', 'date', 'timezone']);

export function predicateShape(name: string, { hasSequences }: Dialect): string | undefined {
  const shapes = hasSequences ? NEWER_SHAPES : SHAPES;
  return Object.hasOwn(shapes, name) ? shapes[name] : undefined;
}

export function builtinNames({ hasSequences }: Dialect): readonly string[] {
  return hasSequences ? [...Object.keys(NEWER_SHAPES), ...NEWER_PLAIN] : [...Object.keys(SHAPES), ...PLAIN];
}

const OLDER = new Set([...Object.keys(SHAPES), ...PLAIN]);
const NEWER = new Set([...Object.keys(NEWER_SHAPES), ...NEWER_PLAIN]);

export function isBuiltin(name: string, { hasSequences }: Dialect): boolean {
  return (hasSequences ? NEWER : OLDER).has(name);
}
