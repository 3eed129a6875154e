import { KahanSum } from './kahan-sum';
import { linearRegression } from './linear-regression';
import { Mean } from './mean';
import { quantileOf } from './quantile';
import { type RangeFunction, type RangeWindow } from './range-window';

/** @see https://prometheus.io/docs/prometheus/latest/querying/functions/ */
export const OVER_TIME_FUNCTIONS: Readonly<Record<string, RangeFunction>> = {
  sum_over_time: { of: sum },
  avg_over_time: { of: mean },
  count_over_time: { of: ({ from, to }) => to - from },
  min_over_time: { of: (window) => extreme(window, (value, least) => value < least) },
  max_over_time: { of: (window) => extreme(window, (value, greatest) => value > greatest) },
  last_over_time: { keepsName: true, of: ({ values, to }) => values[to - 1] },
  present_over_time: { of: () => 1 },
  // Where there is something; the absence of all is found afterwards.
  absent_over_time: { of: () => 1 },
  stdvar_over_time: { of: variance },
  stddev_over_time: { of: (window) => Math.sqrt(variance(window)) },
  quantile_over_time: { range: 1, of: ({ values, from, to }, [quantile]) => quantileOf(quantile, values.slice(from, to)) },
  deriv: { atLeast: 2, of: (window) => linearRegression(window, window.times[window.from]).slope },
  predict_linear: { atLeast: 2, of: predict },
};

function sum({ values, from, to }: RangeWindow): number {
  const kahan = new KahanSum();
  for (let index = from; index < to; index++) kahan.add(values[index]);
  return Number.isFinite(kahan.sum) ? kahan.total : kahan.sum;
}

function mean({ values, from, to }: RangeWindow): number {
  const result = new Mean(values[from]);
  for (let index = from + 1; index < to; index++) result.add(values[index]);
  return result.result;
}

/** NaN counts only where there is nothing else. */
function extreme({ values, from, to }: RangeWindow, isBetter: (value: number, best: number) => boolean): number {
  let best = values[from];
  for (let index = from + 1; index < to; index++) {
    if (isBetter(values[index], best) || Number.isNaN(best)) best = values[index];
  }
  return best;
}

/** Welford's algorithm, with sums as exact as Prometheus'. */
function variance({ values, from, to }: RangeWindow): number {
  const average = new KahanSum();
  const squares = new KahanSum();
  for (let index = from; index < to; index++) {
    const delta = values[index] - average.total;
    average.add(delta / (index - from + 1));
    squares.add(delta * (values[index] - average.total));
  }
  return squares.total / (to - from);
}

function predict(window: RangeWindow, [ahead]: readonly number[]): number {
  const { slope, intercept } = linearRegression(window, window.now);
  return slope * ahead + intercept;
}
