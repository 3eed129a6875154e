import { type MatrixSelector } from '../ast';
import { milliseconds, type QueryContext, type Steps } from './query-context';
import { type RangeWindow } from './range-window';
import { type Labels } from '../series/labels';
import { countUntil, type Samples } from '../series/samples';

/** Series with the samples that a range is taken of. */
export interface LabelledSamples extends Samples {
  readonly labels: Labels;
}

/** What windows are taken of, and where they end at each step, in milliseconds. */
export interface RangeSource {
  readonly series: readonly LabelledSamples[];
  readonly ends: Steps;
  readonly range: number;
}

export function selectedRange({ selector, range }: MatrixSelector, steps: Steps, query: QueryContext): RangeSource {
  const ends = query.shift(steps, selector);
  const length = milliseconds(range);
  // In a long run most series are those of pods that went long ago.
  const isRecent = (series: Samples) => series.length > 0 && series.times[series.length - 1] >= ends.start - length;
  return { series: query.store.select(selector, query.semantics).filter(isRecent), ends, range: length };
}

/** A window that is moved from step to step of one series, without a new one for each. */
export class MovingWindow implements RangeWindow {
  public readonly times: Float64Array;
  public readonly values: Float64Array;
  public readonly semantics;
  public from: number;
  public to: number;
  public start = 0;
  public end = 0;
  public now = 0;
  private readonly length: number;

  constructor({ times, values, length }: Samples, private readonly source: RangeSource, private readonly steps: Steps, query: QueryContext) {
    this.times = times;
    this.values = values;
    this.length = length;
    this.semantics = query.semantics;
    const { ends: { start }, range } = source;
    this.from = countUntil(times, length, start - range, this.semantics.includesStart);
    this.to = countUntil(times, length, start);
  }

  /** Moves to a step, which is not before that of the last move; tells how many samples there are. */
  public moveTo(step: number): number {
    const { times, length, source: { ends, range }, semantics: { includesStart } } = this;
    this.now = this.steps.start + step * this.steps.interval;
    this.end = ends.start + step * ends.interval;
    this.start = this.end - range;
    while (this.from < length && (times[this.from] < this.start || (times[this.from] === this.start && !includesStart))) this.from++;
    while (this.to < length && times[this.to] <= this.end) this.to++;
    return Math.max(0, this.to - this.from);
  }
}
