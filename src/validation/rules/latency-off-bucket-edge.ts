import { type Expression } from '../../promql/ast';
import { selectorsIn, withoutParentheses } from '../../promql/questions';
import { durationEdges, edgeAbove, edgeBelow } from '../bucket-edges';
import { Severity } from '../finding';
import { type JudgedMetric, placeOfCondition, runnableMetrics } from '../judged-metrics';
import { type Rule, type Violation } from '../rule';

export const latencyOffBucketEdge: Rule = {
  code: 'SC0405',
  name: 'latency-off-bucket-edge',
  severity: Severity.WARNING,
  title: 'a latency inside a bucket of the histogram',
  sources: [
    'https://istio.io/latest/docs/reference/config/annotations/#SidecarStatsHistogramBuckets',
    'https://prometheus.io/docs/practices/histograms/#errors-of-quantile-estimation',
  ],
  check: (subject) => runnableMetrics(subject).flatMap(violationsOf),
};

function violationsOf(judged: JudgedMetric): Violation[] {
  const { metric: { release, query, name }, verdicts } = judged;
  const edges = durationEdges(release);
  const unit = query?.expression && unitOf(query.expression);
  if (!edges || !unit) return [];
  const limits = (verdicts?.limits ?? []).map((limit) => Number((limit * unit).toPrecision(12)));
  return limits.filter((millis) => millis > 0 && !edges.slice(0, -1).includes(millis)).map((millis) => ({
    at: placeOfCondition(judged),
    ...millis >= edges[edges.length - 1] ? beyond(name, millis, edges[edges.length - 1]) : between(name, millis, edges),
  }));
}

/** How many milliseconds a unit of the answer is, where the query is a quantile of Istio's durations and no more. */
function unitOf(expression: Expression): number | undefined {
  const bare = withoutParentheses(expression);
  if (bare.kind === 'call' && bare.function === 'histogram_quantile') {
    return selectorsIn(bare).every(({ metric }) => metric === 'istio_request_duration_milliseconds_bucket') ? 1 : undefined;
  }
  if (bare.kind !== 'binary' || !['/', '*'].includes(bare.operator) || bare.right.kind !== 'number') return undefined;
  const unit = unitOf(bare.left);
  return unit && (bare.operator === '/' ? unit * bare.right.value : unit / bare.right.value);
}

function beyond(name: string, millis: number, highest: number) {
  return {
    message: `'${name}' is judged by ${millis} ms, but ${highest} ms is the histogram's highest finite edge: whatever takes longer reads as that, and it can never exceed`,
    fix: `judge by an edge below ${highest} ms, or give the pods edges at and above ${millis} ms with the annotation sidecar.istio.io/statsHistogramBuckets`,
  };
}

function between(name: string, millis: number, edges: readonly number[]) {
  const [below, above] = [edgeBelow(millis, edges) ?? 0, edgeAbove(millis, edges)];
  return {
    message: `'${name}' is judged by ${millis} ms, inside the histogram's bucket from ${below} to ${above} ms: there Prometheus guesses, as if requests were spread evenly`,
    fix: `judge by an edge, ${[...below > 0 ? [below] : [], above].join(' or ')} ms, or give the pods one at ${millis} ms with the annotation sidecar.istio.io/statsHistogramBuckets`,
  };
}
