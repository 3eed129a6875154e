import { type BackgroundAnalysis, resolveBackground } from './background-analysis';
import { leastTimeOfExperiment } from './experiment-checks';
import { type InlineAnalysis, leastTimeOfAnalysis, resolveInline } from './inline-analysis';
import { type MeasuredTemplate } from './measured-template';
import { type MeasuringContext } from './measuring-context';
import { guaranteedTime } from './planning/analysis-numbers';
import { type TimedStep } from './planning/release-course';
import { firstRepeated } from './repeated';
import { type StepData } from './resources/step';
import { type SharedAnalysis } from './shared-analysis';
import { type SmartCanaryProps } from './smart-canary-props';
import { type Step } from './step';
import { hasCanaryPods } from './steps';
import { type Threshold } from './threshold';

/** An experiment measures pods of its own, and they are new. */
const NEW_PODS = { hasPods: true, settled: 0 };

/** All that a canary is measured by. */
export interface Measuring {
  readonly background?: BackgroundAnalysis;
  /** In the order of the steps. */
  readonly inline: InlineAnalysis[];
  /** The steps with what they measure. */
  readonly steps: StepData[];
  /** Every threshold, wherever it is measured. */
  readonly thresholds: Threshold[];
  /** Every template, the canary's own before those that it shares. */
  readonly templates: MeasuredTemplate[];
  /** What has to be applied before. */
  readonly shared: SharedAnalysis[];
}

/** Checks what is measured, and chooses the numbers that are not given. */
export function resolveMeasuring(props: SmartCanaryProps, context: MeasuringContext): Measuring {
  const drafts = props.steps.flatMap(({ _drafts }) => _drafts);
  requireDistinctNames(drafts.map(({ name }) => name));
  const { inline, steps, timed } = resolveSteps(props.steps, context);
  const background = resolveBackground(props, timed, context);
  const used = new Set([...background?.templates ?? [], ...inline.flatMap(({ templates }) => templates)]);
  const templates = [...used].sort((a, b) => Number(a.shared) - Number(b.shared));
  return {
    background,
    inline,
    steps,
    thresholds: templates.flatMap(({ measured }) => measured.map(({ threshold }) => threshold)),
    templates,
    shared: [...new Set([props.analysis ?? {}, ...drafts].flatMap((analysis) => analysis.templates ?? []))],
  };
}

/** Each step is planned with what is known of those before it. */
function resolveSteps(given: Step[], context: MeasuringContext) {
  const inline: InlineAnalysis[] = [];
  const steps: StepData[] = [];
  const timed: TimedStep[] = [];
  given.forEach(({ _data, _drafts }, index) => {
    const place = () => _data.experiment
      ? { index, ...NEW_PODS }
      : { index, hasPods: hasCanaryPods(steps), settled: guaranteedTime(timed.slice(lastChangeOf(steps) + 1)) };
    const analyses = _drafts.map((draft) => resolveInline(draft, place(), context));
    inline.push(...analyses);
    steps.push(withAnalyses(_data, analyses));
    const { weight, pause, canaryScale } = _data;
    timed.push({ weight, pause, canaryScale, leastSeconds: leastTimeOfStep(_data, analyses) });
  });
  return { inline, steps, timed };
}

function withAnalyses(step: StepData, resolved: InlineAnalysis[]): StepData {
  const { analysis, experiment } = step;
  if (analysis) return { analysis: { name: analysis.name, templates: resolved[0].templates, args: resolved[0].args } };
  if (!experiment) return step;
  const analyses = experiment.analyses.map((each, index) => ({ ...each, template: resolved[index].templates[0], args: resolved[index].args }));
  return { experiment: { ...experiment, analyses } };
}

function leastTimeOfStep({ analysis, experiment }: StepData, resolved: InlineAnalysis[]): number | undefined {
  if (analysis) return leastTimeOfAnalysis(resolved[0]);
  return experiment && leastTimeOfExperiment(experiment, resolved);
}

/** The last step after which the canary has other requests, or other pods. */
function lastChangeOf(steps: StepData[]): number {
  return steps.findLastIndex(({ pause, analysis, experiment, plugin }) => !pause && !analysis && !experiment && !plugin);
}

function requireDistinctNames(names: string[]): void {
  const twice = firstRepeated(names);
  if (twice !== undefined) throw new Error(`'steps' must hold analyses of distinct names, got '${twice}' twice; each has a template of that name: call one of them '${twice}-2'`);
}
