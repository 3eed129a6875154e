import { type ChosenNumbers } from './candidates';
import { measuringTimes } from './measuring-times';
import { type Course } from './release-course';

/** What is to be judged, besides the numbers; times in seconds. */
export interface Judged {
  /** How long it takes at most until the metric sees a canary that turns bad. */
  readonly sight: number;
  /** How often it is measured at most. */
  readonly count?: number;
}

/** Plays a metric beside a release, and tells what it guards. */
export class Judge {
  private readonly asked = new Map<string, readonly number[]>();
  private readonly stages: readonly { readonly badFrom: number; readonly to: number }[];

  constructor(private readonly course: Course, private readonly judged: Judged) {
    // Before there is anything to measure no data is a failure, too. A stage without time for one measurement is guarded by none.
    this.stages = course.stages.map(({ from, to }, index) => ({ badFrom: index === 0 ? -Infinity : from + judged.sight, to }))
      .filter(({ badFrom, to }) => badFrom < to);
  }

  /** How many stages can be guarded at most. */
  public get mostStages(): number {
    return this.stages.length;
  }

  /** Whether a canary that is bad from the beginning is aborted before it is promoted. */
  public guardsRelease(numbers: ChosenNumbers): boolean {
    const { promotion } = this.course;
    if (promotion === Infinity) return true;
    const last = this.timesOf(numbers)[numbers.failureLimit];
    return last !== undefined && last < promotion;
  }

  /** In how many stages a canary that turns bad is aborted before it gets more requests. */
  public guardedStages(numbers: ChosenNumbers): number {
    const asked = this.timesOf(numbers);
    return this.stages.filter(({ badFrom, to }) => {
      const last = asked.findIndex((at) => at >= badFrom) + numbers.failureLimit;
      return last >= numbers.failureLimit && last < asked.length && asked[last] < to;
    }).length;
  }

  /** Whatever it tolerates, it is measured at the same times. */
  private timesOf({ initialDelay, interval }: ChosenNumbers): readonly number[] {
    const key = `${initialDelay} ${interval}`;
    let times = this.asked.get(key);
    if (!times) this.asked.set(key, times = measuringTimes(this.course, { initialDelay, interval }, this.judged.count));
    return times;
  }
}
