import { type VectorSelector } from '../ast';
import { type Labels, METRIC_NAME } from './labels';
import { Selection } from './selection';
import { type Semantics } from './semantics';

const FIRST_CAPACITY = 16;

/**
 * The samples of one series in the order of their times, and when it ended.
 *
 * The markers of an end stand apart: a range never has them, so a range is a part of the arrays.
 */
export class Series {
  /** Milliseconds since the epoch; what is beyond `length` means nothing. */
  public times = new Float64Array(FIRST_CAPACITY);
  public values = new Float64Array(FIRST_CAPACITY);
  public length = 0;
  /** When it was seen to have ended, in milliseconds. */
  public readonly ends: number[] = [];
  private last = -Infinity;

  constructor(public readonly labels: Labels) {}

  /** Adds a sample; the time is in milliseconds, and later than all before. */
  public append(time: number, value: number): void {
    this.advance(time);
    if (this.length === this.times.length) this.grow();
    this.times[this.length] = time;
    this.values[this.length] = value;
    this.length++;
  }

  /** Marks that the series has ended: a query at that time or later does not see it until there is a sample again. */
  public end(time: number): void {
    this.advance(time);
    this.ends.push(time);
  }

  private advance(time: number): void {
    if (!Number.isSafeInteger(time)) throw new Error(`'time' must be a whole number of milliseconds, got ${time}`);
    if (time <= this.last) throw new Error(`'time' must be later than ${this.last}, the last of the series ${this.labels.toString()}, got ${time}`);
    this.last = time;
  }

  private grow(): void {
    const double = (array: Float64Array) => {
      const larger = new Float64Array(array.length * 2);
      larger.set(array);
      return larger;
    };
    this.times = double(this.times);
    this.values = double(this.values);
  }
}

interface Remembered {
  readonly selection: Selection;
  /** How many series there were, and how many of those that come into question were looked at. */
  size: number;
  seen: number;
  found: readonly Series[];
}

/** Series by their labels, in memory. */
export class SeriesStore {
  private readonly byKey = new Map<string, Series>();
  private readonly byName = new Map<string, Series[]>();
  /** The twin asks the same query of the same store again and again. */
  private readonly remembered = new WeakMap<Semantics, WeakMap<VectorSelector, Remembered>>();

  /** The series of these labels, made where there is none. */
  public series(labels: Labels): Series {
    const { key } = labels;
    let series = this.byKey.get(key);
    if (!series) {
      series = new Series(labels);
      this.byKey.set(key, series);
      const name = labels.get(METRIC_NAME);
      const namesakes = this.byName.get(name);
      if (namesakes) namesakes.push(series);
      else this.byName.set(name, [series]);
    }
    return series;
  }

  public has(labels: Labels): boolean {
    return this.byKey.has(labels.key);
  }

  /** All series, in the order in which they were made. */
  public all(): Iterable<Series> {
    return this.byKey.values();
  }

  /** What a selector selects whatever the time, sorted by labels. */
  public select(selector: VectorSelector, semantics: Semantics): readonly Series[] {
    let known = this.remembered.get(semantics);
    if (!known) this.remembered.set(semantics, known = new WeakMap());
    let remembered = known.get(selector);
    if (!remembered) known.set(selector, remembered = { selection: new Selection(selector, semantics), size: 0, seen: 0, found: [] });
    if (remembered.size !== this.byKey.size) this.lookOn(remembered);
    return remembered.found;
  }

  /** Looks at the series that have come since: what was selected before still is. */
  private lookOn(remembered: Remembered): void {
    const { selection, seen, found } = remembered;
    const candidates = selection.name === undefined ? [...this.byKey.values()] : this.byName.get(selection.name) ?? [];
    const more = candidates.slice(seen).filter(({ labels }) => selection.admits(labels));
    if (more.length > 0) remembered.found = found.length === 0 ? more.sort((a, b) => a.labels.compare(b.labels)) : withInserted(found, more);
    remembered.seen = candidates.length;
    remembered.size = this.byKey.size;
  }
}

/** In a long run few come to many: sorting all of them again would be most of its time. */
function withInserted(sorted: readonly Series[], more: readonly Series[]): Series[] {
  const all = [...sorted];
  for (const series of more) {
    let low = 0;
    let high = all.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (all[middle].labels.compare(series.labels) < 0) low = middle + 1;
      else high = middle;
    }
    all.splice(low, 0, series);
  }
  return all;
}
