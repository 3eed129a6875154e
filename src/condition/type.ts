/** What is known of a value before it is there, by the names of Go. */
export interface Type {
  readonly kind: 'nil' | 'unknown' | 'any' | 'bool' | 'int' | 'int64' | 'uint8' | 'float64' | 'string' | 'slice' | 'array' | 'map' | 'func';
  /** Types of one name are the same type to Go. */
  readonly name: string;
  readonly elem?: Type;
  readonly key?: Type;
  readonly signature?: Signature;
  /** The function of the language that it is the name of. */
  readonly builtin?: string;
}

export interface Signature {
  readonly params: readonly Type[];
  /** None where a predicate gives nil. */
  readonly out?: Type;
  readonly variadic?: boolean;
}

export const NIL: Type = { kind: 'nil', name: 'nil' };
/** Nothing is known, which Go does not say of a function's `any`. */
export const UNKNOWN: Type = { kind: 'unknown', name: 'unknown' };
export const ANY: Type = { kind: 'any', name: 'any' };
export const BOOL: Type = { kind: 'bool', name: 'bool' };
export const INT: Type = { kind: 'int', name: 'int' };
export const INT64: Type = { kind: 'int64', name: 'int64' };
export const UINT8: Type = { kind: 'uint8', name: 'uint8' };
export const FLOAT: Type = { kind: 'float64', name: 'float64' };
export const STRING: Type = { kind: 'string', name: 'string' };
export const ARRAY = sliceOf(ANY);
export const FLOATS = sliceOf(FLOAT);
export const INTS = sliceOf(INT);
export const STRINGS = sliceOf(STRING);
export const MAP = mapOf(STRING, ANY);

export function sliceOf(elem: Type): Type {
  return { kind: 'slice', name: `[]${elem.name}`, elem };
}

/** An array of anything, whose elements are known better. */
export function anySliceOf(elem: Type): Type {
  return { kind: 'slice', name: '[]any', elem };
}

export function mapOf(key: Type, elem: Type): Type {
  return { kind: 'map', name: `map[${key.name}]${elem.name}`, key, elem };
}

export function funcOf(params: readonly Type[], out: Type | undefined, variadic = false): Type {
  return { kind: 'func', name: `func(${params.map(({ name }) => name).join(', ')})${variadic ? '...' : ''} ${out?.name ?? ''}`, signature: { params, out, variadic } };
}

export function isAny({ kind }: Type): boolean {
  return kind === 'any' || kind === 'unknown';
}

export function isInteger({ kind }: Type): boolean {
  return kind === 'int' || kind === 'int64' || kind === 'uint8';
}

export function isNumber(type: Type): boolean {
  return type.kind === 'float64' || isInteger(type);
}

export function isBool({ kind }: Type): boolean {
  return kind === 'bool';
}

export function isString({ kind }: Type): boolean {
  return kind === 'string';
}

export function isArray({ kind }: Type): boolean {
  return kind === 'slice' || kind === 'array';
}

/** Whether Go would let a variable of the second type hold a value of the first. */
export function isAssignable(from: Type, to: Type): boolean {
  if (from.kind === 'nil') return ['any', 'slice', 'map', 'func'].includes(to.kind);
  if (from.kind === 'unknown' || to.kind === 'unknown') return false;
  return to.kind === 'any' || from.name === to.name;
}
