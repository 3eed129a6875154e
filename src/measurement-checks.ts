import { type GivenNumbers, type MetricNumbers } from './planning/metric-numbers';

/**
 * Checks the numbers of one metric together: what Argo Rollouts refuses when an AnalysisRun begins, and what could never fail.
 *
 * It refuses by ending the run with an error, which aborts every release.
 *
 * @param owner what is measured, as `threshold 'x'`
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/analysis/factory.go ValidateMetric
 */
export function requireMeasurable(owner: string, numbers: MetricNumbers): void {
  const { count, failureLimit, inconclusiveLimit = 0, consecutiveSuccessLimit } = numbers;
  if (failureLimit === -1 && consecutiveSuccessLimit === undefined) {
    throw new Error(`'failureLimit' of ${owner} must be at least 0 without consecutiveSuccessLimit, got -1; nothing could end it but its count: give consecutiveSuccessLimit, or a failureLimit`);
  }
  if (count === undefined) return;
  if (count <= failureLimit) {
    throw new Error(`'count' of ${owner} must be above failureLimit, ${failureLimit}, got ${count}; one more failure than that is a failed analysis, and there could not be so many: raise it, or lower failureLimit`);
  }
  if (count <= inconclusiveLimit) {
    throw new Error(`'count' of ${owner} must be above inconclusiveLimit, ${inconclusiveLimit}, got ${count}; one more than that is inconclusive, and there could not be so many: raise it, or lower inconclusiveLimit`);
  }
  const least = Math.max(failureLimit, 0) + (consecutiveSuccessLimit ?? 0);
  if (count < least) {
    throw new Error(`'count' of ${owner} must be at least failureLimit and consecutiveSuccessLimit together, ${least}, got ${count}; Argo Rollouts would end the analysis with an error: raise it`);
  }
}

/** Refuses what can end well at any time, but never badly: the promotion ends the background analysis as successful. */
export function requireFailing(owner: string, { failureLimit }: MetricNumbers): void {
  if (failureLimit !== -1) return;
  throw new Error(`'failureLimit' of ${owner} must be at least 0 in the background analysis, got -1; whatever it measures, the promotion would end it as successful: use it in a Step.analysis`);
}

/** Refuses a limit on what cannot be. */
export function requireNoInconclusiveLimit(owner: string, { inconclusiveLimit }: GivenNumbers): void {
  if (inconclusiveLimit === undefined) return;
  throw new Error(`'inconclusiveLimit' of ${owner} must go with a failureCondition, got ${inconclusiveLimit} without one; what is measured there is good or bad and never inconclusive: leave it out`);
}
