import { ARRAY, BOOL, FLOAT, funcOf, INT, INT64, NIL, type Signature, STRING, type Type, UINT8 } from './type';

/**
 * A value with the type that it has in Go.
 *
 * `bigint` is `int` and `number` is `float64`; a string is its bytes.
 */
export type Value = null | boolean | number | bigint | string | OtherInteger | Slice | Dictionary | FunctionValue;

/** An integer whose type is not `int`. */
export class OtherInteger {
  static int64(value: bigint): OtherInteger {
    return new OtherInteger(INT64, value);
  }

  static uint8(value: number): OtherInteger {
    return new OtherInteger(UINT8, BigInt(value));
  }

  constructor(readonly type: Type, readonly value: bigint) {}
}

/** The array of a slice that has none. */
const NO_ORIGIN = {};

/** A slice or, for a pair of `toPairs`, an array. */
export class Slice {
  /** What the language makes itself holds anything. */
  static of(items: readonly Value[]): Slice {
    return new Slice(ARRAY, items);
  }

  /** A slice that is nil, which is empty as well. */
  static nil(type: Type): Slice {
    return new Slice(type, [], NO_ORIGIN);
  }

  /** Two slices that begin at one place of one array are the same to Go, even where a NaN is in them. */
  constructor(readonly type: Type, readonly items: readonly Value[], private readonly origin: object = items, private readonly start = 0) {}

  get isNil(): boolean {
    return this.origin === NO_ORIGIN;
  }

  cut(from: number, to: number): Slice {
    return new Slice(this.type, this.items.slice(from, to), this.origin, this.start + from);
  }

  isSameAs(other: Slice): boolean {
    return this.origin === other.origin && this.start === other.start && this.items.length === other.items.length;
  }
}

/** A map; the entries are found by what their keys are in Go. */
export class Dictionary {
  readonly entries = new Map<string, readonly [Value, Value]>();

  /** A map that is nil is empty as well, and not the same as an empty one. */
  constructor(readonly type: Type, readonly absent = false) {}

  get(key: Value): Value | undefined {
    return this.entries.get(keyOf(key))?.[1];
  }

  set(key: Value, value: Value): void {
    this.entries.set(keyOf(key), [key, value]);
  }
}

/** A function of the controller. */
export class FunctionValue {
  readonly type: Type;

  /** Some functions look at the whole result and not at their arguments. */
  constructor(readonly signature: Signature, readonly call: (args: readonly Value[], result: Value) => Value) {
    this.type = funcOf(signature.params, signature.out);
  }
}

export function typeOf(value: Value): Type {
  switch (typeof value) {
    case 'boolean': return BOOL;
    case 'number': return FLOAT;
    case 'bigint': return INT;
    case 'string': return STRING;
    default: return value === null ? NIL : value.type;
  }
}

export function isNil(value: Value): boolean {
  return value === null || (value instanceof Slice && value.isNil) || (value instanceof Dictionary && value.absent);
}

export function isIntegerValue(value: Value): value is bigint | OtherInteger {
  return typeof value === 'bigint' || value instanceof OtherInteger;
}

/** Whether Go could use the value as a key of a map. */
export function isHashable(value: Value): boolean {
  return !(value instanceof Slice || value instanceof Dictionary || value instanceof FunctionValue);
}

let notNumbers = 0;

/** What makes two keys the same: type and value, and no NaN is the same as another. */
function keyOf(value: Value): string {
  if (typeof value === 'number') return Number.isNaN(value) ? `NaN ${notNumbers++}` : `float64 ${value === 0 ? 0 : value}`;
  if (value instanceof OtherInteger) return `${value.type.name} ${value.value}`;
  return `${typeOf(value).name} ${String(value)}`;
}
