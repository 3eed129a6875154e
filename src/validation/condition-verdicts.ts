import { PROFILES } from '../condition/dialect';
import { type Result, type ResultShape } from '../condition/environment';
import { numbersIn } from '../condition/numbers-in';
import { resultsAround } from '../condition/probes';
import { type ConditionProblem, type Conditions, compileVerdict, type Judge, type Phase } from '../condition/verdict';

/** What a metric's conditions do, as found by running them in every release of Argo Rollouts: they may be applied with either. */
export class ConditionVerdicts {
  private readonly judges;
  private readonly nevers = new Map<Phase, boolean>();

  constructor(private readonly conditions: Conditions, private readonly shape: ResultShape) {
    this.judges = PROFILES.map((profile) => compileVerdict(conditions, shape, profile));
  }

  /** Why no release can judge any result; where one can, or nobody here knows, there is none. */
  public get problem(): ConditionProblem | undefined {
    const problems = this.judges.map(({ problem }) => problem);
    return problems.every((problem) => problem !== undefined && problem.kind !== 'unsupported') ? problems[0] : undefined;
  }

  /** How a measurement with this result ends, where it does so in every release. */
  public phaseOf(result: Result): Phase | undefined {
    const verdicts = this.judges.map((judge) => judge.judge(result));
    if (verdicts.some(({ problem }) => problem?.kind === 'unsupported')) return undefined;
    const [{ phase }, ...others] = verdicts;
    return others.every((other) => other.phase === phase) ? phase : undefined;
  }

  /** Whether no result ends so in any release; false where one could not be judged. */
  public never(phase: Phase): boolean {
    const known = this.nevers.get(phase);
    if (known !== undefined) return known;
    const isNever = !this.judges.some((judge) => this.mayEnd(judge, phase));
    this.nevers.set(phase, isNever);
    return isNever;
  }

  private mayEnd(judge: Judge, phase: Phase): boolean {
    for (const result of this.results()) {
      const verdict = judge.judge(result);
      if (verdict.phase === phase || verdict.problem?.kind === 'unsupported') return true;
    }
    return false;
  }

  /** One by one: of most conditions the first few tell. */
  private* results(): Generator<Result> {
    const { successCondition = '', failureCondition = '' } = this.conditions;
    const numbers = PROFILES.flatMap((profile) => [...numbersIn(successCondition, profile), ...numbersIn(failureCondition, profile)]);
    yield* noData(this.shape);
    yield* resultsAround([...new Set(numbers)], this.shape);
  }
}

/** The answers for a canary that nobody asks for anything. */
function noData(shape: ResultShape): Result[] {
  return shape === 'scalar' ? [NaN, Infinity] : [[], [NaN], [Infinity]];
}
