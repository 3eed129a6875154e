import { lookbackOf, type MetricNumbers, type MetricQuestion, windowOf } from './metric-numbers';

/** What is known before an analysis that is a step is planned; times in seconds. */
export interface InlineQuestion extends MetricQuestion {
  readonly scrapeInterval: number;
  /** The time that has passed at least since requests of another kind, or to other pods, began. */
  readonly settled: number;
}

/**
 * Chooses the numbers that the user has left out, so that a canary that always fails does fail the step, and a good one passes.
 *
 * One measurement is enough for that, and no failure is tolerated. Where some are, or several good ones in a row are wanted,
 * there are as many measurements as it takes to reach a verdict in any case: with neither in reach Argo Rollouts calls the result inconclusive.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/analysis/analysis.go assessMetricStatus
 */
export function planInline({ scrapeInterval, settled, sinceBirth, ...given }: InlineQuestion): MetricNumbers {
  const fresh = lookbackOf(scrapeInterval, { sinceBirth }) + scrapeInterval;
  const { failureLimit = 0, consecutiveSuccessLimit = 1 } = given;
  const count = given.count ?? (failureLimit + 1) * consecutiveSuccessLimit;
  return {
    ...given,
    failureLimit,
    count,
    interval: given.interval ?? (count > 1 ? windowOf(scrapeInterval) : undefined),
    initialDelay: given.initialDelay ?? (settled < fresh ? fresh : 0),
  };
}
