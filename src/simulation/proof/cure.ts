import { type Changed, withNumbers, withStart } from './change';
import { type Guard } from './guard';
import { type Trials } from './trials';
import { type Timeline } from '../timeline';

/** What gives a release time until there is something to measure; seconds, or the step with which the analysis begins. */
export type Cure = { readonly kind: 'initialDelay'; readonly seconds: number } | { readonly kind: 'startingStep'; readonly step: number };

/** Delays that people write, in seconds. */
const DELAYS = [30, 60, 90, 120, 180, 300, 600];

/** Tries whether the metric that aborts a healthy release would be good if it was measured later. */
export function cureFor(aborted: Timeline, guards: readonly Guard[], trials: Trials): Cure | undefined {
  const bad = aborted.measurements.findLast(({ phase }) => phase !== 'Successful')?.metric;
  const guard = guards.find(({ plan }) => plan.name === bad);
  if (!guard) return undefined;
  const { tried } = trials;
  const helps = ({ tried: changed }: Changed) => trials.play({}, changed).outcome === 'promoted';
  const now = (guard.plan.initialDelay ?? 0) / 1000;
  const seconds = DELAYS.find((delay) => delay > now && helps(withNumbers(tried, guard, { initialDelay: delay * 1000 })));
  if (seconds !== undefined) return { kind: 'initialDelay', seconds };
  const { background, steps } = tried.model;
  const later = background && guard.step === undefined ? steps.flatMap((_, step) => (step > background.startingStep ? [step] : [])) : [];
  const step = later.find((each) => helps(withStart(tried, guard, each)));
  return step === undefined ? undefined : { kind: 'startingStep', step };
}
