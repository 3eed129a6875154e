import { PROFILES } from '../condition/dialect';
import { type Result, type ResultShape } from '../condition/environment';
import { numbersIn } from '../condition/numbers-in';
import { besides, resultsAround, valuesAround } from '../condition/probes';
import { type ConditionProblem, type Conditions, compileVerdict, type Phase, type Verdict } from '../condition/verdict';
import { Kept } from '../manifest/kept';

const kept = new Kept<ConditionVerdicts>(500);

/** Running conditions takes time, and several rules and many canaries ask for the same. */
export function conditionVerdictsOf(conditions: Conditions, shape: ResultShape): ConditionVerdicts {
  const { successCondition, failureCondition } = conditions;
  return kept.of(JSON.stringify([shape, successCondition, failureCondition]), () => new ConditionVerdicts(conditions, shape));
}

/** What a metric's conditions do, as found by running them in every release of Argo Rollouts: they may be applied with either. */
export class ConditionVerdicts {
  private readonly judges;
  /** Goes on where the last question ended: each result is tried once, for whichever phase. */
  private readonly trials = this.try();
  private readonly seen = new Set<Phase>();
  private isUnsupported = false;

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
    const { successCondition, failureCondition } = this.conditions;
    // One condition and its opposite leave nothing between them.
    if (phase === 'Inconclusive' && !(successCondition && failureCondition)) return true;
    while (!this.seen.has(phase) && !this.isUnsupported) {
      const { done, value: verdict } = this.trials.next();
      if (done) return true;
      this.seen.add(verdict.phase);
      this.isUnsupported ||= verdict.problem?.kind === 'unsupported';
    }
    return false;
  }

  /** A good value before which a bad one would fail, and behind which it passes; undefined where there are none. */
  public get hiddenFailure(): { readonly good: number; readonly bad: number } | undefined {
    const values = valuesAround(this.numbers());
    const good = values.find((value) => this.phaseOf([value]) === 'Successful');
    const bad = values.find((value) => this.phaseOf([value]) === 'Failed');
    if (good === undefined || bad === undefined || this.phaseOf([good, bad]) !== 'Successful') return undefined;
    return { good, bad };
  }

  /** The numbers of the conditions at which single results begin to end otherwise. */
  public get limits(): number[] {
    const one = (value: number): Result => (this.shape === 'scalar' ? value : [value]);
    return this.numbers().filter((value) => {
      const [below, above] = besides(value).map((near) => this.phaseOf(one(near)));
      return below !== undefined && above !== undefined && below !== above;
    });
  }

  private* try(): Generator<Verdict, undefined> {
    for (const judge of this.judges) {
      for (const result of this.results()) yield judge.judge(result);
    }
  }

  /** One by one: of most conditions the first few tell. */
  private* results(): Generator<Result> {
    yield* noData(this.shape);
    yield* resultsAround(this.numbers(), this.shape);
  }

  private numbers(): number[] {
    const { successCondition = '', failureCondition = '' } = this.conditions;
    return [...new Set(PROFILES.flatMap((profile) => [...numbersIn(successCondition, profile), ...numbersIn(failureCondition, profile)]))];
  }
}

/** The answers for a canary that nobody asks for anything. */
function noData(shape: ResultShape): Result[] {
  return shape === 'scalar' ? [NaN, Infinity] : [[], [NaN], [Infinity]];
}
