import { type Guard } from './guard';
import { type Tried } from './trials';
import { type RolloutModel, type StepModel } from '../rollout-model';
import { type MetricPlan, type RunPlan } from '../run-plan';

/** A release with something else about it, and the same guard in it. */
export interface Changed {
  readonly tried: Tried;
  readonly guard: Guard;
}

/** The same release where a guard measures by other numbers. */
export function withNumbers({ model, served }: Tried, guard: Guard, numbers: Partial<MetricPlan>): Changed {
  const plan = { ...guard.plan, ...numbers };
  const inRun = (run: RunPlan): RunPlan => ({ ...run, metrics: run.metrics.map((each) => (each === guard.plan ? plan : each)) });
  const steps = model.steps.map((step, index): StepModel => (
    index === guard.step && step.analysis?.run ? { ...step, analysis: { run: inRun(step.analysis.run) } } : step));
  const background = model.background && { ...model.background, run: inRun(model.background.run) };
  return { tried: withModel({ model, served }, { ...model, steps, background }, guard.plan, plan), guard: { ...guard, plan } };
}

/** The same release where the analysis beside the steps begins with another one. */
export function withStart({ model, served }: Tried, guard: Guard, startingStep: number): Changed {
  const background = model.background && { ...model.background, startingStep };
  return { tried: withModel({ model, served }, { ...model, background }), guard };
}

/** The same release where a step is a timed pause of so many milliseconds; an index after the last adds one. */
export function withPause({ model, served }: Tried, guard: Guard, index: number, duration: number): Changed {
  const steps = index < model.steps.length
    ? model.steps.map((step, at) => (at === index ? { ...step, pause: { duration } } : step))
    : [...model.steps, { text: 'pause', pause: { duration }, scaleInForce: model.steps.at(-1)?.scaleInForce }];
  return { tried: withModel({ model, served }, { ...model, steps }), guard };
}

/** The same release with one more timed pause of so many milliseconds after a step. */
export function withPauseAfter({ model, served }: Tried, index: number, duration: number): Tried {
  const pause: StepModel = { text: 'pause', pause: { duration }, scaleInForce: model.steps[index]?.scaleInForce };
  const { background } = model;
  const steps = [...model.steps.slice(0, index + 1), pause, ...model.steps.slice(index + 1)];
  const startingStep = background && background.startingStep > index + 1 ? background.startingStep + 1 : background?.startingStep;
  return withModel({ model, served }, { ...model, steps, background: background && { ...background, startingStep: startingStep ?? 0 } });
}

function withModel({ served }: Tried, model: RolloutModel, before?: MetricPlan, now?: MetricPlan): Tried {
  if (!served) return { model };
  const question = before && served.questions.get(before);
  const questions = question && now ? new Map([...served.questions, [now, question]]) : served.questions;
  return { model, served: { ...served, model, questions } };
}
