import { type Duration } from 'cdk8s';
import { requireInteger } from './integers';
import { type Prometheus } from './prometheus';
import { firstRepeated } from './repeated';
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

  /**
   * How many queries in a row may end in an error: one more aborts the release.
   *
   * After an error the query is made again 10 s later, whatever the interval is. An answer without data is no error but a failure.
   *
   * @default - 4, by Argo Rollouts
   * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/analysis/analysis.go DefaultErrorRetryInterval
   */
  readonly consecutiveErrorLimit?: number;

  /**
   * Names of thresholds that are measured and never abort.
   *
   * That is for a new threshold, to see for a few releases what it would have done.
   *
   * @default - none
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#dry-run-mode
   */
  readonly dryRun?: string[];

  /**
   * How many measurements of each threshold the AnalysisRun shows, 1 or more.
   *
   * Older ones are forgotten there, but still count.
   *
   * @default - 10, by Argo Rollouts
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#measurements-retention
   */
  readonly measurementRetention?: number;
}

/** What the template says besides the numbers of the plan. */
export interface TemplateSettings {
  readonly consecutiveErrorLimit?: number;
  readonly dryRun: string[];
  readonly measurementRetention?: number;
}

/** Checks the settings of the template, alone and with the names of the thresholds. */
export function templateSettings(options: AnalysisOptions, thresholds: string[]): TemplateSettings {
  const { consecutiveErrorLimit, dryRun = [], measurementRetention } = options;
  requireInteger('analysis.consecutiveErrorLimit', consecutiveErrorLimit, 0, 'give the number of errors in a row to tolerate');
  requireInteger('analysis.measurementRetention', measurementRetention, 1, 'leave it out for 10');
  requireDryRun(dryRun, thresholds);
  return { consecutiveErrorLimit, dryRun, measurementRetention };
}

/** The numbers that are given, in seconds, checked one by one. */
export function givenNumbers(options: AnalysisOptions, steps: number) {
  const { startingStep, failureLimit, initialDelay, interval } = options;
  if (startingStep !== undefined && !(Number.isInteger(startingStep) && startingStep >= 0 && startingStep < steps)) {
    throw new Error(`'analysis.startingStep' must be an index into 'steps', 0 to ${steps - 1}, got ${startingStep}; beyond the last the analysis never starts: leave it out to begin after the first weight`);
  }
  requireInteger('analysis.failureLimit', failureLimit, 0, 'give the number of failed measurements to tolerate');
  return {
    startingStep,
    failureLimit,
    initialDelay: initialDelay && wholeSeconds('analysis.initialDelay', initialDelay, 0),
    interval: interval && wholeSeconds('analysis.interval', interval, 1),
  };
}

/** Argo Rollouts ends the analysis with an error where a rule matches nothing, or is there twice. */
function requireDryRun(dryRun: string[], thresholds: string[]): void {
  const unknown = dryRun.find((name) => !thresholds.includes(name));
  if (unknown !== undefined) {
    throw new Error(`'analysis.dryRun' must hold names of thresholds (${thresholds.join(', ') || 'there are none'}), got '${unknown}'; give one of those names, or leave it out`);
  }
  const twice = firstRepeated(dryRun);
  if (twice !== undefined) throw new Error(`'analysis.dryRun' must hold each name once, got '${twice}' twice; leave one of them out`);
}
