import { fetch } from './access';
import { type Builtin } from './builtins';
import { asInteger, asText, equal } from './operations';
import { RunError } from './problem';
import { sorted } from './sorting';
import { ANY, ARRAY, mapOf } from './type';
import { Dictionary, isHashable, isIntegerValue, Slice, typeOf, type Value } from './value';

const PAIR = { kind: 'array', name: '[2]any', elem: ANY } as const;
const PAIRS = { kind: 'slice', name: '[][2]any', elem: PAIR } as const;
const ANY_MAP = mapOf(ANY, ANY);

/** Functions of arrays and maps that both dialects have. */
export const ARRAY_FUNCTIONS: Readonly<Record<string, Builtin>> = {
  first: ([array]) => orNil(() => fetch(array, 0n)),
  last: ([array]) => orNil(() => fetch(array, -1n)),
  take: ([array, count]) => {
    const slice = sliceArgument('take', array);
    if (!isIntegerValue(count)) throw new RunError(`'take' takes a number of elements, got ${typeOf(count).name}`);
    const wanted = asInteger(count);
    if (wanted > BigInt(slice.items.length)) return slice;
    if (wanted < 0n) throw new RunError(`'take' cannot take ${wanted} elements`);
    return slice.cut(0, Number(wanted));
  },
  keys: ([map]) => Slice.of(entriesOf('keys', map).map(([key]) => key)),
  values: ([map]) => Slice.of(entriesOf('values', map).map(([, value]) => value)),
  toPairs: ([map]) => new Slice(PAIRS, entriesOf('toPairs', map).map(([key, value]) => new Slice(PAIR, [key, value]))),
  fromPairs: ([array]) => {
    const map = new Dictionary(ANY_MAP);
    for (const pair of sliceArgument('fromPairs', array).items) {
      if (!(pair instanceof Slice) || pair.items.length !== 2) throw new RunError('\'fromPairs\' takes pairs');
      const [key, value] = pair.items;
      if (!isHashable(key)) throw new RunError(`${typeOf(key).name} cannot be a key`);
      map.set(key, value);
    }
    return map;
  },
};

export const OLDER_ARRAY_FUNCTIONS: Readonly<Record<string, Builtin>> = {
  get: ([from, index]) => orNil(() => fetch(from, index)),
  sort: ([array, order]) => sortedLike(array, order),
  sortBy: ([array, field, order]) => {
    asText(field);
    return sortedLike(array, order);
  },
};

export const NEWER_ARRAY_FUNCTIONS: Readonly<Record<string, Builtin>> = {
  get: ([from, index]) => {
    if (from === null || !(typeof from === 'string' || from instanceof Slice || from instanceof Dictionary)) return null;
    if (from instanceof Dictionary) return fetchOrNil(from, index);
    // An index that is no number is an error, one that is not there is not.
    asInteger(index);
    return orNil(() => fetch(from, index));
  },
  sort: ([array, order], machine) => {
    const isDescending = directionOf(order);
    if (!(array instanceof Slice) || array.type.kind === 'array' || array.type.name === PAIRS.name) return Slice.nil(ARRAY);
    machine.use(array.items.length);
    return Slice.of(sorted(array.items.map((item) => ({ item, key: item })), isDescending).map(({ item }) => item));
  },
  reverse: ([array], machine) => {
    const { items } = sliceArgument('reverse', array);
    machine.use(items.length);
    return Slice.of([...items].reverse());
  },
  uniq: ([array], machine) => {
    const unique: Value[] = [];
    for (const item of sliceArgument('uniq', array).items) {
      if (unique.some((each) => { machine.tick(); return equal(item, each, true); })) continue;
      unique.push(item);
    }
    return Slice.of(unique);
  },
  concat: (args, machine) => {
    const items = args.flatMap((arg) => sliceArgument('concat', arg).items);
    machine.use(items.length);
    return items.length === 0 ? Slice.nil(ARRAY) : Slice.of(items);
  },
  flatten: ([array], machine) => {
    const items = flat(sliceArgument('flatten', array));
    machine.use(items.length);
    return Slice.of(items);
  },
};

function sliceArgument(name: string, value: Value): Slice {
  if (value instanceof Slice) return value;
  throw new RunError(`'${name}' takes an array, got ${typeOf(value).name}`);
}

/** Upstream recovers from whatever goes wrong here. */
function orNil(fetchIt: () => Value): Value {
  try {
    return fetchIt();
  } catch (error) {
    if (error instanceof RunError) return null;
    throw error;
  }
}

function fetchOrNil(map: Dictionary, key: Value): Value {
  const value = fetch(map, key);
  return value instanceof Slice && value.isNil ? null : value;
}

/** The order of a map's entries is another in every evaluation. */
function entriesOf(name: string, map: Value): (readonly [Value, Value])[] {
  if (!(map instanceof Dictionary)) throw new RunError(`'${name}' takes a map, got ${typeOf(map).name}`);
  if (map.entries.size > 1) throw new RunError('the order of a map\'s entries is random, so this is not evaluated here', 'unsupported');
  return [...map.entries.values()];
}

function directionOf(order: Value | undefined): boolean {
  if (order === undefined) return false;
  if (order !== 'asc' && order !== 'desc') throw new RunError('an order is asc or desc');
  return order === 'desc';
}

/** The older dialect sorts values of one type only; a field is of importance in maps alone. */
function sortedLike(array: Value, order: Value | undefined): Slice {
  const { items } = sliceArgument('sort', array);
  const isDescending = directionOf(order);
  const [first] = items;
  if (items.some((item) => item instanceof Dictionary)) throw new RunError('sorting maps is not evaluated here', 'unsupported');
  if (items.some((item) => typeOf(item).name !== typeOf(first).name)) throw new RunError('only values of one type can be sorted');
  if (items.length > 1 && typeof first !== 'number' && typeof first !== 'string' && (!isIntegerValue(first) || typeOf(first).kind === 'uint8')) {
    throw new RunError(`${typeOf(first).name} cannot be sorted`);
  }
  return new Slice(ARRAY, sorted(items.map((item) => ({ item, key: item })), isDescending).map(({ item }) => item));
}

function flat(array: Slice): Value[] {
  return array.items.flatMap((item) => item instanceof Slice ? flat(item) : [item]);
}
