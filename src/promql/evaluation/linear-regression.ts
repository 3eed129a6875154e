import { KahanSum } from './kahan-sum';
import { type RangeWindow } from './range-window';

/** The straight line through samples by least squares: per second, and its value at a moment. */
export function linearRegression({ times, values, from, to }: RangeWindow, moment: number): { readonly slope: number; readonly intercept: number } {
  const first = values[from];
  const [x, y, xy, xx] = [new KahanSum(), new KahanSum(), new KahanSum(), new KahanSum()];
  let isConstant = true;
  for (let index = from; index < to; index++) {
    const time = (times[index] - moment) / 1000;
    const value = values[index];
    if (index > from && value !== first) isConstant = false;
    x.add(time);
    y.add(value);
    xy.add(time * value);
    xx.add(time * time);
  }
  if (isConstant) return Number.isFinite(first) || Number.isNaN(first) ? { slope: 0, intercept: first } : { slope: NaN, intercept: NaN };
  const count = to - from;
  const slope = (xy.total - x.total * y.total / count) / (xx.total - x.total * x.total / count);
  return { slope, intercept: y.total / count - slope * x.total / count };
}
