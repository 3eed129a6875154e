import { CANARY_HASH, STABLE_HASH } from './arguments';
import { type Controller } from './controller';
import { hashOf } from './hash-of';
import { type Question } from './question';
import { type ServedRelease } from './read-served-release';
import { type MetricPlan, type RunPlan } from './run-plan';

/** What metrics ask for: a run has the hashes of the versions that were at hand when it began. */
export class QuestionsByVersion {
  private readonly plans = new Map<RunPlan, Map<string, RunPlan>>();
  private readonly others = new Map<MetricPlan, Question>();

  constructor(private readonly release: ServedRelease) {}

  /** The plan of a run that begins now. */
  public planFor(plan: RunPlan, { status: { current, stable } }: Controller): RunPlan {
    const hashes = { latest: hashOf(current ?? ''), stable: hashOf(stable ?? '') };
    if (!plan.withHashes || (hashes.latest === CANARY_HASH && hashes.stable === STABLE_HASH)) return plan;
    const known = this.plans.get(plan) ?? new Map<string, RunPlan>();
    this.plans.set(plan, known);
    const key = `${hashes.latest}/${hashes.stable}`;
    const own = known.get(key) ?? plan.withHashes(hashes);
    known.set(key, own);
    return own;
  }

  public of(metric: MetricPlan): Question {
    const known = this.release.questions.get(metric) ?? this.others.get(metric);
    if (known) return known;
    const question = this.release.questionOf(metric);
    this.others.set(metric, question);
    return question;
  }
}
