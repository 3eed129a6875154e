import { nearest } from '../../manifest/nearest';
import { selectorsIn } from '../../promql/questions';
import { Severity } from '../finding';
import { ISTIO_METRICS } from '../istio-vocabulary';
import { type MeasuredMetric } from '../measured-metrics';
import { type Rule, type Violation } from '../rule';

/** Of requests and connections; proxies and istiod have others, and a colon is for what a recording rule has made. */
const OF_TRAFFIC = /^istio_(request|response|tcp)[a-z_]*$/;

/** Names from before Istio 1.5. */
const FORMER: Readonly<Record<string, string>> = {
  istio_request_duration_seconds: 'istio_request_duration_milliseconds',
  istio_request_duration: 'istio_request_duration_milliseconds',
};

export const metricUnknownToIstio: Rule = {
  code: 'SC0418',
  name: 'metric-unknown-to-istio',
  severity: Severity.WARNING,
  title: 'a metric that Istio\'s proxies do not have',
  sources: ['https://istio.io/latest/docs/reference/config/metrics/'],
  check: (subject) => subject.metrics.flatMap(violationsOf),
};

function violationsOf({ template, name, query }: MeasuredMetric): Violation[] {
  const asked = query?.expression ? selectorsIn(query.expression).flatMap(({ metric }) => metric ?? []) : [];
  return [...new Set(asked)].filter((metric) => OF_TRAFFIC.test(metric) && !ISTIO_METRICS.includes(metric)).map((metric) => {
    const meant = formerName(metric) ?? nearest(metric, ISTIO_METRICS);
    return {
      at: { manifest: template, path: query!.path },
      message: `the query of metric '${name}' asks for ${metric}, which Istio's proxies do not have: it reads nothing, unless something else makes it`,
      fix: meant ? `ask for ${meant}` : 'ask for one of Istio\'s metrics: istio_requests_total, istio_request_duration_milliseconds_bucket, …',
    };
  });
}

function formerName(metric: string): string | undefined {
  const [, base, end = ''] = /^(.*?)(_bucket|_sum|_count)?$/.exec(metric) ?? [];
  return Object.hasOwn(FORMER, base) ? `${FORMER[base]}${end}` : undefined;
}
