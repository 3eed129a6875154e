import { type AnalysisArg } from './analysis-arg';
import { requireInteger } from './integers';
import { type MeasurementOptions } from './measurement-options';
import { type Prometheus } from './prometheus';
import { firstRepeated } from './repeated';
import { type SharedAnalysis } from './shared-analysis';

/**
 * Where and how often the thresholds are measured, beside the steps.
 *
 * What is left out is derived from the steps.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#background-analysis
 */
export interface AnalysisOptions extends MeasurementOptions {
  /**
   * The server that answers the queries, those of the steps as well.
   *
   * @default Prometheus.at('http://prometheus-server.observability.svc.cluster.local')
   */
  readonly prometheus?: Prometheus;

  /**
   * Emit ClusterAnalysisTemplates rather than AnalysisTemplates.
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
   * Analyses that several canaries share, beside the canary's own thresholds.
   *
   * @default - none
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#analysis-with-multiple-templates
   */
  readonly templates?: SharedAnalysis[];

  /**
   * What the shared analyses leave open.
   *
   * @default - their own values
   */
  readonly args?: { [name: string]: AnalysisArg };

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

/** What a template says besides its metrics. */
interface TemplateSettings {
  readonly dryRun?: string[];
  readonly measurementRetention?: number;
}

/** Checks the settings of a template, alone and with the names of its thresholds. */
export function requireTemplateSettings(named: (setting: string) => string, settings: TemplateSettings, thresholds: string[]): void {
  const { dryRun = [], measurementRetention } = settings;
  requireInteger(named('measurementRetention'), measurementRetention, 1, 'leave it out for 10');
  requireDryRun(named('dryRun'), dryRun, thresholds);
}

/** Checks the step with which the analysis is to begin. */
export function requireStartingStep(startingStep: number | undefined, steps: number): void {
  if (startingStep === undefined || Number.isInteger(startingStep) && startingStep >= 0 && startingStep < steps) return;
  throw new Error(`'analysis.startingStep' must be an index into 'steps', 0 to ${steps - 1}, got ${startingStep}; beyond the last the analysis never starts: leave it out to begin after the first weight`);
}

/** Argo Rollouts ends the analysis with an error where a rule matches nothing, or is there twice. */
function requireDryRun(property: string, dryRun: string[], thresholds: string[]): void {
  const unknown = dryRun.find((name) => !thresholds.includes(name));
  if (unknown !== undefined) {
    throw new Error(`'${property}' must hold names of thresholds (${thresholds.join(', ') || 'there are none'}), got '${unknown}'; give one of those names, or leave it out`);
  }
  const twice = firstRepeated(dryRun);
  if (twice !== undefined) throw new Error(`'${property}' must hold each name once, got '${twice}' twice; leave one of them out`);
}
