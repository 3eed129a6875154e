import { type Duration } from 'cdk8s';
import { type AnalysisArg } from './analysis-arg';
import { type ExperimentTemplate } from './experiment-template';
import { type MeasurementOptions } from './measurement-options';
import { firstRepeated } from './repeated';
import { type ExperimentData, type ExperimentTemplateData } from './resources/experiment';
import { wholeSeconds } from './seconds';
import { type SharedAnalysis } from './shared-analysis';
import { type AnalysisDraft, requireAnalysisDraft } from './step-analysis';
import { type Threshold } from './threshold';

/**
 * What is measured in an experiment, with either `thresholds` or `template`.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/experiment/
 */
export interface ExperimentAnalysis extends MeasurementOptions {
  /**
   * Name of the analysis, its own among all analyses of the steps.
   *
   * A DNS label: its template is called by the service and it.
   */
  readonly name: string;

  /** Name of the experiment's template whose pods are measured: `{{args.canary-hash}}` is theirs. */
  readonly measures: string;

  /**
   * What the pods must keep to.
   *
   * @default - those of the template
   */
  readonly thresholds?: Threshold[];

  /**
   * An analysis that several canaries share, with a finite count.
   *
   * @default - the thresholds
   */
  readonly template?: SharedAnalysis;

  /**
   * What the shared analysis leaves open.
   *
   * @default - its own values
   */
  readonly args?: { [name: string]: AnalysisArg };

  /**
   * Names of thresholds that are measured and never abort.
   *
   * @default - none
   */
  readonly dryRun?: string[];

  /**
   * How many measurements of each threshold the AnalysisRun shows, 1 or more.
   *
   * @default - 10, by Argo Rollouts
   */
  readonly measurementRetention?: number;

  /**
   * Whether the experiment is over as soon as this analysis, and all others like it, is successful.
   *
   * @default false
   */
  readonly requiredForCompletion?: boolean;
}

/** Options of `Step.experiment`. */
export interface StepExperimentOptions {
  /** The pods that are run, one kind or more. */
  readonly templates: ExperimentTemplate[];

  /**
   * How long they run once all are available, in whole seconds.
   *
   * @default - until the analyses that are required for completion are successful
   */
  readonly duration?: Duration;

  /**
   * What is measured: a failure aborts the release.
   *
   * @default - nothing but that the pods start and stay available
   */
  readonly analyses?: ExperimentAnalysis[];

  /**
   * How long the pods are kept afterwards, in whole seconds.
   *
   * @default - 30 seconds, by Argo Rollouts
   */
  readonly scaleDownDelay?: Duration;
}

/** Checks an experiment, and gives what it says and what it measures. */
export function experimentOf(options: StepExperimentOptions): { data: ExperimentData; drafts: AnalysisDraft[] } {
  const { templates, duration, analyses = [], scaleDownDelay } = options;
  const pods = templates.map(({ _data }) => _data);
  requireTemplates(pods);
  if (!duration && !analyses.some(({ requiredForCompletion }) => requiredForCompletion)) {
    throw new Error('an experiment must have a duration or an analysis that is requiredForCompletion, got neither; it would never end: give duration: Duration.minutes(10)');
  }
  const data = {
    templates: pods,
    durationSeconds: duration && wholeSeconds('duration', duration, 1),
    analyses: analyses.map(({ name, requiredForCompletion = false }) => ({ name, args: [], requiredForCompletion })),
    scaleDownDelaySeconds: scaleDownDelay && wholeSeconds('scaleDownDelay', scaleDownDelay, 0),
  };
  return { data, drafts: analyses.map((analysis) => draftOf(analysis, pods)) };
}

function requireTemplates(templates: ExperimentTemplateData[]): void {
  if (templates.length === 0) throw new Error('\'templates\' of an experiment must not be empty, got []; add ExperimentTemplate.canary(\'candidate\')');
  for (const field of ['name', 'service'] as const) {
    const twice = firstRepeated(templates.flatMap((template) => template[field] ?? []));
    if (twice !== undefined) throw new Error(`'templates' of an experiment must have distinct ${field}s, got '${twice}' twice; give one of them another`);
  }
}

function draftOf(analysis: ExperimentAnalysis, templates: ExperimentTemplateData[]): AnalysisDraft {
  const { name, measures, template, thresholds = [], requiredForCompletion, ...options } = analysis;
  const measured = templates.find((pods) => pods.name === measures);
  if (!measured) {
    throw new Error(`'measures' of analysis '${name}' must name a template of the experiment (${templates.map((pods) => pods.name).join(', ')}), got '${measures}'; give one of those names`);
  }
  if (template && thresholds.length > 0) {
    throw new Error(`analysis '${name}' must have thresholds or a template, got both; an analysis of an experiment has one template: make two analyses of it`);
  }
  const draft = { ...options, name, thresholds, templates: template ? [template] : [], canaryHash: `{{templates.${measures}.podTemplateHash}}` };
  requireAnalysisDraft(draft);
  requireNoPodNames(draft);
  requireRequests(draft, measured);
  return draft;
}

/** Only the Rollout's own pods are called after it and the hash. */
function requireNoPodNames(draft: AnalysisDraft): void {
  const named = thresholdsOf(draft).find(({ _podScoped }) => _podScoped);
  if (!named) return;
  throw new Error(
    `analysis '${draft.name}' must not measure an experiment by threshold '${named._name}', got it; it finds pods by the Rollout's name, and an experiment's have names of their own: `
    + 'use Threshold.query',
  );
}

/** Requests reach the pods by a weight or by a Service of their own; no data is a failure. */
function requireRequests(draft: AnalysisDraft, measured: ExperimentTemplateData): void {
  if (measured.weight !== undefined || measured.service !== undefined) return;
  const scoped = thresholdsOf(draft).find(({ _scoped }) => _scoped);
  if (!scoped) return;
  throw new Error(
    `analysis '${draft.name}' must measure a template with a weight or a service, got '${measured.name}' with neither for threshold '${scoped._name}'; `
    + 'no request reaches its pods, and no data is a failure: give it a weight',
  );
}

/** All that an analysis measures, by itself or by what it shares. */
function thresholdsOf({ thresholds = [], templates = [] }: AnalysisDraft): Threshold[] {
  return [...thresholds, ...templates.flatMap(({ _facts }) => _facts.template.measured.map(({ threshold }) => threshold))];
}
