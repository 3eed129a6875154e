import { type Aggregation, type Call, type Expression } from '../../promql/ast';
import { aggregationsIn, everythingIn, selectorsIn } from '../../promql/questions';
import { Severity } from '../finding';
import { type Rule } from '../rule';

const MERGING: ReadonlySet<string> = new Set(['sum', 'avg', 'min', 'max']);

export const quantileWithoutEdges: Rule = {
  code: 'SC0411',
  name: 'quantile-without-edges',
  severity: Severity.WARNING,
  title: 'a quantile of buckets that are not told apart',
  sources: ['https://prometheus.io/docs/prometheus/latest/querying/functions/#histogram_quantile'],
  check: (subject) => subject.metrics.flatMap(({ template, name, query }) => query?.expression && quantilesIn(query.expression).some(losesEdges) ? [{
    at: { manifest: template, path: query.path },
    message: `the query of metric '${name}' adds the buckets of its histogram up before histogram_quantile, which needs their label le: it never reads anything`,
    fix: 'keep the label: histogram_quantile(0.99, sum by (le) (rate(…_bucket[…])))',
  }] : []),
};

function quantilesIn(expression: Expression): Call[] {
  return everythingIn(expression).filter((one) => one.kind === 'call').filter((call) => call.function === 'histogram_quantile');
}

/** Other histograms have no buckets as series. */
function losesEdges({ args: [, buckets] }: Call): boolean {
  return selectorsIn(buckets).every(({ metric }) => metric?.endsWith('_bucket')) && aggregationsIn(buckets).some(dropsEdges);
}

function dropsEdges({ operator, grouping }: Aggregation): boolean {
  if (!MERGING.has(operator)) return false;
  return grouping?.without ? grouping.labels.includes('le') : !grouping?.labels.includes('le');
}
