/** What YAML and JSON can say, and the API server can read. */
export type Json = null | boolean | number | string | JsonList | JsonObject;

export type JsonList = readonly Json[];

export interface JsonObject {
  readonly [key: string]: Json;
}

/** A way from a value to one inside it: keys and indices. */
export type JsonPath = readonly (string | number)[];

/** A key that needs no brackets in a path. */
const PLAIN_KEY = /^[A-Za-z_$][-\w$]*$/;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value at a path; keys that every JavaScript object inherits, such as `constructor`, are not there. */
export function valueAt(value: Json | undefined, ...path: JsonPath): Json | undefined {
  let current = value;
  for (const segment of path) {
    if (typeof segment === 'number') current = Array.isArray(current) ? (current as JsonList)[segment] : undefined;
    else current = isObject(current) && Object.hasOwn(current, segment) ? current[segment] : undefined;
  }
  return current;
}

export function objectAt(value: Json | undefined, ...path: JsonPath): JsonObject | undefined {
  const found = valueAt(value, ...path);
  return isObject(found) ? found : undefined;
}

/** The list at a path; none where there is something else. */
export function listAt(value: Json | undefined, ...path: JsonPath): JsonList {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

export function stringAt(value: Json | undefined, ...path: JsonPath): string | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

export function numberAt(value: Json | undefined, ...path: JsonPath): number | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

/** Strings by key, as labels and selectors are; entries of other types are left out. */
export function stringsAt(value: Json | undefined, ...path: JsonPath): ReadonlyMap<string, string> {
  const entries = Object.entries(objectAt(value, ...path) ?? {});
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** Writes a path as the API server does: `spec.steps[2].pause`, and brackets around a key that would not be read as one. */
export function formatPath(path: JsonPath): string {
  return path.map((segment, index) => {
    if (typeof segment === 'number' || !PLAIN_KEY.test(segment)) return `[${segment}]`;
    return index === 0 ? segment : `.${segment}`;
  }).join('');
}
