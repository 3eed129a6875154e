import { type Row } from './rows';

/** Up to here Go sorts by insertion, and what happens to NaN, which is before itself, can be done the same. */
const INSERTION_LIMIT = 12;

/** Sorts as Go does where equal values, and NaN, come in an order that can be told. */
export function sortedBy(rows: readonly Row[], isBefore: (left: Row, right: Row) => boolean): Row[] {
  const sorted = [...rows];
  if (sorted.length > INSERTION_LIMIT) return sorted.sort((left, right) => Number(isBefore(right, left)) - Number(isBefore(left, right)));
  for (let end = 1; end < sorted.length; end++) {
    for (let index = end; index > 0 && isBefore(sorted[index], sorted[index - 1]); index--) {
      [sorted[index - 1], sorted[index]] = [sorted[index], sorted[index - 1]];
    }
  }
  return sorted;
}

/** The rows of a single step by their values, NaN last. */
export function sortByValue(rows: readonly Row[], isDescending: boolean): Row[] {
  const isBelow = (left: number, right: number) => Number.isNaN(left) || (isDescending ? left < right : left > right);
  return sortedBy(rows, (left, right) => isBelow(right.values[0], left.values[0]));
}
