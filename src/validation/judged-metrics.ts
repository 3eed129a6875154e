import { type ConditionVerdicts, conditionVerdictsOf } from './condition-verdicts';
import { isDryRun } from './dry-run';
import { type MeasuredMetric } from './measured-metrics';
import { type Place } from './rule';
import { type Subject } from './subject';
import { type ResultShape } from '../condition/environment';
import { type ConditionProblem, type Conditions } from '../condition/verdict';
import { objectAt, stringAt } from '../manifest/json';
import { type Expanded, expandTemplate } from '../promql/template';

/** A metric that asks Prometheus and can fail an analysis, with what is known of its conditions. */
export interface JudgedMetric {
  readonly metric: MeasuredMetric;
  /** With arguments filled in. */
  readonly conditions: Conditions;
  /** What the query answers with. @default - the query cannot be read */
  readonly shape?: ResultShape;
  /** @default - there is no condition, or it holds an argument whose value is not known */
  readonly verdicts?: ConditionVerdicts;
}

type ConditionName = ConditionProblem['condition'];

const NAMES: readonly ConditionName[] = ['successCondition', 'failureCondition'];

/** Several rules ask, and running conditions takes time. */
const known = new WeakMap<MeasuredMetric, JudgedMetric>();

/** The metrics whose conditions decide about a release. */
export function judgedMetrics({ metrics }: Subject): JudgedMetric[] {
  return metrics.filter((metric) => metric.query && !isDryRun(metric)).map((metric) => {
    const found = known.get(metric) ?? judged(metric);
    known.set(metric, found);
    return found;
  });
}

/** The metrics of which it is known what each result would mean. */
export function runnableMetrics(subject: Subject): (JudgedMetric & Required<Pick<JudgedMetric, 'shape' | 'verdicts'>>)[] {
  return judgedMetrics(subject).flatMap((one) => {
    const { shape, verdicts } = one;
    return shape && verdicts && !verdicts.problem ? [{ ...one, shape, verdicts }] : [];
  });
}

/** Where a metric says what is judged: its one condition, and the metric where there is none. */
export function placeOfCondition({ metric: { template, path }, conditions }: JudgedMetric): Place {
  const name = NAMES.find((one) => conditions[one]);
  return name ? { manifest: template, path: [...path, name] } : { manifest: template, path, part: 'key' };
}

/** A condition with its arguments filled in; an empty one counts as absent. */
export function conditionOf({ metric, args }: MeasuredMetric, name: ConditionName): Expanded | undefined {
  const template = stringAt(metric, name);
  return template ? expandTemplate(template, args) : undefined;
}

/** What a condition gets of a query's answer; the answer to a range is a matrix whatever the query. */
export function shapeOf({ metric, query }: MeasuredMetric): ResultShape | undefined {
  const type = query?.type;
  if (!type || type === 'string') return undefined;
  return objectAt(metric, 'provider', 'prometheus', 'rangeQuery') ? 'matrix' : type;
}

function judged(metric: MeasuredMetric): JudgedMetric {
  const texts = NAMES.map((name) => conditionOf(metric, name));
  const [successCondition, failureCondition] = texts.map((one) => one?.text);
  const conditions = { successCondition, failureCondition };
  const isKnown = texts.some((one) => one) && texts.every((one) => !one || one.unresolved.length === 0);
  const shape = shapeOf(metric);
  return { metric, conditions, ...shape ? { shape } : {}, ...isKnown ? { verdicts: conditionVerdictsOf(conditions, shape ?? 'vector') } : {} };
}
