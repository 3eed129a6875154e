import { type Changed, withNumbers, withStart } from './change';
import { type Guard } from './guard';
import { type Trial, type Trials } from './trials';
import { isOpenPause, type RolloutModel } from '../rollout-model';
import { type Timeline } from '../timeline';

/** What gives a release time until there is something to measure; seconds, or the step with which the analysis begins. */
export type Cure = { readonly kind: 'initialDelay'; readonly seconds: number } | { readonly kind: 'startingStep'; readonly step: number };

/** Delays that people write, in seconds. */
const DELAYS = [30, 60, 90, 120, 180, 300, 600];

/** Tries whether the metric that aborts a healthy release would be good if it was measured later, however long people let it pause. */
export function cureFor(aborted: Timeline, guards: readonly Guard[], trials: Trials, healthy: readonly Trial[]): Cure | undefined {
  const bad = aborted.measurements.findLast(({ phase }) => phase !== 'Successful')?.metric;
  const guard = guards.find(({ plan }) => plan.name === bad);
  if (!guard) return undefined;
  const { tried } = trials;
  const { background, steps } = tried.model;
  const helps = ({ tried: changed }: Changed) => healthy.every((trial) => trials.play(trial, changed).outcome === 'promoted');
  const now = (guard.plan.initialDelay ?? 0) / 1000;
  const longer = mayWaitForRequests(tried.model) ? [] : DELAYS.filter((delay) => delay > now);
  const seconds = longer.find((delay) => helps(withNumbers(tried, guard, { initialDelay: delay * 1000 })));
  if (seconds !== undefined) return { kind: 'initialDelay', seconds };
  const later = background && guard.step === undefined ? steps.flatMap((_, step) => (step > background.startingStep ? [step] : [])) : [];
  const step = later.find((each) => helps(withStart(tried, guard, each)));
  return step === undefined ? undefined : { kind: 'startingStep', step };
}

/** Where somebody may pause between the beginning of the analysis and the first request, no delay is long enough. */
function mayWaitForRequests({ background, steps }: RolloutModel): boolean {
  const firstWeight = steps.findIndex(({ weight = 0 }) => weight > 0);
  return background !== undefined && steps.slice(background.startingStep, firstWeight).some(isOpenPause);
}
