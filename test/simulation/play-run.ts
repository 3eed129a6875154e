import { AnalysisRun, type TakenMeasurement } from '../../src/simulation/analysis-run';
import { Stamps } from '../../src/simulation/clock';
import { type MeasuredPhase, type MeasurementSource } from '../../src/simulation/measurement';
import { type MetricPlan } from '../../src/simulation/run-plan';

/** A metric with upstream's defaults, measured every minute; times in seconds. */
export function metric({ interval = 60, initialDelay, ...rest }: Partial<MetricPlan> = {}): MetricPlan {
  return {
    name: 'success-rate',
    failureLimit: 0,
    inconclusiveLimit: 0,
    consecutiveErrorLimit: 4,
    consecutiveSuccessLimit: 0,
    isDryRun: false,
    definition: {},
    ...rest,
    interval: interval * 1000,
    initialDelay: initialDelay === undefined ? undefined : initialDelay * 1000,
  };
}

/** A metric that is measured once. */
export function once(rest: Partial<MetricPlan> = {}): MetricPlan {
  return { ...metric({ count: 1, ...rest }), interval: undefined };
}

/** Phases one after another, the last of them for ever. */
export function inTurn(...phases: MeasuredPhase[]): MeasurementSource {
  let index = 0;
  return () => ({ phase: phases[Math.min(index++, phases.length - 1)] });
}

export interface PlayedRun {
  readonly phase: string;
  readonly message: string;
  /** When the run was over, in seconds; undefined if it is not. */
  readonly endsAt?: number;
  readonly measurements: readonly { readonly metric: string; readonly at: number; readonly phase: string }[];
}

export interface PlayOptions {
  readonly invalid?: string;
  /** When somebody ends it, in seconds. */
  readonly terminateAt?: number;
  readonly until?: number;
  /** Milliseconds since the last whole second at the start. */
  readonly offset?: number;
}

/** Plays one run by itself from second 0 on. */
export function playRun(metrics: readonly MetricPlan[], source: MeasurementSource, options: PlayOptions = {}): PlayedRun {
  const { invalid, terminateAt, until = 100_000, offset = 0 } = options;
  const taken: TakenMeasurement[] = [];
  const onMeasurement = (measurement: TakenMeasurement) => void taken.push(measurement);
  const run = new AnalysisRun({ plan: { metrics, invalid }, source, stamps: new Stamps(offset), onMeasurement }, 0);
  let endsAt: number | undefined;
  let isTerminated = false;
  while (endsAt === undefined) {
    const next = run.nextAt ?? Infinity;
    if (terminateAt !== undefined && !isTerminated && terminateAt * 1000 <= next) {
      isTerminated = true;
      run.terminate(terminateAt * 1000);
      continue;
    }
    if (next > until * 1000) break;
    run.pass(next);
    if (run.isOver) endsAt = next / 1000;
  }
  const measurements = taken.map(({ metric: name, at, phase }) => ({ metric: name, at: at / 1000, phase }));
  return { phase: run.phase, message: run.message, endsAt, measurements };
}
