import { isCompleted, type Measured, type RunPhase } from './measurement';
import { type MetricPlan } from './run-plan';

/** What an AnalysisRun counts of a metric. */
export interface MetricResult {
  readonly plan: MetricPlan;
  phase: RunPhase;
  /** Measurements without errors. */
  count: number;
  failed: number;
  inconclusive: number;
  consecutiveErrors: number;
  consecutiveSuccesses: number;
  last?: LastMeasurement;
}

interface LastMeasurement extends Measured {
  /** When it was finished by its stamp, in milliseconds. */
  readonly stamped: number;
  /** When it was really finished. */
  readonly finished: number;
}

export interface Limit {
  readonly phase: 'Failed' | 'Inconclusive' | 'Error';
  readonly message: string;
}

export function newResult(plan: MetricPlan): MetricResult {
  return { plan, phase: 'Running', count: 0, failed: 0, inconclusive: 0, consecutiveErrors: 0, consecutiveSuccesses: 0 };
}

/** An error does not count as a measurement, and ends a row of successes; anything else ends a row of errors. */
export function countMeasurement(result: MetricResult, measured: LastMeasurement): void {
  const { phase } = measured;
  result.last = measured;
  result.consecutiveSuccesses = phase === 'Successful' ? result.consecutiveSuccesses + 1 : 0;
  result.consecutiveErrors = phase === 'Error' ? result.consecutiveErrors + 1 : 0;
  if (phase !== 'Error') result.count++;
  if (phase === 'Failed') result.failed++;
  if (phase === 'Inconclusive') result.inconclusive++;
}

/**
 * The limit that a metric has gone over; of several, the one that the controller looks at last.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/analysis/analysis.go
 */
export function exceededLimit({ plan, failed, inconclusive, consecutiveErrors }: MetricResult): Limit | undefined {
  if (consecutiveErrors > plan.consecutiveErrorLimit) {
    return { phase: 'Error', message: `consecutiveErrors (${consecutiveErrors}) > consecutiveErrorLimit (${plan.consecutiveErrorLimit})` };
  }
  if (inconclusive > plan.inconclusiveLimit) {
    return { phase: 'Inconclusive', message: `inconclusive (${inconclusive}) > inconclusiveLimit (${plan.inconclusiveLimit})` };
  }
  if (plan.failureLimit >= 0 && failed > plan.failureLimit) {
    return { phase: 'Failed', message: `failed (${failed}) > failureLimit (${plan.failureLimit})` };
  }
  return undefined;
}

/** The state of a metric after its last measurement; whoever ends a run ends what is within its limits well. */
export function assessMetric(result: MetricResult, isTerminating: boolean): RunPhase {
  if (isCompleted(result.phase)) return result.phase;
  const limit = exceededLimit(result);
  if (limit) return limit.phase;
  const { consecutiveSuccessLimit: wanted } = result.plan;
  if (wanted > 0 && result.consecutiveSuccesses >= wanted) return 'Successful';
  if (isCountReached(result)) return phaseAtCount(result.plan);
  return isTerminating ? 'Successful' : 'Running';
}

export function isCountReached({ plan, count }: MetricResult): boolean {
  return plan.count !== undefined && count >= plan.count;
}

function phaseAtCount({ failureLimit, consecutiveSuccessLimit }: MetricPlan): RunPhase {
  if (consecutiveSuccessLimit === 0) return 'Successful';
  return failureLimit >= 0 ? 'Inconclusive' : 'Failed';
}
