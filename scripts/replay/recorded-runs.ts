import { type Transition } from './recorded-events';
import { type RecordedEntry } from './recording';
import { type MeasuredPhase } from '../../src/simulation/measurement';

interface RecordedMetric {
  readonly name: string;
  readonly count?: number;
  readonly error?: number;
  readonly measurements?: readonly { readonly phase: MeasuredPhase; readonly value?: string }[];
}

/** A measurement of a run, by the order in which runs were created. */
export interface RecordedMeasurement {
  readonly at: number;
  readonly run: number;
  readonly metric: string;
  readonly phase: MeasuredPhase;
  readonly value?: string;
}

export function recordedMeasurements(trace: readonly RecordedEntry[]): RecordedMeasurement[] {
  const runs: string[] = [];
  const taken = new Map<string, number>();
  return trace.flatMap((entry) => {
    if (entry.kind !== 'AnalysisRun') return [];
    const run = numberOf(runs, entry.name);
    const metrics = (entry.changed?.metrics ?? []) as readonly RecordedMetric[];
    return metrics.flatMap(({ name, count = 0, error = 0, measurements = [] }) => {
      const fresh = count + error - (taken.get(`${run}/${name}`) ?? 0);
      taken.set(`${run}/${name}`, count + error);
      return fresh > 0 ? measurements.slice(-fresh).map(({ phase, value }) => ({ at: entry.t / 1000, run, metric: name, phase, value })) : [];
    });
  });
}

/** What the runs went through; a run that is created has no phase yet. */
export function recordedRuns(trace: readonly RecordedEntry[]): Transition[] {
  const runs: string[] = [];
  const phases = trace.flatMap(({ t, kind, name, changed }) => {
    if (kind !== 'AnalysisRun' || !changed?.phase) return [];
    return [{ at: t / 1000, stream: `run ${numberOf(runs, name)}`, what: changed.phase as string }];
  });
  const measured = recordedMeasurements(trace).map(({ at, run, metric, phase, value }) => ({ at, stream: `run ${run} ${metric}`, what: `measured ${phase}`, value }));
  return [...phases, ...measured];
}

function numberOf(runs: string[], name: string): number {
  if (!runs.includes(name)) runs.push(name);
  return runs.indexOf(name);
}
