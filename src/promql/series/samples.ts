/** Samples in the order of their times: a series, or what a subquery gave. */
export interface Samples {
  /** Milliseconds since the epoch. */
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly length: number;
}

/** How many times of the first `length` are at or before a moment, or before it where that moment is excluded. */
export function countUntil(times: ArrayLike<number>, length: number, moment: number, excluded = false): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (times[middle] < moment || (!excluded && times[middle] === moment)) low = middle + 1;
    else high = middle;
  }
  return low;
}
