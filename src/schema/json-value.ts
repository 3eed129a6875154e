/** What JSON knows; `other` is what YAML or a program may bring besides. */
export type JsonType = 'null' | 'boolean' | 'integer' | 'number' | 'string' | 'array' | 'object' | 'other';

/** A JSON object whose values are not known yet. */
export type JsonObject = Record<string, unknown>;

/** Longer values are cut: they are shown, not compared. */
const SHOWN_CHARACTERS = 200;
const SHOWN_DEPTH = 4;

export function jsonTypeOf(value: unknown): JsonType {
  if (value === null || value === undefined) return 'null';
  switch (typeof value) {
    case 'boolean':
    case 'string':
      return typeof value as 'boolean' | 'string';
    case 'number':
      if (!Number.isFinite(value)) return 'other';
      return Number.isInteger(value) ? 'integer' : 'number';
    case 'bigint':
      return 'integer';
    case 'object':
      if (Array.isArray(value)) return 'array';
      return isPlain(value) ? 'object' : 'other';
    default:
      return 'other';
  }
}

export function isObject(value: unknown): value is JsonObject {
  return jsonTypeOf(value) === 'object';
}

/** Sets a property of its own, even one that is called `__proto__`. */
export function put(object: JsonObject, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  else object[key] = value;
}

/** An own property; inherited ones such as `constructor` are no part of a manifest. */
export function own(object: JsonObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** A value as JSON, cut where it is long or deep; values that contain themselves are no danger. */
export function show(value: unknown): string {
  const text = JSON.stringify(shallow(value, SHOWN_DEPTH)) ?? 'null';
  return text.length > SHOWN_CHARACTERS ? `${text.slice(0, SHOWN_CHARACTERS)}…` : text;
}

function shallow(value: unknown, depth: number): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null) return typeof value === 'function' || typeof value === 'symbol' ? null : value;
  if (depth === 0) return '…';
  if (Array.isArray(value)) return value.slice(0, SHOWN_CHARACTERS).map((item) => shallow(item, depth - 1));
  if (!isPlain(value)) return String(value);
  const copy: JsonObject = {};
  for (const key of Object.keys(value).slice(0, SHOWN_CHARACTERS)) put(copy, key, shallow((value as JsonObject)[key], depth - 1));
  return copy;
}

/** Dates, maps and other instances of classes are nothing that a manifest can hold. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return true;
  // An object of another realm, as tests and workers have them.
  return Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'isPrototypeOf');
}
