import { type Transition } from './recorded-events';

/** How far two measured values may be apart: scrapes fall where they like, and a window that lies over a change has more or less of it. */
const TOLERANCE = 0.05;

/** What was measured otherwise, in words; where one of the two has no value there is nothing to compare. */
export function unlikeValues({ ours, theirs }: { readonly ours: Transition; readonly theirs: Transition }): string[] {
  if (ours.value === undefined || theirs.value === undefined || isLike(ours.value, theirs.value)) return [];
  return [`${ours.stream}: simulated ${ours.value} at ${ours.at.toFixed(2)} s, recorded ${theirs.value} at ${theirs.at.toFixed(2)} s`];
}

/** Relative to the larger, number by number. */
function isLike(ours: string, theirs: string): boolean {
  const [mine, real] = [numbersIn(ours), numbersIn(theirs)];
  return mine.length === real.length && mine.every((value, i) => Object.is(value, real[i]) || Math.abs(value - real[i]) <= TOLERANCE * Math.max(Math.abs(value), Math.abs(real[i])));
}

function numbersIn(value: string): number[] {
  return value.replace(/^\[|\]$/g, '').split(',').filter((text) => text !== '').map(Number);
}
