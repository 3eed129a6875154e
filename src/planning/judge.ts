import { type ChosenNumbers } from './candidates';
import { type Extent, measuringTimes } from './measuring-times';
import { type Course } from './release-course';

/** What is to be judged, besides the numbers. */
export interface Judged {
  /** How long it takes at most until the metric sees a canary that turns bad, in seconds. */
  readonly sight: number;
  /** How often it is measured. @default - until the promotion */
  readonly count?: number;
}

/** A stage in which a canary that has turned bad can be seen, in seconds since the release began. */
interface SeenStage {
  readonly from: number;
  readonly to: number;
}

/** Later stages are not looked at, in seconds after the analysis begins. */
const DAY = 24 * 3600;

/** Plays a metric beside a release, and tells what it guards. */
export class Judge {
  private readonly stages: readonly SeenStage[];
  private readonly extent: Extent;
  private readonly asked = new Map<string, readonly number[]>();

  constructor(private readonly course: Course, { sight, count }: Judged) {
    const until = course.analysisStarts + DAY;
    this.extent = { until, count };
    // At first there is nothing to measure, and that is a failure, too. A stage without time for one measurement is guarded by none.
    const seen = course.stages.map(({ from, to }, index) => ({ from: index === 0 ? -Infinity : from + sight, to }));
    this.stages = seen.filter(({ from, to }) => from < to && to < until);
  }

  /** How many stages can be guarded at most. */
  public get mostStages(): number {
    return this.stages.length;
  }

  /** Whether a canary that is bad from the beginning is aborted before it is promoted. */
  public guardsRelease(numbers: ChosenNumbers): boolean {
    const { promotion } = this.course;
    return promotion === Infinity || this.lastAt(numbers) < promotion;
  }

  /** In how many stages a canary that turns bad is aborted before it gets more requests. */
  public guardedStages(numbers: ChosenNumbers): number {
    const asked = this.timesOf(numbers);
    return this.stages.filter(({ from, to }) => {
      const first = asked.findIndex((at) => at >= from);
      return first >= 0 && asked[first + numbers.failureLimit] < to;
    }).length;
  }

  /** When the measurement is taken that is one failure too many; infinite where none is. */
  private lastAt(numbers: ChosenNumbers): number {
    const { failureLimit } = numbers;
    const asked = this.timesOf(numbers);
    if (failureLimit < asked.length) return asked[failureLimit];
    // Those that were not played follow one another as the last of those that were.
    const [before, last] = asked.slice(-2);
    return asked.length < 2 ? Infinity : last + (failureLimit + 1 - asked.length) * (last - before);
  }

  /** Whatever it tolerates, it is measured at the same times. */
  private timesOf({ initialDelay, interval }: ChosenNumbers): readonly number[] {
    const key = `${initialDelay} ${interval}`;
    let times = this.asked.get(key);
    if (!times) this.asked.set(key, times = measuringTimes(this.course, { initialDelay, interval }, this.extent));
    return times;
  }
}
