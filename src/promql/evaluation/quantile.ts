/** The quantile of some values, between two of them in proportion; sorts the array, NaN first. */
export function quantileOf(quantile: number, values: Float64Array): number {
  if (values.length === 0 || Number.isNaN(quantile)) return NaN;
  if (quantile < 0) return -Infinity;
  if (quantile > 1) return Infinity;
  const sorted = nanFirst(values.sort());
  const rank = quantile * (sorted.length - 1);
  const lower = Math.max(0, Math.floor(rank));
  const upper = Math.min(sorted.length - 1, lower + 1);
  const weight = rank - Math.floor(rank);
  return sorted[lower] * (1 - weight) + sorted[upper] * weight;
}

/** A typed array sorts NaN last. */
function nanFirst(sorted: Float64Array): Float64Array {
  let count = 0;
  while (count < sorted.length && Number.isNaN(sorted[sorted.length - 1 - count])) count++;
  if (count > 0) {
    sorted.copyWithin(count, 0, sorted.length - count);
    sorted.fill(NaN, 0, count);
  }
  return sorted;
}
