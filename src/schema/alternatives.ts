import { invalid } from './field-error';
import { type Schema } from './schema';
import { type SchemaError } from './schema-error';
import { checkStructure } from './structural';

/** How an alternative went: none of its errors means that the value is one of it. */
interface Attempt {
  readonly errors: SchemaError[];
  readonly checks: number;
}

/**
 * Checks `anyOf`, `oneOf`, `allOf` and `not`; gives the number of checks that count.
 *
 * @see https://github.com/kubernetes/kube-openapi/blob/master/pkg/validation/validate/schema_props.go
 */
export function checkAlternatives(value: unknown, schema: Schema, path: string, errors: SchemaError[]): number {
  let checks = 2;
  if (schema.anyOf) checks += checkAnyOf(schema.anyOf.map((one) => attempt(value, one, path)), path, errors);
  if (schema.oneOf) checks += checkOneOf(schema.oneOf.map((one) => attempt(value, one, path)), path, errors);
  if (schema.allOf) checks += checkAllOf(schema.allOf.map((one) => attempt(value, one, path)), path, errors);
  if (schema.not && isValid(attempt(value, schema.not, path))) errors.push(invalid(path, '', `"${path}" must not validate the schema (not)`));
  return checks;
}

function checkAnyOf(attempts: Attempt[], path: string, errors: SchemaError[]): number {
  const first = attempts.find(isValid);
  if (first) return first.checks;
  errors.push(invalid(path, '', `"${path}" must validate at least one schema (anyOf)`));
  return keep(farthest(attempts), errors);
}

function checkOneOf(attempts: Attempt[], path: string, errors: SchemaError[]): number {
  const valid = attempts.filter(isValid);
  if (valid.length === 1) return valid[0].checks;
  const found = valid.length === 0 ? 'Found none valid' : `Found ${valid.length} valid alternatives`;
  errors.push(invalid(path, '', `"${path}" must validate one and only one schema (oneOf). ${found}`));
  return valid.length === 0 ? keep(farthest(attempts), errors) : 0;
}

function checkAllOf(attempts: Attempt[], path: string, errors: SchemaError[]): number {
  const valid = attempts.filter(isValid).length;
  const checks = attempts.reduce((sum, one) => sum + keep(one, errors), 0);
  if (valid < attempts.length) errors.push(invalid(path, '', `"${path}" must validate all the schemas (allOf)${valid === 0 ? '. None validated' : ''}`));
  return checks;
}

function attempt(value: unknown, schema: Schema, path: string): Attempt {
  const errors: SchemaError[] = [];
  const checks = checkStructure(value, schema, path, errors);
  return { errors, checks };
}

function isValid({ errors }: Attempt): boolean {
  return errors.length === 0;
}

function farthest(attempts: Attempt[]): Attempt {
  return attempts.reduce((best, one) => one.checks > best.checks ? one : best);
}

function keep(one: Attempt, errors: SchemaError[]): number {
  for (const error of one.errors) errors.push(error);
  return one.checks;
}
