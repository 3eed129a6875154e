import { type SetOperator } from './arithmetic';
import { type VectorMatching } from '../ast';
import { filterRows } from './row-operations';
import { isPresent, type Row } from './rows';
import { numbered, signatureOf } from './vector-matching';

export interface SetOperation {
  readonly operator: SetOperator;
  readonly matching?: VectorMatching;
}

/**
 * What two vectors have in common, in all, or only on the left, step by step; the values are those of the side that a series is from.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/operators/#logical-set-binary-operators
 */
export function combineSets({ operator, matching }: SetOperation, left: readonly Row[], right: readonly Row[], steps: number): Row[] {
  const numbers = new Map<string, number>();
  const signature = signatureOf(matching);
  const leftNumbers = numbered(left, signature, numbers);
  const rightNumbers = numbered(right, signature, numbers);
  if (operator === 'or') {
    const isOnLeft = presenceOf(left, leftNumbers, numbers.size, steps);
    return [...left, ...filterRows(right, (_, step, index) => !isOnLeft(rightNumbers[index], step))];
  }
  const isOnRight = presenceOf(right, rightNumbers, numbers.size, steps);
  return filterRows(left, (_, step, index) => isOnRight(leftNumbers[index], step) === (operator === 'and'));
}

/** Which signatures are there at which step. */
function presenceOf(rows: readonly Row[], numbers: Int32Array, count: number, steps: number): (number: number, step: number) => boolean {
  const present = new Uint8Array(count * steps);
  rows.forEach((row, index) => {
    for (let step = 0; step < steps; step++) if (isPresent(row, step)) present[numbers[index] * steps + step] = 1;
  });
  return (number, step) => present[number * steps + step] === 1;
}
