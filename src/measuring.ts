import { type BackgroundAnalysis, resolveBackground } from './background-analysis';
import { type MeasuredTemplate } from './measured-template';
import { type MeasuringContext } from './measuring-context';
import { type StepData } from './resources/step';
import { type SharedAnalysis } from './shared-analysis';
import { type SmartCanaryProps } from './smart-canary-props';
import { type Threshold } from './threshold';

/** All that a canary is measured by. */
export interface Measuring {
  readonly background?: BackgroundAnalysis;
  /** Every threshold, wherever it is measured. */
  readonly thresholds: Threshold[];
  /** Every template, the canary's own before those that it shares. */
  readonly templates: MeasuredTemplate[];
  /** What has to be applied before. */
  readonly shared: SharedAnalysis[];
}

/** Checks what is measured, and chooses the numbers that are not given. */
export function resolveMeasuring(props: SmartCanaryProps, steps: StepData[], context: MeasuringContext): Measuring {
  const background = resolveBackground(props, steps, context);
  const templates = [...new Set(background?.templates ?? [])].sort((a, b) => Number(a.shared) - Number(b.shared));
  const shared = props.analysis?.templates ?? [];
  return { background, templates, shared, thresholds: templates.flatMap(({ measured }) => measured.map(({ threshold }) => threshold)) };
}
