import { nearest } from '../../manifest/nearest';
import { type Matcher } from '../../promql/ast';
import { matches } from '../../promql/matching';
import { Severity } from '../finding';
import { grpcStatusIn, type LabelValues, valuesOf } from '../istio-values';
import { isOpen, istioSelectors, labelsOf, matcherText, telemetryTags } from '../istio-vocabulary';
import { type MeasuredMetric } from '../measured-metrics';
import { type Rule, type Violation } from '../rule';

/** Labels by which failures are told; leaving nothing out by another one does no harm. */
const TELLING_FAILURES = new Set(['response_code', 'grpc_response_status']);

export const valueUnknownToIstio: Rule = {
  code: 'SC0420',
  name: 'value-unknown-to-istio',
  severity: Severity.ERROR,
  title: 'a value that Istio never writes into its label',
  sources: [
    'https://istio.io/latest/docs/reference/config/metrics/#labels',
    'https://grpc.io/docs/guides/status-codes/',
  ],
  check: (subject) => {
    const overridden = telemetryTags(subject.bundle);
    return subject.metrics.flatMap((metric) => violationsOf(metric, overridden));
  },
};

function violationsOf({ template, name, query }: MeasuredMetric, overridden: ReadonlySet<string>): Violation[] {
  const uses = query?.expression ? istioSelectors(query.expression) : [];
  const found = uses.flatMap(({ selector, metric }) => {
    const labels = labelsOf(metric);
    const closed = selector.matchers.filter((matcher) => labels.includes(matcher.label) && !overridden.has(matcher.label) && matcher.value !== '' && !isOpen(matcher));
    return closed.flatMap((matcher) => {
      const known = valuesOf(matcher.label, selector);
      const effect = known && effectOf(matcher, known);
      return effect ? [{ matcher, known, effect }] : [];
    });
  });
  return found.map(({ matcher, known, effect }) => ({
    at: { manifest: template, path: query!.path },
    message: `the query of metric '${name}' matches ${matcherText(matcher)}, and Istio never writes that: the values of ${matcher.label} are ${known.words}, so it ${effect}`,
    fix: fixOf(matcher, known),
  }));
}

function effectOf(matcher: Matcher, { values }: LabelValues): string | undefined {
  if (!values.some((value) => matches(matcher, value))) return 'selects nothing';
  const excludes = TELLING_FAILURES.has(matcher.label) && matcher.operator.startsWith('!');
  return excludes && values.every((value) => matches(matcher, value)) ? 'leaves nothing out' : undefined;
}

function fixOf({ label, operator, value }: Matcher, { values }: LabelValues): string {
  const pattern = operator.startsWith('!') ? '!~' : '=~';
  if (label === 'response_code') return `write the codes as a pattern: response_code${pattern}"5.."`;
  const status = label === 'grpc_response_status' ? grpcStatusIn(value) : undefined;
  if (status) return `write its number: ${status.name} is ${status.number}`;
  const meant = nearest(value, values);
  return meant ? `did you mean ${label}${operator}"${meant}"?` : `match one of its values: ${values.slice(0, 3).filter((one) => one !== '').join(', ')}`;
}
