import { type Transition } from './recorded-events';

/** How far two measured values may be apart, as they are or in relation to the larger: a window that lies over a change has more or less of it. */
const ABSOLUTE = 0.03;
const RELATIVE = 0.02;

/** What was measured otherwise, in words; where one of the two has no value there is nothing to compare. */
export function unlikeValues({ ours, theirs }: { readonly ours: Transition; readonly theirs: Transition }): string[] {
  if (ours.value === undefined || theirs.value === undefined || isLike(ours.value, theirs.value)) return [];
  return [`${ours.stream}: simulated ${ours.value} at ${ours.at.toFixed(2)} s, recorded ${theirs.value} at ${theirs.at.toFixed(2)} s`];
}

/** Number by number. */
function isLike(ours: string, theirs: string): boolean {
  const [mine, real] = [numbersIn(ours), numbersIn(theirs)];
  return mine.length === real.length && mine.every((value, i) => isNear(value, real[i]));
}

function isNear(a: number, b: number): boolean {
  return Object.is(a, b) || Math.abs(a - b) <= Math.max(ABSOLUTE, RELATIVE * Math.max(Math.abs(a), Math.abs(b)));
}

function numbersIn(value: string): number[] {
  return value.replace(/^\[|\]$/g, '').split(',').filter((text) => text !== '').map(Number);
}
