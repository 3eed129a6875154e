import { type Fault } from './fault';
import { leastOf } from './least';
import { type Trial, type Trials, type Tried } from './trials';
import { isOpenPause } from '../rollout-model';
import { type MetricPlan } from '../run-plan';
import { type Timeline } from '../timeline';

/** A metric that decides something, and where it does. */
export interface Guard {
  readonly plan: MetricPlan;
  /** The step that it belongs to. @default - it measures beside the steps */
  readonly step?: number;
  /** What it is there to see. */
  readonly fault: Fault;
  /** Whether the twin can answer its query. */
  readonly isAsked: boolean;
}

/** What came of a guard when its fault was there from the beginning. */
export interface GuardProof {
  readonly guard: Guard;
  /**
   * `fires`: it stops the release, whatever people do. `waits`: it does so only where they wait long enough before they promote. `never`: whatever they do.
   * `unseen`: the release ends for another reason before it could.
   */
  readonly verdict: 'fires' | 'waits' | 'never' | 'unseen';
  /** How long an open pause has to last for it to fire, in seconds. */
  readonly patience?: number;
  /** The play that shows it. */
  readonly timeline: Timeline;
  /** Whether all that it ever measured was good. */
  readonly isBlind: boolean;
}

const HOUR = 3600;

/** Nobody waits for longer, in seconds. */
const LONGEST_WAIT = 7 * 24 * HOUR;

/** Tries whether a guard stops a release with the fault that it is there to see. */
export function proveGuard(guard: Guard, trials: Trials, tried: Tried = trials.tried): GuardProof {
  const play = (promoteAfter: number) => trials.play(trialOf(guard, promoteAfter), tried);
  const atOnce = play(0);
  if (isStopped(atOnce, guard)) return { guard, verdict: 'fires', timeline: atOnce, isBlind: false };
  if (atOnce.outcome !== 'promoted') return { guard, verdict: 'unseen', timeline: atOnce, isBlind: false };
  if (!tried.model.steps.some(isOpenPause)) return { guard, verdict: 'never', timeline: atOnce, isBlind: isBlind(atOnce, guard) };
  const longest = patienceFor(guard.plan);
  const patient = play(longest);
  if (!isStopped(patient, guard)) return { guard, verdict: 'never', timeline: atOnce, isBlind: isBlind(patient, guard) };
  return { guard, verdict: 'waits', patience: leastOf((seconds) => isStopped(play(seconds), guard), longest), timeline: atOnce, isBlind: false };
}

/** Whether a guard fires at once, whatever is changed about the release. */
export function fires(guard: Guard, trials: Trials, tried: Tried): boolean {
  return isStopped(trials.play(trialOf(guard, 0), tried), guard);
}

function trialOf({ fault, plan }: Guard, promoteAfter: number): Trial {
  return { ailment: { fault }, only: plan, promoteAfter };
}

/** An analysis in a step that is inconclusive holds the release there, until somebody has looked. */
function isStopped(timeline: Timeline, { step, plan }: Guard): boolean {
  const { outcome, events, measurements } = timeline;
  // A release that ends before anything was bad has another reason to.
  const isMeasured = measurements.some(({ metric, phase }) => metric === plan.name && phase !== 'Successful');
  if (outcome !== 'promoted') return isMeasured;
  return step !== undefined && events.some((event) => event.kind === 'pause' && event.state === 'begins' && event.reason === 'InconclusiveAnalysisRun');
}

function isBlind({ measurements }: Timeline, { plan }: Guard): boolean {
  const own = measurements.filter(({ metric }) => metric === plan.name);
  return own.length > 0 && own.every(({ phase }) => phase === 'Successful');
}

/** So long that all measurements which it takes to fail fit into one pause, in seconds. */
export function patienceFor({ initialDelay = 0, interval = 0, failureLimit, consecutiveErrorLimit }: MetricPlan): number {
  const measured = (initialDelay + interval * (Math.max(0, failureLimit, consecutiveErrorLimit) + 2)) / 1000;
  return Math.min(LONGEST_WAIT, Math.ceil(measured + HOUR));
}
