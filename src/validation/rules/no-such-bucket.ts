import { type Matcher } from '../../promql/ast';
import { matches } from '../../promql/matching';
import { durationEdges, edgeAbove, edgeBelow, spellingsOf } from '../bucket-edges';
import { Severity } from '../finding';
import { isOpen, istioSelectors, matcherText } from '../istio-vocabulary';
import { type MeasuredMetric } from '../measured-metrics';
import { type Rule, type Violation } from '../rule';

export const noSuchBucket: Rule = {
  code: 'SC0422',
  name: 'no-such-bucket',
  severity: Severity.ERROR,
  title: 'a bucket that the histogram does not have',
  sources: [
    'https://istio.io/latest/docs/reference/config/annotations/#SidecarStatsHistogramBuckets',
    'https://prometheus.io/docs/practices/histograms/#apdex-score',
  ],
  check: (subject) => subject.metrics.flatMap(violationsOf),
};

function violationsOf({ release, template, name, query }: MeasuredMetric): Violation[] {
  const edges = durationEdges(release);
  if (!query?.expression || !edges) return [];
  const all = [...edges.flatMap(spellingsOf), '+Inf'];
  const bounds = istioSelectors(query.expression).filter(({ metric }) => metric === 'istio_request_duration_milliseconds_bucket').flatMap(({ selector }) => selector.matchers.filter(({ label }) => label === 'le'));
  return bounds.filter((matcher) => !isOpen(matcher) && !all.some((edge) => matches(matcher, edge))).map((matcher) => ({
    at: { manifest: template, path: query.path },
    message: `the query of metric '${name}' matches ${matcherText(matcher)}, and the histogram of the pods has no such bucket: it selects nothing`,
    fix: `match one that it has: ${suggestion(matcher, edges)}`,
  }));
}

function suggestion({ value }: Matcher, edges: readonly number[]): string {
  const bound = Number(value);
  // A share of a second is mostly one that was written for a metric in seconds.
  const millis = bound > 0 && bound < 10 && edges.includes(bound * 1000) ? bound * 1000 : undefined;
  const near = millis !== undefined ? [millis] : [edgeBelow(bound, edges), edgeAbove(bound, edges)].filter((edge) => edge !== undefined);
  const offered = near.length > 0 ? near : edges.slice(0, 3);
  return `${offered.map((edge) => patternFor(edge)).join(' or ')}${millis === undefined ? '' : ', as it is in milliseconds'}`;
}

function patternFor(edge: number): string {
  const [plain, kept] = spellingsOf(edge);
  return plain === kept ? `le="${plain}"` : `le=~"${plain}|${kept.replace('.', '[.]').replace('+', '[+]')}"`;
}
