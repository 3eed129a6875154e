import { invalid } from './field-error';
import { type Schema } from './schema';
import { type SchemaError } from './schema-error';

const RANGES: Record<string, [min: number, max: number]> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
  float: [-3.4028234663852886e38, 3.4028234663852886e38],
};
const INT64: [min: number, max: number] = [-(2 ** 63), 2 ** 63];

/**
 * Checks the range of a number's format, and its bounds.
 *
 * @see https://github.com/kubernetes/kube-openapi/blob/master/pkg/validation/validate/values.go
 */
export function checkNumber(value: number, schema: Schema, path: string, errors: SchemaError[]): void {
  const range = RANGES[schema.format ?? ''] ?? (schema.type === 'integer' ? INT64 : undefined);
  if (range && Number.isInteger(value) && (value < range[0] || value > range[1])) {
    const format = schema.format === undefined ? '(default format)' : `with format ${schema.format}`;
    errors.push(invalid(path, '', `Checked value must be of type ${schema.type} ${format} in ${path}`));
  }
  const { multipleOf, minimum, maximum, exclusiveMinimum = false, exclusiveMaximum = false } = schema;
  const say = (problem: string) => errors.push(invalid(path, value, `${path} in body should be ${problem}`));
  if (multipleOf !== undefined && !Number.isInteger(value / multipleOf)) say(`a multiple of ${multipleOf}`);
  if (minimum !== undefined && (exclusiveMinimum ? value <= minimum : value < minimum)) say(`greater than ${exclusiveMinimum ? '' : 'or equal to '}${minimum}`);
  if (maximum !== undefined && (exclusiveMaximum ? value >= maximum : value > maximum)) say(`less than ${exclusiveMaximum ? '' : 'or equal to '}${maximum}`);
}
