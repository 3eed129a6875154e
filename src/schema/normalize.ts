import { decode } from './decode';
import { isObject, type JsonObject, own, put } from './json-value';
import { type Schema } from './schema';
import { type SchemaError } from './schema-error';
import { reportUnknownField } from './unknown-field';

/** Fields that every object has, whether its schema says so or not. */
export const META_FIELDS = ['apiVersion', 'kind', 'metadata'];

/** What is the same all the way down. */
interface Normalization {
  readonly metadata: Schema;
  readonly errors: SchemaError[];
}

/**
 * What the API server makes of a custom resource before it validates it: no unknown fields, no nulls where none may be, defaults filled in.
 *
 * Unknown fields are added to the errors. The object itself is left as it is.
 *
 * @see https://github.com/kubernetes/apiextensions-apiserver/blob/v0.37.2/pkg/apiserver/schema/pruning/algorithm.go
 * @see https://github.com/kubernetes/apiextensions-apiserver/blob/v0.37.2/pkg/apiserver/schema/defaulting/algorithm.go
 */
export function normalize(object: JsonObject, schema: Schema, metadata: Schema, errors: SchemaError[]): JsonObject {
  return normalizeObject(object, schema, '', { metadata, errors }, true);
}

function normalizeValue(value: unknown, schema: Schema | undefined, path: string, context: Normalization): unknown {
  if (Array.isArray(value)) return normalizeArray(value, schema, path, context);
  return isObject(value) ? normalizeObject(value, schema, path, context, schema?.embedded ?? false) : value;
}

function normalizeArray(values: unknown[], schema: Schema | undefined, path: string, context: Normalization): unknown[] {
  const items = schema?.items;
  if (!items && schema?.preserveUnknown) return values;
  return values.map((item, index) => {
    const replaced = isMissing(item) && items && !items.nullable ? items.default ?? null : item;
    return normalizeValue(replaced, items, `${path}[${index}]`, context);
  });
}

function normalizeObject(object: JsonObject, schema: Schema | undefined, path: string, context: Normalization, isResource: boolean): JsonObject {
  const normalized: JsonObject = {};
  for (const key of Object.keys(object)) {
    const value = object[key];
    const keyPath = path ? `${path}.${key}` : key;
    if (isResource && META_FIELDS.includes(key)) {
      if (!isMissing(value)) normalized[key] = key === 'metadata' ? decode(value, context.metadata, keyPath, context.errors) : value;
      continue;
    }
    const property = schema?.properties?.get(key) ?? schema?.additionalProperties;
    if (!property) {
      if (schema?.preserveUnknown) put(normalized, key, value);
      else reportUnknownField(keyPath, key, schema?.properties?.keys() ?? [], context.errors);
    } else if (!isMissing(value) || property.nullable) {
      put(normalized, key, normalizeValue(value, property, keyPath, context));
    }
  }
  fillIn(normalized, schema?.defaulted ?? [], path, context);
  return normalized;
}

function fillIn(normalized: JsonObject, defaulted: [string, Schema][], path: string, context: Normalization): void {
  for (const [key, property] of defaulted) {
    if (own(normalized, key) !== undefined) continue;
    normalized[key] = normalizeValue(property.default, property, `${path}.${key}`, context);
  }
}

function isMissing(value: unknown): boolean {
  return value === null || value === undefined;
}
