import { simulateLoop } from './closed-loop';
import { type Judgement, judge } from './judgement';
import { type ServedRelease } from './read-served-release';
import { type RolloutModel } from './rollout-model';
import { type Scenario } from './scenario';
import { type Situation } from './situation';
import { type Outcome, type Timeline } from './timeline';
import { timeLimitOf } from './verdict';

/** A scenario by the name that tables call it. */
export interface NamedSituation {
  readonly name: string;
  readonly situation: Situation;
  /** What pods and people do in it, beside what they do in all. */
  readonly scenario?: Partial<Scenario>;
  /** How it must end. @default - either will do */
  readonly expected?: Outcome;
}

/** Somebody who is waited for at pauses without an end: promotes after some seconds, or does not come. */
export interface Operator {
  /** @default - never */
  readonly promoteAfter?: number;
}

/** One release in one scenario. */
export interface MatrixRow {
  readonly scenario: string;
  readonly situation: Situation;
  /** Undefined where nobody is waited for. */
  readonly operator?: Operator;
  readonly timeline: Timeline;
  /** What is wrong with the way in which it ended, if anything is. */
  readonly judgement?: Judgement;
  readonly expected?: Outcome;
}

/** All that a release meets but what is measured. */
type Met = Omit<Scenario, 'measure'>;

/** How long somebody takes who neither promotes at once nor never comes, in seconds, where nobody says so. */
const LATER = 600;

/** What a release comes to in every scenario, with everybody who may be waited for. */
export function playMatrix(release: ServedRelease, named: readonly NamedSituation[], base: Met): MatrixRow[] {
  const { model } = release;
  const plays = named.flatMap((each) => operatorsOf(model, each, base).map((operator) => ({ ...each, operator, met: metBy(each, operator, base) })));
  // What waits for ever is given up at the same time everywhere, so that its requests can be compared.
  const limit = Math.max(0, ...plays.map(({ met }) => timeLimitOf(model, met))) / 1000;
  return plays.map(({ name, situation, operator, met, expected }) => {
    const timeline = simulateLoop(release, situation, { ...met, limit });
    return { scenario: name, situation, operator, timeline, judgement: judge(situation, timeline), expected };
  });
}

function metBy({ scenario = {} }: NamedSituation, operator: Operator | undefined, base: Met): Met {
  return { ...base, ...scenario, ...operator ? { promoteAfter: operator.promoteAfter } : {} };
}

function operatorsOf(model: RolloutModel, { scenario }: NamedSituation, { promoteAfter: later = LATER }: Met): (Operator | undefined)[] {
  const promoteAfter = scenario?.promoteAfter;
  if (!waitsForSomebody(model)) return [undefined];
  if (promoteAfter !== undefined) return [{ promoteAfter }];
  return [{ promoteAfter: 0 }, ...later > 0 ? [{ promoteAfter: later }] : [], {}];
}

function waitsForSomebody({ steps }: RolloutModel): boolean {
  return steps.some(({ pause }) => pause !== undefined && pause.duration === undefined);
}
