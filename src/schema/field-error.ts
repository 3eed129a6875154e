import { show } from './json-value';
import { type ErrorClass, type SchemaError } from './schema-error';
import { nearest } from '../manifest/nearest';

/*
 * The constructors of k8s.io/apimachinery/pkg/util/validation/field, with the words of ErrorBody().
 *
 * @see https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/util/validation/field/errors.go
 */

export function required(path: string, detail = ''): SchemaError {
  return fieldError(path, 'required', withDetail('Required value', detail));
}

export function invalid(path: string, value: unknown, detail: string): SchemaError {
  return valueError(path, 'invalid', 'Invalid value', value, detail);
}

export function typeInvalid(path: string, value: unknown, detail: string): SchemaError {
  return valueError(path, 'type', 'Invalid value', value, detail);
}

/** A wrong value whose text would say nothing, such as that of a whole object. */
export function invalidOmitted(path: string, detail: string): SchemaError {
  return fieldError(path, 'invalid', withDetail('Invalid value', detail));
}

export function notSupported(path: string, value: unknown, allowed: string[]): SchemaError {
  const detail = allowed.length ? `supported values: ${allowed.map((one) => JSON.stringify(one)).join(', ')}` : '';
  const suggestion = typeof value === 'string' ? nearest(value, allowed) : undefined;
  return { ...valueError(path, 'enum', 'Unsupported value', value, detail), allowed, ...suggestion !== undefined && { suggestion } };
}

export function duplicate(path: string, value: unknown): SchemaError {
  return valueError(path, 'duplicate', 'Duplicate value', value, '');
}

export function notFound(path: string, value: unknown): SchemaError {
  return valueError(path, 'not-found', 'Not found', value, '');
}

export function forbidden(path: string, detail: string): SchemaError {
  return fieldError(path, 'forbidden', withDetail('Forbidden', detail));
}

export function tooLong(path: string, maxLength: number): SchemaError {
  return fieldError(path, 'too-long', `Too long: may not be more than ${maxLength} ${maxLength === 1 ? 'byte' : 'bytes'}`);
}

export function tooMany(path: string, actual: number, max: number): SchemaError {
  return valueError(path, 'too-many', 'Too many', actual, `must have at most ${max} ${max === 1 ? 'item' : 'items'}`);
}

function valueError(path: string, errorClass: ErrorClass, title: string, value: unknown, detail: string): SchemaError {
  const got = show(value);
  return { ...fieldError(path, errorClass, withDetail(`${title}: ${got}`, detail)), got };
}

function fieldError(path: string, errorClass: ErrorClass, message: string): SchemaError {
  return { path, class: errorClass, stage: 'validation', message };
}

function withDetail(text: string, detail: string): string {
  return detail ? `${text}: ${detail}` : text;
}
