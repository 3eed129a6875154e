import { PROFILES } from '../condition/dialect';
import { type Result, type ResultShape } from '../condition/environment';
import { numbersIn } from '../condition/numbers-in';
import { resultsAround } from '../condition/probes';
import { type ConditionProblem, type Conditions, compileVerdict, type Phase } from '../condition/verdict';

/** What a metric's conditions do, as found by running them in every release of Argo Rollouts: they may be applied with either. */
export class ConditionVerdicts {
  private readonly judges;
  private phases: ReadonlySet<Phase>[] | undefined;

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

  /** Whether no result with data ends so in any release; false where one could not be judged. */
  public never(phase: Phase): boolean {
    this.phases ??= this.judges.map((judge) => new Set(this.results.flatMap((result) => {
      const verdict = judge.judge(result);
      return verdict.problem?.kind === 'unsupported' ? ALL : [verdict.phase];
    })));
    return this.phases.every((seen) => !seen.has(phase));
  }

  private get results(): Result[] {
    const { successCondition = '', failureCondition = '' } = this.conditions;
    const numbers = PROFILES.flatMap((profile) => [...numbersIn(successCondition, profile), ...numbersIn(failureCondition, profile)]);
    return [...resultsAround([...new Set(numbers)], this.shape), ...noData(this.shape)];
  }
}

const ALL: readonly Phase[] = ['Successful', 'Failed', 'Inconclusive', 'Error'];

/** What there is to say about a canary that nobody asks for anything. */
function noData(shape: ResultShape): Result[] {
  return shape === 'scalar' ? [NaN, Infinity] : [[], [NaN], [Infinity]];
}
