import { requireTemplateSettings } from './analysis';
import { type AnalysisArg } from './analysis-arg';
import { givenNumbers, type MeasurementOptions, numbersOf, requireOwner } from './measurement-options';
import { requireLabel } from './names';
import { type SharedAnalysis } from './shared-analysis';
import { type Threshold } from './threshold';

/**
 * What a step measures, and how, with one threshold or one shared analysis at least.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#inline-analysis
 */
export interface StepAnalysisOptions extends MeasurementOptions {
  /**
   * What the canary must keep to in this step.
   *
   * @default - none
   */
  readonly thresholds?: Threshold[];

  /**
   * Analyses that several canaries share, each with a finite count.
   *
   * @default - none
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
   * @default - none
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#dry-run-mode
   */
  readonly dryRun?: string[];

  /**
   * How many measurements of each threshold the AnalysisRun shows, 1 or more.
   *
   * @default - 10, by Argo Rollouts
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#measurements-retention
   */
  readonly measurementRetention?: number;
}

/** An analysis of a step, before the canary is known that it belongs to. */
export interface AnalysisDraft extends StepAnalysisOptions {
  readonly name: string;
  /** Whose pods it measures, where those are not the canary's. */
  readonly canaryHash?: string;
}

/** Checks what can be checked without the canary. */
export function requireAnalysisDraft({ name, ...options }: AnalysisDraft): void {
  const owner = `analysis '${name}'`;
  const { thresholds = [], templates = [] } = options;
  requireLabel('analysis name', name);
  if (thresholds.length + templates.length === 0) {
    throw new Error(`${owner} must have thresholds or templates, got neither; Argo Rollouts would never end the step: add Threshold.successRate(0.95)`);
  }
  givenNumbers(numbersOf(owner), options, -1);
  requireOwner(numbersOf(owner), options, thresholds.length);
  requireTemplateSettings(numbersOf(owner), options, thresholds.map(({ _name }) => _name));
}
