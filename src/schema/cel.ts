import { celValue, compileCel } from './cel-environment';
import { duplicate, forbidden, invalid, invalidOmitted, required } from './field-error';
import { isObject, type JsonObject } from './json-value';
import { surelyHolds } from './plain-rules';
import { type CelRule, type Schema } from './schema';
import { type ErrorClass, type SchemaError } from './schema-error';

/** Errors after which the API server evaluates no rules: they could meet values that their types exclude. */
const BLOCKING: ErrorClass[] = ['enum', 'required', 'too-long', 'too-many', 'type'];

/** Rules about a change; creating an object is none. */
const TRANSITION = /\boldSelf\b/;

/**
 * Evaluates `x-kubernetes-validations` as on create, and adds to the errors.
 *
 * @see https://github.com/kubernetes/apiextensions-apiserver/blob/v0.37.2/pkg/apiserver/schema/cel/validation.go
 */
export function checkRules(value: unknown, schema: Schema, path: string, errors: SchemaError[]): void {
  if (schema.hasRules && !errors.some(isBlocking)) checkValue(value, schema, path, errors);
}

function isBlocking({ stage, class: errorClass }: SchemaError): boolean {
  return stage === 'validation' && BLOCKING.includes(errorClass);
}

function checkValue(value: unknown, schema: Schema, path: string, errors: SchemaError[]): void {
  if (!schema.hasRules || value === null || value === undefined) return;
  for (const rule of schema.rules ?? []) checkRule(rule, value, schema, path, errors);
  for (const part of schema.allOf ?? []) checkValue(value, part, path, errors);
  if (Array.isArray(value)) {
    if (!schema.items?.hasRules) return;
    for (const [index, item] of value.entries()) checkValue(item, schema.items, `${path}[${index}]`, errors);
  } else if (isObject(value)) {
    checkBelow(value, schema, path, errors);
  }
}

function checkBelow(object: JsonObject, schema: Schema, path: string, errors: SchemaError[]): void {
  for (const key of Object.keys(object)) {
    const property = schema.properties?.get(key);
    if (property) checkValue(object[key], property, path ? `${path}.${key}` : key, errors);
    else if (schema.additionalProperties) checkValue(object[key], schema.additionalProperties, `${path}[${key}]`, errors);
  }
}

function checkRule(rule: CelRule, value: unknown, schema: Schema, path: string, errors: SchemaError[]): void {
  if (surelyHolds(rule.rule, value) || (TRANSITION.test(rule.rule) && !rule.optionalOldSelf)) return;
  const self = celValue(value, schema);
  let holds: unknown;
  try {
    holds = compileCel(rule.rule)({ self });
  } catch (error) {
    errors.push(invalid(path, schema.type, `${(error as Error).message.split('\n')[0]} evaluating rule: ${rule.message ?? rule.rule}`));
    return;
  }
  if (holds === true) return;
  errors.push(failedRule(rule, self, value, schema, rule.fieldPath ? path + rule.fieldPath : path));
}

function failedRule(rule: CelRule, self: unknown, value: unknown, schema: Schema, path: string): SchemaError {
  const detail = messageOf(rule, self);
  switch (rule.reason) {
    case 'FieldValueForbidden':
      return forbidden(path, detail);
    case 'FieldValueRequired':
      return required(path, detail);
    case 'FieldValueDuplicate':
      return duplicate(path, value);
    default:
      return schema.type === 'object' || schema.type === 'array' ? invalidOmitted(path, detail) : invalid(path, value, detail);
  }
}

function messageOf({ rule, message, messageExpression }: CelRule, self: unknown): string {
  const stated = message ?? `failed rule: ${rule}`;
  if (!messageExpression) return stated;
  try {
    const computed = compileCel(messageExpression)({ self });
    return typeof computed === 'string' && computed.trim() !== '' ? computed : stated;
  } catch {
    return stated;
  }
}
