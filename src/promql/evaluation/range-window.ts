import { type Semantics } from '../series/semantics';

/** What a function of a range sees of one series at one step: the samples from `from` until before `to`. */
export interface RangeWindow {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly from: number;
  readonly to: number;
  /** Where the range begins and ends, in milliseconds. */
  readonly start: number;
  readonly end: number;
  /** The time of evaluation, in milliseconds. */
  readonly now: number;
  readonly semantics: Semantics;
}

/** A function of a range; one with too few samples has no value. */
export interface RangeFunction {
  /** How many samples it takes. @default 1 */
  readonly atLeast?: number;
  readonly keepsName?: boolean;
  /** Which of the arguments is the range. @default 0 */
  readonly range?: number;
  readonly of: (window: RangeWindow, parameters: readonly number[]) => number;
}
