import { type Duration } from 'cdk8s';
import { type Prometheus } from './prometheus';
import { wholeSeconds } from './seconds';

/**
 * Where and how often the thresholds are measured.
 *
 * What is left out is derived from the steps.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#background-analysis
 */
export interface AnalysisOptions {
  /**
   * The server that answers the queries.
   *
   * @default Prometheus.at('http://prometheus-server.observability.svc.cluster.local')
   */
  readonly prometheus?: Prometheus;

  /**
   * Emit a ClusterAnalysisTemplate rather than an AnalysisTemplate.
   *
   * @default false
   */
  readonly clusterScope?: boolean;

  /**
   * Index into `steps` of the step with which the analysis begins.
   *
   * @default - the step after the first weight above 0
   */
  readonly startingStep?: number;

  /**
   * From the start of the analysis to its first measurement, in whole seconds.
   *
   * @default - pod start-up with minReadySeconds, the query's window and one scrape, after whatever pauses precede the first weight
   */
  readonly initialDelay?: Duration;

  /**
   * From the end of one measurement to the next, in whole seconds.
   *
   * @default - the query's window, or less where the steps leave no time for it
   */
  readonly interval?: Duration;

  /**
   * How many failed measurements are tolerated: one more aborts the release.
   *
   * @default - 3, or fewer where the steps leave no time for them
   */
  readonly failureLimit?: number;
}

/** The numbers that are given, in seconds, checked one by one. */
export function givenNumbers(options: AnalysisOptions, steps: number) {
  const { startingStep, failureLimit, initialDelay, interval } = options;
  if (startingStep !== undefined && !(Number.isInteger(startingStep) && startingStep >= 0 && startingStep < steps)) {
    throw new Error(`'analysis.startingStep' must be an index into 'steps', 0 to ${steps - 1}, got ${startingStep}; beyond the last the analysis never starts: leave it out to begin after the first weight`);
  }
  if (failureLimit !== undefined && !(Number.isInteger(failureLimit) && failureLimit >= 0)) {
    throw new Error(`'analysis.failureLimit' must be an integer of 0 or more, got ${failureLimit}; give the number of failed measurements to tolerate`);
  }
  return {
    startingStep,
    failureLimit,
    initialDelay: initialDelay && wholeSeconds('analysis.initialDelay', initialDelay, 0),
    interval: interval && wholeSeconds('analysis.interval', interval, 1),
  };
}
