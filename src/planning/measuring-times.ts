import { type ChosenNumbers } from './candidates';
import { type Course } from './release-course';
import { AnalysisRun } from '../simulation/analysis-run';
import { Stamps } from '../simulation/clock';

/** How much is played of a metric. */
export interface Extent {
  /** Until when, in seconds since the release began; the first two measurements however late they are. */
  readonly until: number;
  /** After so many it is over. @default - never */
  readonly count?: number;
}

/** When a metric is asked for in a release, in seconds since that began, for as long as nothing stops either. */
export function measuringTimes(course: Course, { initialDelay, interval }: Omit<ChosenNumbers, 'failureLimit'>, { until, count }: Extent): number[] {
  const { analysisStarts, promotion, queryTime } = course;
  const asked: number[] = [];
  const metric = {
    name: 'planned',
    initialDelay: initialDelay * 1000,
    interval: interval * 1000,
    count,
    failureLimit: -1,
    inconclusiveLimit: 0,
    consecutiveErrorLimit: 0,
    consecutiveSuccessLimit: 0,
    isDryRun: false,
    definition: {},
  };
  const source = (_: unknown, at: number) => {
    asked.push(at);
    return { phase: 'Failed' as const, seconds: queryTime };
  };
  const run = new AnalysisRun({ plan: { metrics: [metric] }, source, stamps: new Stamps(0), onMeasurement: () => undefined }, analysisStarts * 1000);
  const isWanted = (at: number) => at < promotion && (at < until || asked.length < 2);
  while (run.nextAt !== undefined && isWanted(run.nextAt / 1000)) run.pass(run.nextAt);
  return asked;
}
