/** A bucket of a classic histogram: how many observations are at or below a bound. */
export interface Bucket {
  readonly bound: number;
  readonly count: number;
}

/** Counts that differ by less are the same: sums of floats differ by their order. */
const TOLERANCE = 1e-12;
const SMALLEST_NORMAL = 2 ** -1022;

/**
 * The quantile of a classic histogram, in proportion within a bucket.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile
 */
export function bucketQuantile(quantile: number, unsorted: readonly Bucket[]): number {
  if (Number.isNaN(quantile)) return NaN;
  if (quantile < 0) return -Infinity;
  if (quantile > 1) return Infinity;
  const buckets = monotonic(coalesced(unsorted));
  const last = buckets.length - 1;
  if (buckets[last].bound !== Infinity || last < 1 || buckets[last].count === 0) return NaN;
  const rank = quantile * buckets[last].count;
  const index = firstWhere(last, (candidate) => buckets[candidate].count >= rank);
  if (index === last) return buckets[last - 1].bound;
  const { bound, count } = buckets[index];
  if (index === 0) return bound <= 0 ? bound : bound * (rank / count);
  const { bound: start, count: below } = buckets[index - 1];
  return start + (bound - start) * ((rank - below) / (count - below));
}

/**
 * Which part of the observations lies between two values.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_fraction
 */
export function bucketFraction(lower: number, upper: number, unsorted: readonly Bucket[]): number {
  const buckets = coalesced(unsorted);
  const { bound, count } = buckets[buckets.length - 1];
  if (bound !== Infinity || count === 0 || Number.isNaN(lower) || Number.isNaN(upper)) return NaN;
  if (lower >= upper) return 0;
  return (rankOf(upper, buckets) - rankOf(lower, buckets)) / count;
}

/** How many observations are below a value; the buckets are sorted. */
function rankOf(value: number, buckets: readonly Bucket[]): number {
  const total = buckets[buckets.length - 1].count;
  let rank = 0;
  let start = buckets[0].bound <= 0 ? -Infinity : 0;
  for (const { bound, count } of buckets) {
    if (start >= value) return Math.min(rank, total);
    if (bound > value) return Math.min(start === -Infinity ? count : rank + (count - rank) * (value - start) / (bound - start), total);
    rank = count;
    start = bound;
  }
  return total;
}

/** Sorted, with one bucket for each bound. */
function coalesced(unsorted: readonly Bucket[]): Bucket[] {
  const result: Bucket[] = [];
  for (const bucket of [...unsorted].sort((a, b) => a.bound - b.bound || 0)) {
    const last = result.at(-1);
    if (last?.bound === bucket.bound) result[result.length - 1] = { bound: bucket.bound, count: last.count + bucket.count };
    else result.push(bucket);
  }
  return result;
}

/** Scrapes and rates of single buckets may leave a bucket with fewer observations than the one below it. */
function monotonic(buckets: readonly Bucket[]): Bucket[] {
  let highest = buckets[0].count;
  return buckets.map(({ bound, count }) => {
    if (!(count <= highest || isAlmost(highest, count))) highest = count;
    return { bound, count: highest };
  });
}

function isAlmost(left: number, right: number): boolean {
  if ((Number.isNaN(left) && Number.isNaN(right)) || left === right) return true;
  const sum = Math.abs(left) + Math.abs(right);
  const difference = Math.abs(left - right);
  if (left === 0 || right === 0 || sum < SMALLEST_NORMAL) return difference < TOLERANCE * SMALLEST_NORMAL;
  return difference / Math.min(sum, Number.MAX_VALUE) < TOLERANCE;
}

/** By halves, as Prometheus looks: where NaN is among the counts, the way matters. */
function firstWhere(length: number, isTrue: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isTrue(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
