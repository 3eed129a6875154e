import { duplicate, invalid } from './field-error';
import { isObject, type JsonObject, own, put } from './json-value';
import { type Schema } from './schema';
import { type SchemaError } from './schema-error';

/** Items are compared down to here: nothing that a schema describes is deeper. */
const DEEPEST = 64;

/** Stands for a key field that an item does not have. */
const UNSPECIFIED = Symbol('unspecified');

/**
 * Checks that no item of a set, and no key of a list that is a map, is there twice.
 *
 * @see https://github.com/kubernetes/apiextensions-apiserver/blob/v0.37.2/pkg/apiserver/schema/listtype/validation.go
 */
export function checkListTypes(value: unknown, schema: Schema, path: string, errors: SchemaError[]): void {
  if (!schema.hasListTypes) return;
  if (Array.isArray(value)) checkList(value, schema, path, errors);
  else if (isObject(value)) checkBelow(value, schema, path, errors);
}

function checkBelow(object: JsonObject, schema: Schema, path: string, errors: SchemaError[]): void {
  for (const key of Object.keys(object)) {
    const property = schema.properties?.get(key);
    if (property) checkListTypes(object[key], property, path ? `${path}.${key}` : key, errors);
    else if (schema.additionalProperties) checkListTypes(object[key], schema.additionalProperties, `${path}[${key}]`, errors);
  }
}

function checkList(values: unknown[], schema: Schema, path: string, errors: SchemaError[]): void {
  if (schema.listType === 'set') reportRepeated(values, values, path, errors);
  if (schema.listType === 'map') checkListMap(values, schema.listMapKeys ?? [], path, errors);
  if (!schema.items) return;
  for (const [index, item] of values.entries()) checkListTypes(item, schema.items, `${path}[${index}]`, errors);
}

function checkListMap(values: unknown[], keyFields: string[], path: string, errors: SchemaError[]): void {
  const wrong = values.findIndex((item) => item !== null && !isObject(item));
  if (wrong >= 0) {
    errors.push(invalid(`${path}[${wrong}]`, values[wrong], 'must be an object for an array of list-type map'));
    return;
  }
  const objects = values.map((item) => item === null ? {} : item as JsonObject);
  const shown = objects.map((item) => keysOf(item, keyFields));
  const single = keyFields.length === 1 ? objects.map((item) => own(item, keyFields[0]) ?? UNSPECIFIED) : shown;
  reportRepeated(single, shown, path, errors);
}

function keysOf(item: JsonObject, keyFields: string[]): JsonObject {
  const keys: JsonObject = {};
  for (const field of keyFields.filter((name) => Object.hasOwn(item, name))) put(keys, field, item[field]);
  return keys;
}

/** Reports the second of equal values, and not the third. */
function reportRepeated(values: unknown[], shown: unknown[], path: string, errors: SchemaError[]): void {
  const seen = new Map<unknown, number>();
  for (const [index, value] of values.entries()) {
    const identity = typeof value === 'object' && value !== null ? `json:${sortedJson(value)}` : value;
    const times = seen.get(identity) ?? 0;
    seen.set(identity, times + 1);
    if (times === 1) errors.push(duplicate(`${path}[${index}]`, shown[index]));
  }
}

function sortedJson(value: unknown, depth = DEEPEST): string {
  if (depth === 0) return '…';
  if (Array.isArray(value)) return `[${value.map((item) => sortedJson(item, depth - 1)).join()}]`;
  if (!isObject(value)) return JSON.stringify(typeof value === 'bigint' ? Number(value) : value) ?? 'null';
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${sortedJson(value[key], depth - 1)}`).join()}}`;
}
