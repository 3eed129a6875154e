import { compileCondition } from './condition';
import { type Profile } from './dialect';
import { type Result, type ResultShape } from './environment';
import { type Problem } from './problem';
import { Kept } from '../manifest/kept';

/** How a measurement ends. */
export type Phase = 'Successful' | 'Failed' | 'Inconclusive' | 'Error';

/** A problem goes with Error, and says in which of the two conditions it is. */
export interface Verdict {
  readonly phase: Phase;
  readonly problem?: ConditionProblem;
}

export interface ConditionProblem extends Problem {
  readonly condition: 'successCondition' | 'failureCondition';
}

/** A metric's two conditions; an empty one counts as absent. */
export interface Conditions {
  readonly successCondition?: string;
  readonly failureCondition?: string;
}

/** A metric's conditions, ready to judge. */
export interface Judge {
  /** Why no result can be judged, success first as the controller has it. */
  readonly problem?: ConditionProblem;
  judge(result: Result): Verdict;
}

const kept = new Kept<Judge>(500);

/**
 * Reads a metric's conditions once, to judge many results.
 *
 * Those that were read before are not read again.
 *
 * Without any condition every result is a success; with one, the other is its opposite; with both, neither is Inconclusive and both are Failed.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/evaluate/evaluate.go
 */
export function compileVerdict({ successCondition, failureCondition }: Conditions, shape: ResultShape, profile: Profile): Judge {
  const key = JSON.stringify([profile, shape, successCondition, failureCondition]);
  return kept.of(key, () => compile({ successCondition, failureCondition }, shape, profile));
}

function compile({ successCondition, failureCondition }: Conditions, shape: ResultShape, profile: Profile): Judge {
  const success = successCondition ? compileCondition(successCondition, shape, profile) : undefined;
  const failure = failureCondition ? compileCondition(failureCondition, shape, profile) : undefined;
  const judge = (result: Result): Verdict => {
    const succeeded = success?.evaluate(result);
    if (succeeded?.problem) return { phase: 'Error', problem: { ...succeeded.problem, condition: 'successCondition' } };
    const failed = failure?.evaluate(result);
    if (failed?.problem) return { phase: 'Error', problem: { ...failed.problem, condition: 'failureCondition' } };
    return { phase: phaseOf(succeeded?.value, failed?.value) };
  };
  return { problem: problemOf('successCondition', success?.problem) ?? problemOf('failureCondition', failure?.problem), judge };
}

function problemOf(condition: 'successCondition' | 'failureCondition', problem: Problem | undefined): ConditionProblem | undefined {
  return problem && { ...problem, condition };
}

function phaseOf(succeeded: boolean | undefined, failed: boolean | undefined): Phase {
  if (failed ?? succeeded === false) return 'Failed';
  return (succeeded ?? true) ? 'Successful' : 'Inconclusive';
}
