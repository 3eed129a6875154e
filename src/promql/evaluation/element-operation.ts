import { ARITHMETIC, COMPARISONS, isArithmetic, isComparison } from './arithmetic';
import { type Binary } from '../ast';

/** What a binary operator makes of two values. */
export interface ElementOperation {
  readonly value: (left: number, right: number) => number;
  /** Whether there is a result. */
  readonly keeps: (left: number, right: number) => boolean;
  /** Whether the result is another metric than what it was made of. */
  readonly dropsName: boolean;
  /** Whether a vector element passes as it is, on whichever side it stands. */
  readonly filters: boolean;
}

/** The operation of an operator between two vectors, or a vector and a scalar; none for the operators of sets and of native histograms. */
export function elementOperationOf({ operator, bool }: Binary): ElementOperation | undefined {
  if (isArithmetic(operator)) return { value: ARITHMETIC[operator], keeps: () => true, dropsName: true, filters: false };
  if (!isComparison(operator)) return undefined;
  const isTrue = COMPARISONS[operator];
  if (bool) return { value: (left, right) => (isTrue(left, right) ? 1 : 0), keeps: () => true, dropsName: true, filters: false };
  return { value: (left) => left, keeps: isTrue, dropsName: false, filters: true };
}

/** The operation of an operator between two scalars, where a comparison says 0 or 1. */
export function scalarOperationOf({ operator }: Binary): ((left: number, right: number) => number) | undefined {
  if (isArithmetic(operator)) return ARITHMETIC[operator];
  if (!isComparison(operator)) return undefined;
  const isTrue = COMPARISONS[operator];
  return (left, right) => (isTrue(left, right) ? 1 : 0);
}
