import { readQuery } from '../../../src/promql/query';
import { faultOfQuery } from '../../../src/simulation/proof/fault-of-query';
import { type ServedWorkload } from '../../../src/simulation/world/served-workload';

const WORKLOAD: ServedWorkload = {
  namespace: 'eu',
  name: 'shop',
  protocol: 'http',
  labels: { app: 'shop' },
  port: 80,
  services: [{ name: 'shop', createdAt: 0, ports: [{ port: 80, targetPort: 8080 }] }],
  hashLabels: { telemetry: 'rollout_hash' },
  caller: { namespace: 'eu', name: 'client', pod: 'client-1' },
};

const CANARY = 'reporter="destination",rollout_hash="canary-hash"';

function faultOf(query: string, workload = WORKLOAD): string | undefined {
  const { expression, problem } = readQuery(query);
  if (!expression) throw new Error(problem.message);
  return faultOfQuery(expression, workload);
}

function requests(matchers: string): string {
  return `sum(rate(istio_requests_total{${[CANARY, matchers].filter((part) => part !== '').join()}}[1m]))`;
}

function share(matchers: string, ofAll = ''): string {
  return `(${requests(matchers)} or vector(0)) / ${requests(ofAll)}`;
}

test.each([
  ['a share of good answers', share('response_code!~"5..|0"'), 'fails'],
  ['a share of bad answers', share('response_code=~"5.."'), 'fails'],
  ['a share of calls with a good status', share('grpc_response_status=~"0|5"'), 'fails'],
  ['a count of bad answers', requests('response_code="500"'), 'fails'],
  ['a share of requests without an answer', share('response_code="0"'), 'hangs'],
  ['a share of those that callers have left', share('response_flags="DC"'), 'hangs'],
  ['what was answered at all', requests('response_code!="0"'), 'hangs'],
  ['all requests', requests(''), 'no-traffic'],
  ['requests of whatever code', requests('response_code=~".+"'), 'no-traffic'],
  ['a quantile of durations', `histogram_quantile(0.99, sum by (le) (rate(istio_request_duration_milliseconds_bucket{${CANARY}}[1m])))`, 'slow'],
  ['a mean of durations of good answers', `rate(istio_request_duration_milliseconds_sum{${CANARY},response_code="200"}[1m]) / rate(istio_request_duration_milliseconds_count{${CANARY}}[1m])`, 'slow'],
  ['throttled periods', 'sum(rate(container_cpu_cfs_throttled_periods_total{container="shop",pod=~"shop-canary-hash-.+"}[5m])) / sum(rate(container_cpu_cfs_periods_total{container="shop"}[5m]))', 'throttled'],
  ['restarts, which no traffic causes', 'sum(increase(kube_pod_container_status_restarts_total{namespace="eu",pod=~"shop-canary-hash-.+"}[5m]))', 'measured'],
])('%s: %s', (_, query, fault) => {
  expect(faultOf(query)).toBe(fault);
});

describe('a share by codes', () => {
  test('that tells no code from another is meant to see failures', () => {
    expect(faultOf(share('response_code!~"5xx"'))).toBe('fails');
    expect(faultOf(share('grpc_response_status!="Internal"'))).toBe('fails');
  });

  test.each(['response_code!~"4.."', 'response_code!="503"', 'grpc_response_status!="8"'])('that a canary does not have in the twin is about something else: %s', (matcher) => {
    expect(faultOf(share(matcher))).toBeUndefined();
  });

  test('is a volume where there is nothing to share', () => {
    expect(faultOf(requests('response_code!~"4.."'))).toBe('no-traffic');
  });
});

describe('what is not simulated has no fault:', () => {
  test.each([
    ['a metric of somebody\'s own', 'sum(rate(app_requests_total{hash="canary-hash"}[1m]))'],
    ['such a metric beside Istio\'s', `${requests('')} / sum(rate(app_requests_total[1m]))`],
    ['no metric at all', 'vector(1)'],
    ['a selector without a name', 'sum({app="shop"})'],
    ['a label that nobody knows', requests('tenant="a"')],
    ['another workload', 'sum(rate(istio_requests_total{destination_workload="cart"}[1m]))'],
    ['another Service, of whatever version', 'sum(rate(istio_requests_total{destination_service_name="cart"}[1m]))'],
    ['another namespace, of whatever version', 'sum(rate(istio_requests_total{destination_workload_namespace="us"}[1m]))'],
    ['pods of another release', 'sum(rate(container_cpu_cfs_throttled_periods_total{pod=~"cart-.+"}[5m]))'],
  ])('%s', (_, query) => {
    expect(faultOf(query)).toBeUndefined();
  });
});

describe('who asks by the hash of the canary is about it', () => {
  test.each(['destination_service_name="cart"', 'destination_workload_namespace="us"'])('whatever else it takes the canary for: %s', (matcher) => {
    expect(faultOf(share('response_code!~"5..|0"').replaceAll('reporter=', `${matcher},reporter=`))).toBe('fails');
  });

  test('but for a namespace that manifests leave open', () => {
    expect(faultOf(requests('destination_workload_namespace="us"'), { ...WORKLOAD, namespace: 'default' })).toBeUndefined();
  });

  test('by a label of the scrape and by one that the scrape has moved out of the way', () => {
    expect(faultOf('sum(rate(istio_requests_total{pod_hash="canary-hash"}[1m]))', { ...WORKLOAD, hashLabels: { relabelled: 'pod_hash' } })).toBe('no-traffic');
    expect(faultOf('sum(rate(istio_requests_total{exported_rollout_hash="canary-hash"}[1m]))')).toBe('no-traffic');
    expect(faultOf('sum(rate(istio_requests_total{pod_hash="canary-hash"}[1m]))')).toBeUndefined();
  });
});
