import { nearest } from '../../manifest/nearest';
import { type Matcher } from '../../promql/ast';
import { matchesEmpty } from '../../promql/matching';
import { Severity } from '../finding';
import { isOpen, istioSelectors, labelsOf, matcherText, telemetryTags } from '../istio-vocabulary';
import { type MeasuredMetric } from '../measured-metrics';
import { type Rule, type Violation } from '../rule';

/** So begin Istio's labels; Prometheus adds others, after the pods' own and the scrape's. */
const LIKE_ISTIO = /^(destination|source|response|grpc)_/;

export const labelUnknownToIstio: Rule = {
  code: 'SC0419',
  name: 'label-unknown-to-istio',
  severity: Severity.WARNING,
  title: 'a label that Istio\'s metrics do not have',
  sources: [
    'https://istio.io/latest/docs/reference/config/metrics/#labels',
    'https://istio.io/latest/docs/reference/config/telemetry/#MetricsOverrides',
  ],
  check: (subject) => {
    const added = telemetryTags(subject.bundle);
    return subject.metrics.flatMap((metric) => violationsOf(metric, added));
  },
};

function violationsOf({ template, name, query }: MeasuredMetric, added: ReadonlySet<string>): Violation[] {
  const uses = query?.expression ? istioSelectors(query.expression) : [];
  const unknown = uses.flatMap(({ selector, metric }) => {
    const labels = labelsOf(metric);
    return selector.matchers.filter((matcher) => !labels.includes(matcher.label) && !added.has(matcher.label)).flatMap((matcher) => {
      const meant = nearestLabel(matcher.label, labels);
      return isLikeIstio(matcher, meant) ? [{ matcher, metric, meant }] : [];
    });
  });
  return unknown.map(({ matcher, metric, meant }) => ({
    at: { manifest: template, path: query!.path },
    message: `the query of metric '${name}' matches ${matcherText(matcher)}, a label that ${metric} does not have: ${effectOf(matcher)}`,
    fix: meant ? `did you mean ${meant}?` : `leave it out, or add it with a Telemetry's tagOverrides; ${metric.startsWith('istio_tcp_') ? 'connections have no answers' : 'Istio has no label like it'}`,
  }));
}

/** What all labels begin with makes no two of them alike. */
function nearestLabel(label: string, labels: readonly string[]): string | undefined {
  const prefix = LIKE_ISTIO.exec(label)?.[0] ?? '';
  const rest = nearest(label.slice(prefix.length), labels.filter((one) => one.startsWith(prefix)).map((one) => one.slice(prefix.length)));
  return rest === undefined ? undefined : prefix + rest;
}

/** A tag of a Telemetry elsewhere may have any name; one for the hash mostly has. */
function isLikeIstio(matcher: Matcher, meant: string | undefined): boolean {
  return !isOpen(matcher) && matcher.label !== '__name__' && (meant !== undefined || LIKE_ISTIO.test(matcher.label));
}

function effectOf(matcher: Matcher): string {
  return matchesEmpty(matcher) ? 'it leaves nothing out' : 'it selects nothing, unless a Telemetry or the scrape adds it';
}
