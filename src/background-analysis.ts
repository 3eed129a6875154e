import { requireStartingStep, requireTemplateSettings } from './analysis';
import { rolloutArguments } from './analysis-arguments';
import { everyMeasured, type MeasuredTemplate, measureTemplate, type PlacedThreshold } from './measured-template';
import { requireFailing, requireMeasurable, requireNoInconclusiveLimit } from './measurement-checks';
import { givenNumbers, requireOwner } from './measurement-options';
import { type MeasuringContext } from './measuring-context';
import { type AnalysisNumbers, type AnalysisPlan, planAnalysis, startingStepOf } from './planning/analysis-numbers';
import { type ChosenNumbers } from './planning/candidates';
import { type GivenNumbers, mergeGiven, type MetricNumbers, type MetricQuestion } from './planning/metric-numbers';
import { type TimedStep } from './planning/release-course';
import { type ArgumentData } from './resources/analysis-reference';
import { requireFittingShared } from './shared-analysis-fit';
import { type SmartCanaryProps } from './smart-canary-props';
import { type Threshold } from './threshold';
import { requireDistinctMetrics, requireOwnThresholds } from './threshold-checks';

/** One threshold of the background analysis, and whether it is in time. */
export interface WatchedThreshold extends PlacedThreshold {
  readonly plan: AnalysisNumbers;
}

/** The analysis that goes on beside the steps. */
export interface BackgroundAnalysis {
  /** The canary's own template, where it has thresholds. */
  readonly own?: MeasuredTemplate;
  /** Its own, and those that it shares with others. */
  readonly templates: MeasuredTemplate[];
  readonly startingStep: number;
  readonly args: ArgumentData[];
  /** Chooses the numbers of a threshold that are not given. */
  readonly plan: AnalysisPlan;
}

/** Checks what is measured beside the steps, and chooses the numbers that are not given. */
export function resolveBackground(props: SmartCanaryProps, steps: TimedStep[], context: MeasuringContext): BackgroundAnalysis | undefined {
  const { thresholds, analysis = {} } = props;
  const user = `canary '${context.service}'`;
  requireStartingStep(analysis.startingStep, steps.length);
  requireTemplateSettings(named, analysis, thresholds.map(({ _name }) => _name));
  requireOwnThresholds(thresholds, context.hashLabel);
  if (analysis.templates?.length) requireOwner(named, analysis, thresholds.length);
  const question = { steps, pods: context.pods, scrapeInterval: context.scrapeInterval, startingStep: analysis.startingStep };
  const plan = planAnalysis(question);
  const own = ownTemplate(props, context, plan);
  const shared = requireFittingShared(user, analysis.templates ?? [], context);
  const templates = [...own ? [own] : [], ...shared];
  const args = rolloutArguments({ user, templates, args: analysis.args });
  if (templates.length === 0) return undefined;
  requireDistinctMetrics(user, templates);
  return { own, templates, startingStep: startingStepOf(question), args, plan };
}

/** Every threshold that is measured beside the steps, with what its numbers come to. */
export function watchedBy({ templates, plan }: BackgroundAnalysis): WatchedThreshold[] {
  return everyMeasured(templates).map((placed) => ({ ...placed, plan: plan(placed.numbers) }));
}

/** The numbers of a threshold that is measured until the promotion. */
export function watchedNumbers(
  threshold: Threshold, all: GivenNumbers, plan: (given: MetricQuestion) => ChosenNumbers, owner = `threshold '${threshold._name}'`,
): MetricNumbers {
  const merged = mergeGiven(threshold._given, threshold._canBeInconclusive ? all : { ...all, inconclusiveLimit: undefined });
  const { initialDelay, interval, failureLimit } = plan({ sinceBirth: threshold._sinceBirth, tolerance: threshold._tolerance, ...merged });
  const numbers = { ...merged, initialDelay, interval, failureLimit };
  requireFailing(owner, numbers);
  requireMeasurable(owner, numbers);
  return numbers;
}

function ownTemplate({ thresholds, analysis = {} }: SmartCanaryProps, context: MeasuringContext, plan: (given: MetricQuestion) => ChosenNumbers) {
  const { service, namespace, clusterScope, prometheus, scope } = context;
  const given = givenNumbers(named, analysis, 0);
  if (thresholds.length === 0) return undefined;
  // A limit for all holds for those that can be inconclusive, and there has to be one.
  if (!thresholds.some(({ _canBeInconclusive }) => _canBeInconclusive)) requireNoInconclusiveLimit('the analysis', given);
  return measureTemplate({
    name: clusterScope && namespace ? `${namespace}-${service}` : service,
    clusterScope,
    shared: false,
    prometheus,
    measured: thresholds.map((threshold) => ({
      threshold,
      numbers: watchedNumbers(threshold, given, plan),
      dryRun: analysis.dryRun?.includes(threshold._name) ?? false,
    })),
    measurementRetention: analysis.measurementRetention,
    scope,
  });
}

/** How a message calls an option of the analysis. */
function named(option: string): string {
  return `analysis.${option}`;
}
