import { check } from './check';
import { type Dialect, dialectOf, type Profile } from './dialect';
import { emit } from './emit';
import { type Result, type ResultShape, typesOf, valueOf } from './environment';
import { Machine, type Step } from './machine';
import { optimize } from './optimize';
import { parse } from './parser';
import { ConditionError, type Problem, RunError } from './problem';
import { refuseMixUps } from './residue';
import { type Type } from './type';
import { typeOf, type Value } from './value';

/** What a condition says about a result, or why it says nothing. */
export type Outcome = { readonly value: boolean; readonly problem?: undefined } | { readonly value?: undefined; readonly problem: Problem };

/** A condition that is ready to be asked, or for good is not. */
export interface Condition {
  /** Why it can never be evaluated; every outcome has this problem then. */
  readonly problem?: Problem;
  evaluate(result: Result): Outcome;
}

/**
 * Reads a condition once, to evaluate it against many results.
 *
 * Neither this nor the evaluation ever throws, and both end in bounded time.
 */
export function compileCondition(text: string, shape: ResultShape, profile: Profile): Condition {
  const dialect = dialectOf(profile);
  try {
    const tree = parse(text, dialect);
    const type = check(tree, typesOf(shape), dialect);
    const optimized = optimize(tree, dialect);
    refuseMixUps(optimized);
    const step = emit(optimized, dialect);
    return { problem: problemOf(type), evaluate: (result) => evaluate(step, result, dialect) };
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    const outcome = { problem: error.problem };
    return { problem: error.problem, evaluate: () => outcome };
  }
}

/** The controller compiles it all the same, and then has an Error for every result. */
function problemOf({ kind, name }: Type): Problem | undefined {
  if (kind === 'bool' || kind === 'any' || kind === 'unknown') return undefined;
  return { kind: 'type', message: `a condition must be true or false, got ${name}`, offset: 0 };
}

function evaluate(step: Step, result: Result, dialect: Dialect): Outcome {
  const machine = new Machine(valueOf(result), dialect);
  try {
    return outcomeOf(step(machine));
  } catch (error) {
    if (!(error instanceof RunError)) throw error;
    return { problem: { kind: error.kind, message: error.message, offset: machine.offset } };
  }
}

function outcomeOf(value: Value): Outcome {
  return typeof value === 'boolean' ? { value } : { problem: { kind: 'run', message: `a condition must be true or false, got ${typeOf(value).name}`, offset: 0 } };
}
