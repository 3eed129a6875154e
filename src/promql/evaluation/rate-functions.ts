import { type RangeFunction, type RangeWindow } from './range-window';

/** A gap to an end of the range is bridged up to so many times the mean distance of the samples. */
const BRIDGED = 1.1;

/** @see https://prometheus.io/docs/prometheus/latest/querying/functions/ */
export const RATE_FUNCTIONS: Readonly<Record<string, RangeFunction>> = {
  rate: { atLeast: 2, of: (window) => extrapolated(window, true, seconds(window.end - window.start)) },
  increase: { atLeast: 2, of: (window) => extrapolated(window, true, 1) },
  delta: { atLeast: 2, of: (window) => extrapolated(window, false, 1) },
  irate: { atLeast: 2, of: (window) => lastIncrease(window) / seconds(window.times[window.to - 1] - window.times[window.to - 2]) },
  idelta: { atLeast: 2, of: ({ values, to }) => values[to - 1] - values[to - 2] },
  resets: { of: resets },
  changes: { of: changes },
};

function seconds(milliseconds: number): number {
  return milliseconds / 1000;
}

function difference({ values, from, to }: RangeWindow): number {
  return values[to - 1] - values[from];
}

/** What a counter has grown; where it fell it began anew, from 0. */
function counterIncrease(window: RangeWindow): number {
  const { values, from, to } = window;
  let increase = difference(window);
  for (let index = from + 1; index < to; index++) {
    if (values[index] < values[index - 1]) increase += values[index - 1];
  }
  return increase;
}

/** The growth between the samples, and beyond them to the ends of the range or as far as the series seems to go, in so many parts. */
function extrapolated(window: RangeWindow, isCounter: boolean, parts: number): number {
  const { times, values, from, to, start, end, semantics: { zeroBeforeGap } } = window;
  const grown = isCounter ? counterIncrease(window) : difference(window);
  const sampled = seconds(times[to - 1] - times[from]);
  const distance = sampled / (to - 1 - from);
  const gap = seconds(times[from] - start);
  // A counter is not extrapolated below 0.
  const toZero = isCounter && grown > 0 && values[from] >= 0 ? sampled * (values[from] / grown) : Infinity;
  const toStart = zeroBeforeGap ? bridged(limited(gap, toZero), distance) : limited(bridged(gap, distance), toZero);
  const toEnd = bridged(seconds(end - times[to - 1]), distance);
  // In Prometheus' order, for the sake of the last digit.
  return grown * ((sampled + toStart + toEnd) / sampled / parts);
}

function bridged(gap: number, distance: number): number {
  return gap >= distance * BRIDGED ? distance / 2 : gap;
}

/** A limit that is NaN is none. */
function limited(gap: number, limit: number): number {
  return limit < gap ? limit : gap;
}

function lastIncrease({ values, to }: RangeWindow): number {
  const [before, last] = [values[to - 2], values[to - 1]];
  return last < before ? last : last - before;
}

function resets({ values, from, to }: RangeWindow): number {
  let count = 0;
  for (let index = from + 1; index < to; index++) if (values[index] < values[index - 1]) count++;
  return count;
}

function changes({ values, from, to }: RangeWindow): number {
  let count = 0;
  for (let index = from + 1; index < to; index++) {
    const [before, value] = [values[index - 1], values[index]];
    if (value !== before && !(Number.isNaN(value) && Number.isNaN(before))) count++;
  }
  return count;
}
