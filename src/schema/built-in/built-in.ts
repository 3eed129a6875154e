import { decode } from '../decode';
import { notSupported } from '../field-error';
import { isObject, type JsonObject, own } from '../json-value';
import { dnsSubdomainProblems } from '../names';
import { checkObjectMeta } from '../object-meta';
import { type ResourceSchema, type Schema } from '../schema';
import { type SchemaError } from '../schema-error';
import { GoStruct } from './go-struct';
import { CHECKS, JUDGED_ELSEWHERE, LATE_CHECKS, NAME_CHECKS, OPEN_ENUMS, POINTER_ENUMS, ZERO_ALLOWED } from './registry';

const STANDARD_FINALIZERS = ['foregroundDeletion', 'kubernetes', 'orphan'];

/** Kinds that have nothing of their own to say about metadata, which is looked at when all else is right. */
const LATE_METADATA = ['PodDisruptionBudget'];

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

  const root = new GoStruct(decoded, '', errors);
  if (LATE_METADATA.includes(kind)) {
    checkStruct(root, schema);
    if (errors.some(({ stage }) => stage === 'validation')) return errors;
  }
  const nameCheck = NAME_CHECKS[kind] ?? dnsSubdomainProblems;
  checkObjectMeta((own(decoded, 'metadata') ?? {}) as JsonObject, { nameCheck, named: true }, namespaced, 'metadata', errors);
  if (LATE_METADATA.includes(kind)) return errors;
  checkFinalizers(root.child('metadata'));
  checkStruct(root, schema);
  return errors;
}

/**
 * What the API server asks of finalizers of its own kinds besides.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go validateKubeFinalizerName
 */
function checkFinalizers(metadata: GoStruct): void {
  for (const [index, finalizer] of (metadata.values('finalizers') as string[]).entries()) {
    if (finalizer.includes('/') || STANDARD_FINALIZERS.includes(finalizer)) continue;
    metadata.refuseItem('finalizers', index, finalizer, 'name is neither a standard finalizer name nor is it fully qualified');
  }
}

/** Checks a value with the Go type that it was decoded into, from the outside to the inside. */
function checkStruct(struct: GoStruct, schema: Schema): void {
  const go = schema.go!;
  if (JUDGED_ELSEWHERE.has(go)) return;
  for (const field of schema.required ?? []) {
    const property = schema.properties!.get(field);
    if (isZero(struct.value(field), property) && !ZERO_ALLOWED.has(`${go}.${field}`)) struct.require(field);
  }
  for (const check of CHECKS[go] ?? []) check(struct);
  for (const [field, property] of schema.properties!) {
    if (!struct.skipped.has(struct.at(field))) checkField(struct, go, field, property);
  }
  LATE_CHECKS[go]?.(struct);
}

function checkField(struct: GoStruct, go: string, field: string, property: Schema): void {
  const value = struct.value(field) ?? property.default;
  if (Array.isArray(value)) {
    if (property.items!.go) for (const item of struct.children(field)) checkStruct(item, property.items!);
    else for (const [index, item] of value.entries()) checkEnum(item, property.items!, `${struct.at(field)}[${index}]`, `${go}.${field}`, struct);
  } else if (property.go) {
    if (value !== undefined) checkStruct(struct.child(field), property);
  } else if (value !== undefined) {
    checkEnum(value, property, struct.at(field), `${go}.${field}`, struct);
  }
}

function checkEnum(value: unknown, { enum: allowed }: Schema, path: string, field: string, { errors }: GoStruct): void {
  if (!allowed || allowed.includes(value) || OPEN_ENUMS.has(field) || (value === '' && !POINTER_ENUMS.has(field))) return;
  errors.push(notSupported(path, value, allowed as string[]));
}

/** Whether Go has nothing there. Numbers have 0, and a struct that is no pointer is always there. */
function isZero(value: unknown, property: Schema | undefined): boolean {
  if (property?.default !== undefined || property?.type === 'integer' || property?.type === 'boolean' || property?.intOrString) return false;
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
