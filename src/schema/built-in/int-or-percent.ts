import { invalid } from '../field-error';
import { percentProblems } from '../names';
import { type GoStruct } from './go-struct';

/**
 * A number of pods or a percentage of them.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/apps/validation/validation.go ValidatePositiveIntOrPercent
 */
export function checkIntOrPercent(struct: GoStruct, field: string): void {
  if (typeof struct.value(field) === 'string') struct.name(field, percentProblems);
  else struct.nonNegative(field);
}

export function checkAtMost100Percent(struct: GoStruct, field: string): void {
  const value = struct.value(field);
  if (typeof value !== 'string' || percentProblems(value).length > 0) return;
  if (parseInt(value, 10) > 100) struct.errors.push(invalid(struct.at(field), value, 'must not be greater than 100%'));
}

/** The number before the percent sign, or the number itself; what is neither counts as 0. */
export function intOrPercentValue(value: unknown, otherwise: number | string): number {
  const text = String(value ?? otherwise);
  return /^[+-]?[0-9]+%?$/.test(text) ? parseInt(text, 10) : 0;
}
