import { type MetricPlan } from './run-plan';

/** What one measurement came to. */
export type MeasuredPhase = 'Successful' | 'Failed' | 'Inconclusive' | 'Error';

/** The state of a metric, or of a whole run; empty until the run was looked at for the first time. */
export type RunPhase = '' | 'Pending' | 'Running' | MeasuredPhase;

/** An answer, and what the conditions make of it. */
export interface Measured {
  readonly phase: MeasuredPhase;
  /** The value as the controller would write it down. */
  readonly value?: string;
  readonly message?: string;
  /** How long the query takes, in seconds. @default 0 */
  readonly seconds?: number;
}

/** Measures a metric at a time, in seconds since the simulation began: from a recording, a script, or a simulated world. */
export type MeasurementSource = (metric: MetricPlan, at: number) => Measured;

const ORDER: readonly RunPhase[] = ['Successful', 'Running', 'Pending', 'Inconclusive', 'Error', 'Failed'];

/** @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/analysis/helpers.go */
export function isWorse(phase: RunPhase, than: RunPhase): boolean {
  return ORDER.indexOf(phase) > ORDER.indexOf(than);
}

export function isCompleted(phase: RunPhase): phase is MeasuredPhase {
  return phase === 'Successful' || phase === 'Failed' || phase === 'Inconclusive' || phase === 'Error';
}
