import { type Span, type TimeShift } from '../ast';
import { EvaluationError } from './evaluation-error';
import { type Semantics } from '../series/semantics';
import { type SeriesStore } from '../series/series';

/** Prometheus' own limit of samples in memory. */
const MOST_VALUES = 50_000_000;

/** What all windows of ranges may have together: some seconds of work. */
const MOST_READ = 1_000_000_000;

/** The moments that an expression is evaluated at, in milliseconds. */
export interface Steps {
  readonly start: number;
  readonly interval: number;
  readonly count: number;
}

/** What is the same for all parts of a query. */
export class QueryContext {
  private values = 0;
  private read = 0;

  constructor(
    public readonly store: SeriesStore,
    public readonly semantics: Semantics,
    /** How long a sample is taken for the present one, in milliseconds. */
    public readonly lookback: number,
    /** The whole query's: what `@ start()` and `@ end()` mean, also in a subquery. */
    private readonly start: number,
    private readonly end: number,
  ) {}

  /** Where a selector or subquery reads at each step, and whether that is the same moment at all of them. */
  public shift({ start, interval, count }: Steps, { at, offset = 0 }: TimeShift): Steps {
    if (at === undefined) return { start: start - milliseconds(offset), interval, count };
    const moment = at === 'start' ? this.start : at === 'end' ? this.end : Math.round(at * 1000);
    return { start: moment - milliseconds(offset), interval: 0, count };
  }

  /** Counts values that a part of the query gives, before they take memory. */
  public charge(values: number, at: Span): void {
    this.values += values;
    if (this.values > MOST_VALUES) {
      throw new EvaluationError('limit', at, `the query must not take more than ${MOST_VALUES} values; ask for fewer series, fewer steps or a shorter subquery`);
    }
  }

  /** Counts samples that functions of ranges read. */
  public chargeRead(samples: number, at: Span): void {
    this.read += samples;
    if (this.read > MOST_READ) {
      throw new EvaluationError('limit', at, `the ranges of a query must not read more than ${MOST_READ} samples; ask for fewer series, fewer steps or shorter ranges`);
    }
  }
}

/** Prometheus counts nanoseconds and then drops what is less than a millisecond. */
export function milliseconds(seconds: number): number {
  return Math.trunc(Math.round(seconds * 1e9) / 1e6);
}
