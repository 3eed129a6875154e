import { type VectorSelector } from '../../promql/ast';
import { aggregationsIn } from '../../promql/questions';
import { CANARY_POD_HASH, STABLE_POD_HASH } from '../argument-values';
import { Severity } from '../finding';
import { type MeasuredMetric } from '../measured-metrics';
import { lets, requestSelectors } from '../request-selectors';
import { type Rule } from '../rule';

export const reporterNotPinned: Rule = {
  code: 'SC0408',
  name: 'reporter-not-pinned',
  severity: Severity.WARNING,
  title: 'a query that counts requests at both of their ends',
  sources: ['https://istio.io/latest/docs/reference/config/metrics/#labels'],
  check: (subject) => subject.metrics.filter(countsBothEnds).map(({ template, name, query }) => ({
    at: { manifest: template, path: query!.path },
    message: `the query of metric '${name}' reads what callers report and what pods report: a request with a sidecar at both ends counts twice, and its two results may differ`,
    fix: 'match reporter="destination" for what the pods answer, or reporter="source" for what their callers see',
  })),
};

function countsBothEnds({ query }: MeasuredMetric): boolean {
  if (!query?.expression) return false;
  const apart = aggregationsIn(query.expression).some(({ grouping }) => grouping !== undefined && !grouping.without && grouping.labels.includes('reporter'));
  return !apart && requestSelectors(query.expression).some(({ selector }) => ['source', 'destination'].every((end) => lets(selector, 'reporter', end)) && !isOneEnd(selector));
}

/** Istio adds a label of one's own to what one end reports, mostly. */
function isOneEnd({ matchers }: VectorSelector): boolean {
  return matchers.some(({ label, value }) => label !== 'pod' && [CANARY_POD_HASH, STABLE_POD_HASH].some((hash) => value.includes(hash)));
}
