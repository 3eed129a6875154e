/**
 * Why a condition has no verdict but Error.
 *
 * - `syntax`: it is not an expression of the language
 * - `type`: it can never be evaluated against this shape of result
 * - `run`: it cannot be evaluated against this result
 * - `unsupported`: the controller would evaluate it, and this program does not
 */
export type ProblemKind = 'syntax' | 'type' | 'run' | 'unsupported';

/** What is wrong with a condition, and where: an offset into its text and the token that stands there. */
export interface Problem {
  readonly kind: ProblemKind;
  readonly message: string;
  readonly offset: number;
  readonly token?: string;
  /** What could stand there instead. */
  readonly expected?: string;
  /** The known name that is nearest to an unknown one. */
  readonly nearest?: string;
}

/** Ends reading or evaluating a condition; never leaves this folder. */
export class ConditionError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.message);
  }
}

/** Ends an evaluation; whoever knows the place adds it. */
export class RunError extends Error {
  constructor(message: string, readonly kind: 'run' | 'unsupported' = 'run') {
    super(message);
  }
}
