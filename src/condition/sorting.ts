import { compare } from './operations';
import { RunError } from './problem';
import { type Value } from './value';

/** Up to this many elements Go sorts by insertion, and what it does with a NaN can be told. */
const BY_INSERTION = 12;

export interface Sortable {
  readonly item: Value;
  readonly key: Value;
}

/**
 * Sorts as Go's `sort.Sort` does.
 *
 * @see https://pkg.go.dev/sort#Sort
 */
export function sorted(pairs: readonly Sortable[], isDescending: boolean): Sortable[] {
  const isLess = (a: Sortable, b: Sortable) => isDescending ? compare('<', b.key, a.key) : compare('<', a.key, b.key);
  const result = [...pairs];
  if (result.length <= BY_INSERTION) {
    for (let i = 1; i < result.length; i++) {
      for (let j = i; j > 0 && isLess(result[j], result[j - 1]); j--) [result[j], result[j - 1]] = [result[j - 1], result[j]];
    }
    return result;
  }
  result.sort((a, b) => isLess(a, b) ? -1 : isLess(b, a) ? 1 : 0);
  const isSame = (a: Sortable, b: Sortable) => a.item !== b.item && !isLess(a, b);
  const isUncertain = result.some((each, index) => Number.isNaN(each.key) || (index > 0 && isSame(result[index - 1], each)));
  if (isUncertain) throw new RunError(`sorting more than ${BY_INSERTION} elements with equal ones or NaN among them is not evaluated here`, 'unsupported');
  return result;
}
