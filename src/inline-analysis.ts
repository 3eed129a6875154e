import { rolloutArguments } from './analysis-arguments';
import { describeTemplate, type MeasuredTemplate, measureTemplate } from './measured-template';
import { requireMeasurable, requireNoInconclusiveLimit } from './measurement-checks';
import { givenNumbers, numbersOf } from './measurement-options';
import { type MeasuringContext } from './measuring-context';
import { planInline } from './planning/inline-numbers';
import { type GivenNumbers, leastTimeOf, mergeGiven, type MetricNumbers, type MetricQuestion } from './planning/metric-numbers';
import { type ArgumentData } from './resources/analysis-reference';
import { requireFittingShared } from './shared-analysis-fit';
import { type AnalysisDraft } from './step-analysis';
import { type Threshold } from './threshold';
import { requireDistinctMetrics, requireOwnThresholds } from './threshold-checks';

/** An analysis that a step waits for. */
export interface InlineAnalysis {
  readonly name: string;
  /** Of the step. */
  readonly index: number;
  /** Its own template, where it has thresholds. */
  readonly own?: MeasuredTemplate;
  readonly templates: MeasuredTemplate[];
  readonly args: ArgumentData[];
}

/** Where an analysis stands among the steps. */
export interface InlinePlace {
  readonly index: number;
  /** Whether the canary has pods by then. */
  readonly hasPods: boolean;
  /** The time that has passed at least since requests of another kind, or to other pods, began, in seconds. */
  readonly settled: number;
}

const LONGEST_NAME = 63;

/** Checks what a step measures, and chooses the numbers that are not given. */
export function resolveInline(draft: AnalysisDraft, place: InlinePlace, context: MeasuringContext): InlineAnalysis {
  const { name, thresholds = [], canaryHash } = draft;
  const user = `analysis '${name}' of canary '${context.service}'`;
  requireShortName(name, context.service);
  requireOwnThresholds(thresholds, context.hashLabel);
  const own = thresholds.length > 0 ? ownTemplate(draft, thresholds, place, context) : undefined;
  const shared = requireFittingShared(user, draft.templates ?? [], context);
  shared.forEach((template) => requireEnd(user, template));
  const templates = [...own ? [own] : [], ...shared];
  requireDistinctMetrics(user, templates);
  requirePods(user, templates, place);
  return { name, index: place.index, own, templates, args: rolloutArguments({ user, templates, args: draft.args, canaryHash }) };
}

/**
 * The least time that it takes where it succeeds, in seconds: the run is over with the last of its metrics.
 *
 * One in a dry run may be over sooner by failing, and the release goes on. Any other that fails aborts it, and an inconclusive one is measured anew.
 */
export function leastTimeOfAnalysis({ templates }: InlineAnalysis): number {
  const effective = templates.flatMap(({ measured }) => measured).filter(({ dryRun }) => !dryRun);
  return Math.max(0, ...effective.map(({ numbers }) => leastTimeOf(numbers)));
}

function ownTemplate(draft: AnalysisDraft, thresholds: Threshold[], { settled }: InlinePlace, context: MeasuringContext): MeasuredTemplate {
  const { service, namespace, clusterScope, scrapeInterval, prometheus, scope } = context;
  const owner = `analysis '${draft.name}'`;
  const all = givenNumbers(numbersOf(owner), draft, -1);
  if (!thresholds.some(({ _canBeInconclusive }) => _canBeInconclusive)) requireNoInconclusiveLimit(owner, all);
  return measureTemplate({
    name: clusterScope && namespace ? `${namespace}-${service}-${draft.name}` : `${service}-${draft.name}`,
    clusterScope,
    shared: false,
    prometheus,
    measured: thresholds.map((threshold) => ({
      threshold,
      numbers: inlineNumbers(threshold, all, owner, (given) => planInline({ ...given, scrapeInterval, settled })),
      dryRun: draft.dryRun?.includes(threshold._name) ?? false,
    })),
    measurementRetention: draft.measurementRetention,
    scope,
  });
}

function inlineNumbers(threshold: Threshold, all: GivenNumbers, analysis: string, plan: (given: MetricQuestion) => MetricNumbers): MetricNumbers {
  const owner = `threshold '${threshold._name}' of ${analysis}`;
  const given = mergeGiven(threshold._given, threshold._canBeInconclusive ? all : { ...all, inconclusiveLimit: undefined });
  const { interval, count, failureLimit, consecutiveSuccessLimit } = given;
  if (interval !== undefined && count === undefined && failureLimit === undefined && consecutiveSuccessLimit === undefined) {
    throw new Error(`'interval' of ${owner} must go with a count, got ${interval} s alone; a single measurement has no next: give count, or failureLimit`);
  }
  if (failureLimit === -1 && consecutiveSuccessLimit !== undefined && count === undefined) {
    throw new Error(`'count' of ${owner} must be given where failureLimit is -1, got nothing; it says when to give up: give one above consecutiveSuccessLimit`);
  }
  const numbers = plan({ ...given, sinceBirth: threshold._sinceBirth });
  requireMeasurable(owner, numbers);
  return numbers;
}

/** The controller takes the names of objects from it, and labels. */
function requireShortName(name: string, service: string): void {
  const length = service.length + 1 + name.length;
  if (length <= LONGEST_NAME) return;
  throw new Error(`'analysis name' must have at most ${LONGEST_NAME - 1 - service.length} characters, got ${name.length} in '${name}'; its template is called '${service}-${name}', which must fit into ${LONGEST_NAME}: shorten it`);
}

/** @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/pkg/apis/rollouts/validation/validation_references.go ValidateAnalysisMetrics */
function requireEnd(user: string, template: MeasuredTemplate): void {
  const endless = template.measured.find(({ numbers }) => numbers.count === undefined);
  if (!endless) return;
  throw new Error(
    `${describeTemplate(template)} must have a count for threshold '${endless.threshold._name}' to be used in ${user}, got none; Argo Rollouts refuses a step without an end: `
    + 'give it a count there, or make one for steps',
  );
}

function requirePods(user: string, templates: MeasuredTemplate[], { index, hasPods }: InlinePlace): void {
  if (hasPods) return;
  const scoped = templates.flatMap(({ measured }) => measured).find(({ threshold }) => threshold._scoped || threshold._podScoped);
  if (!scoped) return;
  throw new Error(
    `'steps[${index}]' must come after a weight above 0 or a canaryScale, got ${user} with threshold '${scoped.threshold._name}'; `
    + 'there is no canary pod to measure yet, and no data is a failure: begin with Step.weight(10)',
  );
}
