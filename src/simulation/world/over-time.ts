/** From a time on, in milliseconds, a value is another. */
export interface Change<T> {
  readonly at: number;
  readonly value: T;
}

/** A value that changes at known times, in milliseconds, and stays the same in between. */
export class OverTime<T> {
  private readonly changes: readonly Change<T>[];

  constructor(private readonly first: T, ...changes: readonly Change<T>[]) {
    this.changes = [...changes].sort((a, b) => a.at - b.at);
  }

  public at(time: number): T {
    const last = this.changes.findLast(({ at }) => at <= time);
    return last ? last.value : this.first;
  }

  /** When it changes next; infinite where it never does. */
  public nextChange(after: number): number {
    return this.changes.find(({ at }) => at > after)?.at ?? Infinity;
  }
}

/** When the first of several changes next. */
export function nextChangeOf(values: readonly (OverTime<unknown> | undefined)[], after: number): number {
  return values.reduce((next, value) => Math.min(next, value?.nextChange(after) ?? Infinity), Infinity);
}
