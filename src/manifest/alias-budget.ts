import { DEEPEST } from './nesting';
import { Unreadable } from './problem';

/** Up to this many values nearly all may come from aliases. */
const FREE = 400_000;
/** From this many on hardly any may. */
const CROWDED = 4_000_000;
const LARGEST_SHARE = 0.99;
const SMALLEST_SHARE = 0.1;

/**
 * Counts what aliases blow up, and refuses the same documents as kubectl does.
 *
 * @see https://github.com/yaml/go-yaml/blob/v2.4.4/decode.go
 */
export class AliasBudget {
  private values = 0;
  private aliased = 0;
  private readonly open = new Set<object>();

  /** Whether what is read now stands where it is written, and not where an alias repeats it. */
  public get isOriginal(): boolean {
    return this.open.size === 0;
  }

  /** Counts one value. */
  public spend(offset: number): void {
    this.values++;
    if (!this.isOriginal) this.aliased++;
    if (this.aliased > 100 && this.values > 1000 && this.aliased / this.values > largestShare(this.values)) {
      throw new Unreadable({
        kind: 'limit',
        offset,
        message: 'a document must not consist of repeated aliases, got more than kubectl expands',
        fix: 'write the values out, or split the document',
      });
    }
  }

  /** Reads what an alias stands for. */
  public inside<T>(alias: object, name: string, offset: number, read: () => T): T {
    if (this.open.has(alias)) {
      throw new Unreadable({ kind: 'syntax', offset, message: `an anchor must not contain itself, got '*${name}' inside '&${name}'`, fix: 'write the value out' });
    }
    if (this.open.size >= DEEPEST) {
      throw new Unreadable({ kind: 'limit', offset, message: `aliases must not be nested deeper than ${DEEPEST} levels`, fix: 'write the values out' });
    }
    this.open.add(alias);
    const value = read();
    this.open.delete(alias);
    return value;
  }
}

function largestShare(values: number): number {
  if (values <= FREE) return LARGEST_SHARE;
  if (values >= CROWDED) return SMALLEST_SHARE;
  return LARGEST_SHARE - (LARGEST_SHARE - SMALLEST_SHARE) * (values - FREE) / (CROWDED - FREE);
}
