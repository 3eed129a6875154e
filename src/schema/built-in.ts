import { CHECKS, NAME_CHECKS, ZERO_ALLOWED } from './built-in-checks';
import { decode } from './decode';
import { notSupported, required } from './field-error';
import { isObject, type JsonObject, own } from './json-value';
import { dnsSubdomainProblems } from './names';
import { checkObjectMeta } from './object-meta';
import { type ResourceSchema, type Schema } from './schema';
import { type SchemaError } from './schema-error';

/**
 * What the API server says about an object of one of its own kinds that is created.
 *
 * It decodes the object into Go types, fills in defaults, and then runs functions that are written for each kind.
 */
export function checkBuiltIn(object: JsonObject, { schema, kind, namespaced }: ResourceSchema): SchemaError[] {
  const errors: SchemaError[] = [];
  const decoded = decode(object, schema, '', errors);
  if (errors.some(({ stage }) => stage === 'decode') || !isObject(decoded)) return errors;
  // Creating an object cannot set its status.
  delete decoded.status;

  const nameCheck = NAME_CHECKS[kind] ?? dnsSubdomainProblems;
  checkObjectMeta((own(decoded, 'metadata') ?? {}) as JsonObject, { nameCheck, named: true }, namespaced, 'metadata', errors);
  checkStruct(decoded, schema, '', errors);
  return errors;
}

/** Goes through a value with the Go types that it was decoded into, from the outside to the inside. */
function checkValue(value: unknown, schema: Schema, path: string, errors: SchemaError[]): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkValue(item, schema.items!, `${path}[${index}]`, errors);
  } else if (schema.go && isObject(value)) {
    checkStruct(value, schema, path, errors);
  } else if (schema.enum && value !== undefined && value !== '' && !schema.enum.includes(value)) {
    errors.push(notSupported(path, value, schema.enum as string[]));
  }
}

function checkStruct(struct: JsonObject, schema: Schema, path: string, errors: SchemaError[]): void {
  const go = schema.go!;
  for (const field of schema.required ?? []) {
    if (isZero(own(struct, field)) && !isStruct(schema.properties!.get(field)) && !ZERO_ALLOWED.has(`${go}.${field}`)) {
      errors.push(required(path ? `${path}.${field}` : field));
    }
  }
  for (const check of CHECKS[go] ?? []) check(struct, path, errors);
  for (const [field, property] of schema.properties!) {
    if (go === 'v1.ObjectMeta') continue;
    const value = own(struct, field) ?? (isStruct(property) ? {} : undefined);
    if (value !== undefined) checkValue(value, property, path ? `${path}.${field}` : field, errors);
  }
}

/** A Go field that is no pointer is there, whether the manifest has it or not. */
function isStruct(schema: Schema | undefined): boolean {
  return schema?.default !== undefined;
}

function isZero(value: unknown): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
