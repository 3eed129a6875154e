import { decode } from '../decode';
import { notSupported, required } from '../field-error';
import { isObject, type JsonObject, own } from '../json-value';
import { dnsSubdomainProblems } from '../names';
import { checkObjectMeta } from '../object-meta';
import { type ResourceSchema, type Schema } from '../schema';
import { type SchemaError } from '../schema-error';
import { GoStruct } from './go-struct';
import { CHECKS, JUDGED_ELSEWHERE, LATE_CHECKS, NAME_CHECKS, OPEN_ENUMS, POINTER_ENUMS, ZERO_ALLOWED } from './registry';

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
function checkValue(value: unknown, schema: Schema, path: string, field: string, errors: SchemaError[]): void {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) checkValue(item, schema.items!, `${path}[${index}]`, field, errors);
  } else if (schema.go && isObject(value)) {
    checkStruct(value, schema, path, errors);
  } else if (schema.enum && !schema.enum.includes(value) && !OPEN_ENUMS.has(field) && (value !== '' || POINTER_ENUMS.has(field))) {
    errors.push(notSupported(path, value, schema.enum as string[]));
  }
}

function checkStruct(fields: JsonObject, schema: Schema, path: string, errors: SchemaError[]): void {
  const go = schema.go!;
  if (JUDGED_ELSEWHERE.has(go)) return;
  const struct = new GoStruct(fields, path, errors);
  for (const field of schema.required ?? []) {
    const property = schema.properties!.get(field);
    if (isZero(own(fields, field), property) && !ZERO_ALLOWED.has(`${go}.${field}`)) errors.push(required(struct.at(field)));
  }
  for (const check of CHECKS[go] ?? []) check(struct);
  for (const [field, property] of schema.properties!) {
    const value = own(fields, field) ?? property.default;
    if (value !== undefined) checkValue(value, property, struct.at(field), `${go}.${field}`, errors);
  }
  LATE_CHECKS[go]?.(struct);
}

/** Whether Go has nothing there. Numbers have 0, and a struct that is no pointer is always there. */
function isZero(value: unknown, property: Schema | undefined): boolean {
  if (property?.default !== undefined || property?.type === 'integer' || property?.type === 'boolean' || property?.intOrString) return false;
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
