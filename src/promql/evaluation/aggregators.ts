import { KahanSum } from './kahan-sum';
import { Mean } from './mean';
import { quantileOf } from './quantile';

/** What an aggregation makes of the values that a group has at one step. */
export interface Aggregator {
  readonly add: (value: number) => void;
  readonly result: () => number;
}

/** Begins a group with its first value; the parameter is that of `quantile`. */
export type StartGroup = (first: number, parameter: number) => Aggregator;

/** @see https://prometheus.io/docs/prometheus/latest/querying/operators/#aggregation-operators */
export const AGGREGATORS: Readonly<Record<string, StartGroup>> = {
  sum: startSum,
  avg: startAverage,
  count: () => startCount(),
  group: () => ({ add: () => undefined, result: () => 1 }),
  min: (first) => startExtreme(first, (value, least) => value < least),
  max: (first) => startExtreme(first, (value, greatest) => value > greatest),
  stdvar: startVariance,
  stddev: (first) => {
    const { add, result } = startVariance(first);
    return { add, result: () => Math.sqrt(result()) };
  },
  quantile: (first, quantile) => {
    const values = [first];
    return { add: (value) => void values.push(value), result: () => quantileOf(quantile, Float64Array.from(values)) };
  },
};

function startSum(first: number): Aggregator {
  const sum = new KahanSum(first);
  return { add: (value) => sum.add(value), result: () => sum.total };
}

function startAverage(first: number): Aggregator {
  const mean = new Mean(first);
  return { add: (value) => mean.add(value), result: () => mean.result };
}

function startCount(): Aggregator {
  let count = 1;
  return { add: () => { count++; }, result: () => count };
}

/** NaN counts only where there is nothing else. */
function startExtreme(first: number, isBetter: (value: number, best: number) => boolean): Aggregator {
  let best = first;
  return {
    add: (value) => { if (isBetter(value, best) || Number.isNaN(best)) best = value; },
    result: () => best,
  };
}

/** Welford's algorithm. */
function startVariance(first: number): Aggregator {
  let count = 1;
  let mean = first;
  let squares = Number.isFinite(first) ? 0 : NaN;
  return {
    add: (value) => {
      count++;
      const delta = value - mean;
      mean += delta / count;
      squares += delta * (value - mean);
    },
    result: () => squares / count,
  };
}
