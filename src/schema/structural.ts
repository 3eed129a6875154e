import { checkAlternatives } from './alternatives';
import { invalid, notSupported, required, tooLong, tooMany, typeInvalid } from './field-error';
import { STRING_FORMATS } from './formats';
import { type JsonObject, type JsonType, jsonTypeOf, own } from './json-value';
import { checkNumber } from './number-bounds';
import { type Schema } from './schema';
import { type SchemaError } from './schema-error';
import { matchesRe2 } from '../manifest/re2';

/**
 * Checks a value against a schema as the API server's OpenAPI validation does, and adds to the errors.
 *
 * Gives the number of checks that were made: of several alternatives that all fail, the API server shows the one that came farthest.
 *
 * @see https://github.com/kubernetes/kube-openapi/blob/master/pkg/validation/validate/schema.go
 */
export function checkStructure(value: unknown, schema: Schema, path: string, errors: SchemaError[]): number {
  const type = jsonTypeOf(value);
  const before = errors.length;
  checkType(type, schema, path, errors);
  let checks = errors.length === before ? 2 : 1;
  if (type !== 'null') {
    checks += checkAlternatives(value, schema, path, errors);
    checks += checkByType(value, type, schema, path, errors);
  }
  if (schema.enum && !schema.enum.some((allowed) => isSame(allowed, value))) errors.push(notSupported(path, value ?? null, schema.enum.map(textOf)));
  return checks + 2;
}

/** The object, list, text or number that a value is, whatever its schema wants it to be. */
function checkByType(value: unknown, type: JsonType, schema: Schema, path: string, errors: SchemaError[]): number {
  switch (type) {
    case 'object':
      return checkObject(value as JsonObject, schema, path, errors);
    case 'array':
      return checkArray(value as unknown[], schema, path, errors);
    case 'string':
      checkString(value as string, schema, path, errors);
      return 1;
    case 'integer':
    case 'number':
      checkNumber(Number(value), schema, path, errors);
      return 2;
    default:
      return 0;
  }
}

function checkObject(object: JsonObject, schema: Schema, path: string, errors: SchemaError[]): number {
  const keys = Object.keys(object);
  let checks = 1;
  checkCount(keys.length, schema.minProperties, schema.maxProperties, 'properties', path, errors);
  for (const key of keys) {
    const property = schema.properties?.get(key) ?? schema.additionalProperties;
    if (property) checks += checkStructure(object[key], property, path ? `${path}.${key}` : key, errors);
  }
  for (const key of schema.required ?? []) {
    if (own(object, key) === undefined) errors.push(required(path ? `${path}.${key}` : key));
  }
  return checks;
}

function checkArray(values: unknown[], schema: Schema, path: string, errors: SchemaError[]): number {
  let checks = 2;
  if (schema.items) {
    for (const [index, item] of values.entries()) checks += checkStructure(item, schema.items, `${path}[${index}]`, errors);
  }
  checkCount(values.length, schema.minItems, schema.maxItems, 'items', path, errors);
  return checks;
}

function checkCount(count: number, min: number | undefined, max: number | undefined, what: string, path: string, errors: SchemaError[]): void {
  if (min !== undefined && count < min) errors.push(invalid(path, count, `${path} in body should have at least ${min} ${what}`));
  if (max !== undefined && count > max) errors.push(tooMany(path, count, max));
}

function checkString(text: string, schema: Schema, path: string, errors: SchemaError[]): void {
  const format = schema.format === undefined ? undefined : STRING_FORMATS[schema.format];
  if (format && !format(text)) errors.push(typeInvalid(path, text, `${path} in body must be of type ${schema.format}: ${JSON.stringify(text)}`));
  const { minLength, maxLength, pattern } = schema;
  if (minLength === undefined && maxLength === undefined && pattern === undefined) return;
  const length = [...text].length;
  // The API server stops at the first of these.
  if (maxLength !== undefined && length > maxLength) {
    errors.push(tooLong(path, maxLength));
  } else if (minLength !== undefined && length < minLength) {
    errors.push(invalid(path, text, `${path} in body should be at least ${minLength} chars long`));
  } else if (pattern !== undefined && !matchesRe2(pattern, text)) {
    errors.push(invalid(path, text, `${path} in body should match '${pattern}'`));
  }
}

/**
 * @see https://github.com/kubernetes/kube-openapi/blob/master/pkg/validation/validate/type.go
 */
function checkType(type: JsonType, schema: Schema, path: string, errors: SchemaError[]): void {
  const types = schema.intOrString ? ['integer', 'string'] : schema.type === undefined ? [] : [schema.type];
  if (types.length === 0 || types.includes(type)) return;
  if (type === 'null') {
    if (!schema.nullable) errors.push(wrongType(path, types.join(','), 'null'));
    return;
  }
  if (type === 'integer' && types.includes('number')) return;
  // The API server names the format instead of the type where a value is neither text nor list.
  if (schema.format !== undefined && type !== 'string' && type !== 'array') errors.push(wrongType(path, schema.format, formatOf(type)));
  // And it takes a list for any text that has a format.
  else if (schema.format === undefined || type !== 'array' || schema.type !== 'string') errors.push(wrongType(path, types.join(','), type));
}

function wrongType(path: string, wanted: string, got: string): SchemaError {
  return typeInvalid(path, got, `${path} in body must be of type ${wanted}: ${JSON.stringify(got)}`);
}

function formatOf(type: JsonType): string {
  if (type === 'integer') return 'int64';
  return type === 'number' ? 'float64' : '';
}

function isSame(allowed: unknown, value: unknown): boolean {
  return allowed === value || (typeof allowed === 'object' && JSON.stringify(allowed) === JSON.stringify(value));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
