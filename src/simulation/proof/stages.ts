import { withPauseAfter } from './change';
import { type Guard } from './guard';
import { type FirstAbort } from './proof';
import { type Trial, type Trials } from './trials';
import { type Timeline } from '../timeline';

/** The time between two weights; times in seconds. */
export interface StageProof {
  /** The step that set the weight. */
  readonly step: number;
  readonly weight: number;
  readonly seconds: number;
  /** Whether it ends with the promotion. */
  readonly isLast: boolean;
  /** What came of a canary in which the fault began with this stage. */
  readonly timeline: Timeline;
  readonly isGuarded: boolean;
  /** How long it would have to last to be guarded. @default - it is, or no length would do */
  readonly needed?: number;
}

/** Longer than any measuring takes, in milliseconds. */
const LONG = 4 * 3_600_000;

interface Stage {
  readonly step: number;
  readonly weight: number;
  readonly from: number;
  readonly to: number;
  readonly isLast: boolean;
}

/** Tries for each weight whether a canary that begins to have a fault there is stopped before it gets more requests. */
export function proveStages(healthy: Timeline, abort: FirstAbort, trials: Trials): StageProof[] {
  return stagesOf(healthy).map(({ step, weight, from, to, isLast }, index) => {
    const timeline = index === 0 ? abort.timeline : trials.play(fromThen(abort.guard, from));
    const { outcome, endsAt } = timeline;
    const isGuarded = outcome !== 'promoted' && (outcome !== 'aborted' || endsAt <= to);
    const needed = isGuarded ? undefined : neededFor(step, from, abort, trials);
    return { step, weight, seconds: to - from, isLast, timeline, isGuarded, ...needed === undefined ? {} : { needed } };
  });
}

/** By the same stage with a pause that is longer than anybody's. */
function neededFor(step: number, from: number, { guard }: FirstAbort, trials: Trials): number | undefined {
  const { outcome, endsAt } = trials.play(fromThen(guard, from), withPauseAfter(trials.tried, step, LONG));
  return outcome === 'aborted' ? Math.ceil(endsAt - from) + 1 : undefined;
}

/** Before anything was wrong every measurement was good; what nobody can ask for is bad in one metric alone. */
function fromThen({ fault, plan }: Guard, from: number): Trial {
  return { ailment: { fault, from: from * 1000 }, goodUntil: from, ...fault === 'measured' ? { only: plan } : {} };
}

/** The weights of a release that gets to its end, as far as they send requests to the canary. */
function stagesOf({ events, outcome, endsAt }: Timeline): Stage[] {
  if (outcome !== 'promoted') return [];
  const stages: Omit<Stage, 'to' | 'isLast'>[] = [];
  let step = 0;
  for (const event of events) {
    // What follows is the next release's.
    if (event.kind === 'promote') break;
    if (event.kind === 'step') step = event.index;
    if (event.kind === 'weight' && stages.at(-1)?.weight !== event.weight) stages.push({ step, weight: event.weight, from: event.at });
  }
  const whole = stages.map((stage, index) => ({ ...stage, to: stages[index + 1]?.from ?? endsAt, isLast: index === stages.length - 1 }));
  return whole.filter(({ weight }) => weight > 0);
}
