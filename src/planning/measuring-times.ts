import { type ChosenNumbers } from './candidates';
import { type Course } from './release-course';
import { AnalysisRun } from '../simulation/analysis-run';
import { Stamps } from '../simulation/clock';

/** More measurements are not played; releases that take so long are not proven either. */
const MOST = 20_000;

/** When a metric is asked for in a release, in seconds since that began, for as long as nothing stops either. */
export function measuringTimes({ analysisStarts, promotion, queryTime }: Course, { initialDelay, interval }: Omit<ChosenNumbers, 'failureLimit'>, count?: number): number[] {
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
  while (run.nextAt !== undefined && run.nextAt < promotion * 1000 && asked.length < MOST) run.pass(run.nextAt);
  return asked;
}
