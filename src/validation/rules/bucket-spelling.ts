import { type Matcher } from '../../promql/ast';
import { matches } from '../../promql/matching';
import { durationEdges, ISTIO_EDGES, spellingsOf } from '../bucket-edges';
import { Severity } from '../finding';
import { istioSelectors, matcherText } from '../istio-vocabulary';
import { type MeasuredMetric } from '../measured-metrics';
import { type Rule, type Violation } from '../rule';

/** In milliseconds; who writes it mostly means half a second. */
const HALF = 0.5;

export const bucketSpelling: Rule = {
  code: 'SC0423',
  name: 'bucket-spelling',
  severity: Severity.WARNING,
  title: 'a bucket by a name that it has not everywhere, or that means another time',
  sources: [
    'https://prometheus.io/docs/prometheus/latest/migration/#le-and-quantile-label-values',
    'https://istio.io/latest/docs/reference/config/metrics/#metrics',
  ],
  check: (subject) => subject.metrics.flatMap(violationsOf),
};

function violationsOf({ release, template, name, query }: MeasuredMetric): Violation[] {
  const uses = query?.expression ? istioSelectors(query.expression).filter(({ metric }) => metric.endsWith('_bucket')) : [];
  const edges = durationEdges(release) ?? ISTIO_EDGES;
  const bounds = uses.flatMap(({ selector, metric }) => selector.matchers.filter(({ label }) => label === 'le').map((matcher) => ({ matcher, metric })));
  return bounds.flatMap(({ matcher, metric }) => {
    const trouble = troubleOf(matcher, metric, edges);
    return trouble ? [{ at: { manifest: template, path: query!.path }, message: `the query of metric '${name}' matches ${matcherText(matcher)}: ${trouble.message}`, fix: trouble.fix }] : [];
  });
}

function troubleOf(matcher: Matcher, metric: string, edges: readonly number[]): { readonly message: string; readonly fix: string } | undefined {
  const edge = edges.find((one) => {
    const [plain, kept] = spellingsOf(one);
    return matches(matcher, plain) !== matches(matcher, kept);
  });
  if (edge !== undefined) {
    const [plain, kept] = spellingsOf(edge);
    return {
      message: `Prometheus keeps that bucket as "${kept}" from version 3 on, and as "${plain}" before, so that one of the two selects nothing`,
      fix: `match both: le=~"${plain}|${kept.replace('.', '[.]').replace('+', '[+]')}"`,
    };
  }
  const isHalf = metric === 'istio_request_duration_milliseconds_bucket' && matcher.operator === '=' && Number(matcher.value) === HALF;
  return isHalf ? { message: 'the histogram is in milliseconds, and hardly a request is over in half a millisecond', fix: 'for half a second match le=~"500|500[.]0"' } : undefined;
}
