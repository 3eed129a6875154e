import { CANARY_POD_HASH, STABLE_POD_HASH } from './argument-values';
import { notScoped } from './canary-scope';
import { isDryRun } from './dry-run';
import { conditionOf, shapeOf } from './judged-metrics';
import { type MeasuredMetric, type MetricQuery } from './measured-metrics';
import { measuredWhen, type MeasuredWhen } from './measured-when';
import { notesOn } from './query-notes';
import { type Selection, selectionsOf } from './selection';
import { type Subject } from './subject';
import { type Profile } from '../condition/dialect';
import { truthTableOf, type TruthRow } from '../condition/truth-table';
import { type ConditionProblem, type Conditions, compileVerdict } from '../condition/verdict';
import { formatPath, stringAt } from '../manifest/json';
import { format } from '../promql/format';
import { type QueryProblem } from '../promql/problem';
import { expandTemplate } from '../promql/template';

/** What one metric of one analysis asks, of whom, when, and what becomes of the answer. */
export interface Explanation {
  readonly metric: string;
  /** Where it stands. */
  readonly resource: string;
  readonly path: string;
  /** Whose releases it guards. */
  readonly rollout: string;
  readonly analysis: string;
  readonly dryRun: boolean;
  /** The query with its arguments filled in, formatted where it can be read. */
  readonly query: string;
  /** Why it cannot be read; offsets are those of the query as it is written. */
  readonly queryProblem?: QueryProblem;
  readonly reads: string;
  /** What its selectors over Istio's metrics let through. */
  readonly selections: readonly Selection[];
  /** What it gives. */
  readonly notes: readonly string[];
  /** What stands for values that only the controller knows. */
  readonly stands: readonly string[];
  readonly conditions: Conditions;
  readonly conditionProblem?: ConditionProblem;
  /** Empty where the conditions cannot be run. */
  readonly verdicts: readonly TruthRow[];
  readonly measured: MeasuredWhen;
  /** @default - the controller's own */
  readonly address?: string;
}

/** Explains every metric that a release asks Prometheus for. */
export function explain(subject: Subject, profile: Profile): Explanation[] {
  return subject.metrics.flatMap((metric) => (metric.query ? [explanationOf(subject, metric, metric.query, profile)] : []));
}

function explanationOf(subject: Subject, metric: MeasuredMetric, query: MetricQuery, profile: Profile): Explanation {
  const address = stringAt(metric.metric, 'provider', 'prometheus', 'address');
  const measured = measuredWhen(metric);
  return {
    metric: metric.name,
    resource: subject.nameOf(metric.template),
    path: formatPath(metric.path),
    rollout: subject.nameOf(metric.release.rollout),
    analysis: formatPath(metric.analysis.path),
    dryRun: isDryRun(metric),
    query: query.expression ? format(query.expression) : query.text.trim(),
    ...query.problem ? { queryProblem: query.problem } : {},
    reads: readsText(metric, query),
    selections: selectionsOf(metric),
    notes: notesOn(metric, measured),
    stands: standsIn(query),
    ...judgedBy(metric, profile),
    measured,
    ...address ? { address: expandTemplate(address, metric.args).text } : {},
  };
}

function readsText(metric: MeasuredMetric, { expression, text }: MetricQuery): string {
  if (!expression) return 'nothing: Prometheus refuses it';
  const scope = notScoped(metric);
  if (scope === 'both') return 'the requests of both versions together, stable\'s beside the canary\'s';
  if (scope === 'stable' || text.includes(STABLE_POD_HASH) && !text.includes(CANARY_POD_HASH)) return 'the stable version alone, and nothing of the canary';
  if (!text.includes(CANARY_POD_HASH)) return 'what its labels say: whether that is the canary alone cannot be told from the manifests';
  return text.includes(STABLE_POD_HASH) ? 'the canary and the stable version, each by its hash' : 'the canary alone, by its hash, and nothing of the stable version';
}

function standsIn({ text, unresolved }: MetricQuery): string[] {
  return [
    ...text.includes(CANARY_POD_HASH) ? [`${CANARY_POD_HASH} stands for the hash of the canary's pod template`] : [],
    ...text.includes(STABLE_POD_HASH) ? [`${STABLE_POD_HASH} stands for the hash of the stable version's pod template`] : [],
    ...[...new Set(unresolved.map(({ tag }) => tag))].map((tag) => `{{${tag}}} has no value in these files`),
  ];
}

function judgedBy(metric: MeasuredMetric, profile: Profile): Pick<Explanation, 'conditions' | 'conditionProblem' | 'verdicts'> {
  const success = conditionOf(metric, 'successCondition');
  const failure = conditionOf(metric, 'failureCondition');
  const conditions = { ...success ? { successCondition: success.text } : {}, ...failure ? { failureCondition: failure.text } : {} };
  const shape = shapeOf(metric);
  if (!shape || [success, failure].some((one) => one && one.unresolved.length > 0)) return { conditions, verdicts: [] };
  const { problem } = compileVerdict(conditions, shape, profile);
  return { conditions, ...problem ? { conditionProblem: problem } : {}, verdicts: truthTableOf(conditions, shape, profile) };
}
