import { codesOf, findingsFor, messagesOf, metricOf } from './measured-query';

const SCOPE = 'reporter="destination",h="{{args.canary-hash}}"';
const requests = (matchers: string, metric = 'istio_requests_total') => `sum(rate(${metric}{h="{{args.canary-hash}}",${matchers}}[2m]))`;
const share = (good: string, all = 'h="{{args.canary-hash}}"', reporter = 'destination') =>
  `(sum(rate(istio_requests_total{reporter="${reporter}",h="{{args.canary-hash}}",${good}}[2m])) or vector(0)) / sum(rate(istio_requests_total{reporter="${reporter}",${all}}[2m]))`;

describe('values that Istio writes', () => {
  test.each([
    'response_code="503"', 'response_code=~"5.."', 'response_code=~"2..|3.."', 'response_code!="0"', 'response_code!~"5.*"', 'response_code!=""', 'response_code="{{args.open}}"',
    'grpc_response_status="14"', 'grpc_response_status=~"0|1"', 'grpc_response_status=""', 'grpc_response_status!="0"', 'request_protocol="grpc"', 'request_protocol!="ws"',
    'connection_security_policy="mutual_tls"', 'response_flags="UH"', 'response_code=~"teapot|5.."',
  ])('%s is one of them, or no failure is told by it', (matcher) => {
    expect(codesOf({ query: requests(`reporter="destination",${matcher}`) })).toEqual([]);
  });

  test.each([
    ['reporter="server"', 'the values of reporter are source, destination, waypoint, so it selects nothing', 'match one of its values: source, destination, waypoint'],
    ['reporter="destinaton"', 'the values of reporter are source, destination, waypoint, so it selects nothing', 'did you mean reporter="destination"?'],
    ['response_code="5xx"', 'the values of response_code are codes of three digits, and 0 where there was no answer, so it selects nothing', 'write the codes as a pattern: response_code=~"5.."'],
    ['response_code!~"5xx|4xx"', 'the values of response_code are codes of three digits, and 0 where there was no answer, so it leaves nothing out', 'write the codes as a pattern: response_code!~"5.."'],
    ['grpc_response_status=~"Unavailable|Internal"', 'the values of grpc_response_status are numbers from 0 to 16, and nothing where there is none, so it selects nothing', 'write its number: INTERNAL is 13'],
    ['grpc_response_status!="OK"', 'the values of grpc_response_status are numbers from 0 to 16, and nothing where there is none, so it leaves nothing out', 'write its number: OK is 0'],
    ['request_protocol="GRPC"', 'the values of request_protocol are http, grpc, tcp, so it selects nothing', 'did you mean request_protocol="grpc"?'],
    ['reporter="source",connection_security_policy="mutual_tls"', 'the values of connection_security_policy are unknown, so it selects nothing', 'match one of its values: unknown'],
  ])('%s fails: %s', (matchers, reason, fix) => {
    const written = matchers.split(',').at(-1);
    const pinned = matchers.startsWith('reporter') ? matchers : `reporter="destination",${matchers}`;
    expect(findingsFor({ query: requests(pinned) }).filter(({ code }) => code === 'SC0420')).toMatchObject([
      { message: `the query of metric 'm' matches ${written}, and Istio never writes that: ${reason}`, fix },
    ]);
  });

  test('are not known of a label that a Telemetry gives another meaning', () => {
    const telemetry = '{apiVersion: telemetry.istio.io/v1, kind: Telemetry, metadata: {name: x, namespace: istio-system}, spec: {metrics: [{overrides: [{tagOverrides: {response_code: {value: "\'x\'"}}}]}]}}';
    expect(codesOf({ query: requests('reporter="destination",response_code="5xx"'), objects: [telemetry] })).toEqual([]);
  });

  test('are not judged in metrics that are not Istio\'s', () => {
    expect(codesOf({ query: 'sum(rate(http_requests_total{reporter="server",response_code="5xx",destination_foo="a"}[2m]))' })).toEqual([]);
  });
});

describe('labels of Istio\'s metrics', () => {
  const telemetry = '{apiVersion: telemetry.istio.io/v1, kind: Telemetry, metadata: {name: x, namespace: arch}, spec: {metrics: [{overrides: [{tagOverrides: {destination_team: {value: "\'x\'"}}}]}]}}';

  test.each([
    ['destination_servicename="shop"', 'istio_requests_total', 'it selects nothing, unless a Telemetry or the scrape adds it', 'did you mean destination_service_name?'],
    ['respons_code!~"5.."', 'istio_requests_total', 'it leaves nothing out', 'did you mean response_code?'],
    ['destination_team="a"', 'istio_requests_total', 'it selects nothing, unless a Telemetry or the scrape adds it', 'leave it out, or add it with a Telemetry\'s tagOverrides; Istio has no label like it'],
    ['response_code="200"', 'istio_tcp_sent_bytes_total', 'it selects nothing, unless a Telemetry or the scrape adds it', 'leave it out, or add it with a Telemetry\'s tagOverrides; connections have no answers'],
  ])('fails on %s in %s: %s', (matcher, metric, effect, fix) => {
    expect(findingsFor({ query: requests(`reporter="destination",${matcher}`, metric) })).toMatchObject([
      { code: 'SC0419', message: `the query of metric 'm' matches ${matcher}, a label that ${metric} does not have: ${effect}`, fix },
    ]);
  });

  test.each(['namespace="arch"', 'pod=~"shop-.*"', 'app="shop"', 'version="v1"', 'role="canary"', 'cluster="eu"', 'job="x"', 'destination_hash="{{args.canary-hash}}"', 'source_workload="web"'])('%s is one, or may be the scrape\'s or a Telemetry\'s', (matcher) => {
    expect(codesOf({ query: requests(`reporter="destination",${matcher}`) })).toEqual([]);
  });

  test('are more where a Telemetry adds some', () => {
    expect(codesOf({ query: requests('reporter="destination",destination_team="a"'), objects: [telemetry] })).toEqual([]);
  });
});

describe('names of Istio\'s metrics', () => {
  test.each([
    ['istio_request_duration_seconds_bucket', 'ask for istio_request_duration_milliseconds_bucket'],
    ['istio_request_duration_count', 'ask for istio_request_duration_milliseconds_count'],
    ['istio_request_total', 'ask for istio_requests_total'],
    ['istio_tcp_connection_opened_total', 'ask for istio_tcp_connections_opened_total'],
    ['istio_request_errors_by_version_total', 'ask for one of Istio\'s metrics: istio_requests_total, istio_request_duration_milliseconds_bucket, …'],
  ])('%s is none', (metric, fix) => {
    expect(findingsFor({ query: `sum(rate(${metric}{${SCOPE}}[2m])) / sum(rate(${metric}[2m]))` })).toMatchObject([{ code: 'SC0418', fix }]);
  });

  test.each(['istio_requests_total', 'istio_request_duration_milliseconds', 'istio_requests:by_code', 'istio_agent_pilot_xds', 'istio_build', 'request_duration_seconds'])('%s is one, or is not about traffic', (metric) => {
    expect(codesOf({ query: `sum(rate(${metric}{${SCOPE}}[2m]))` })).toEqual([]);
  });
});

describe('requests without an answer', () => {
  const MESH = 'steps: [{setWeight: 20}], trafficRouting: {istio: {virtualService: {name: shop}}}';
  const virtualService = (timeout: string) => '{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: shop, namespace: arch}, '
    + `spec: {hosts: [shop], http: [{name: a, ${timeout}route: [{destination: {host: shop-stable}, weight: 100}, {destination: {host: shop-canary}, weight: 0}]}]}}`;

  test.each([
    ['all that are not 5xx', share('response_code!~"5.*"')],
    ['all that are not 5xx, in percent', `100 * (${share('response_code!~"5.."')})`],
    ['all but those with 5xx', `1 - (${share('response_code=~"5.."')})`],
    ['calls without a bad status', share('request_protocol="grpc",grpc_response_status!~"2|4|8|13|14|15"')],
  ])('fails where good ones are %s', (_, query) => {
    expect(messagesOf('SC0416', { query })).toEqual([
      'the query of metric \'m\' takes requests that ended without an answer, whose response code is 0, for good ones: a canary that hangs until its callers leave looks healthy',
    ]);
  });

  test.each([
    ['are 2xx and 3xx', share('response_code=~"2..|3.."')],
    ['are neither 5xx nor 0', share('response_code!~"5..|0"')],
    ['are without 0, of all without 0', share('response_code!~"5..",response_code!="0"', 'response_code!="0"')],
    ['are what is not 5xx or 0', `1 - (${share('response_code=~"5..|0"')})`],
    ['are without 5xx, of all without 0', `1 - (${share('response_code=~"5.."', 'response_code!="0"')})`],
    ['are calls with a good status', share('request_protocol="grpc",grpc_response_status=~"0|5"')],
  ])('is silent where good ones %s', (_, query) => {
    expect(messagesOf('SC0416', { query })).toEqual([]);
  });

  test('is silent where another metric looks at them', () => {
    const aborts = metricOf('aborts', share('response_code="0"'), 'len(result) > 0 && result[0] < 0.01');
    expect(messagesOf('SC0416', { query: share('response_code!~"5.."'), metrics: [aborts] })).toEqual([]);
  });

  test.each([
    ['a timeout', 'source', 'timeout: 2s, ', 0],
    ['no timeout', 'source', '', 1],
    ['a timeout, of which pods see nothing', 'destination', 'timeout: 2s, ', 1],
  ])('the route has %s: reporter %s', (_, reporter, timeout, count) => {
    expect(messagesOf('SC0416', { query: share('response_code!~"5.."', undefined, reporter), canary: MESH, objects: [virtualService(timeout)] })).toHaveLength(count);
  });

  test('callers get the benefit of the doubt where the routes are not among the manifests', () => {
    expect(messagesOf('SC0416', { query: share('response_code!~"5.."', undefined, 'source'), canary: MESH })).toEqual([]);
  });
});

describe('labels that do not go with the version', () => {
  const byRole = (labels: string) => `steps: [{setWeight: 20}], canaryMetadata: {labels: ${labels}}`;

  test.each([
    ['destination_workload="shop-{{args.canary-hash}}"', 'steps: [{setWeight: 20}]', 'destination_workload="shop-…", the name of a ReplicaSet'],
    ['destination_workload=~"shop-{{args.stable-hash}}"', 'steps: [{setWeight: 20}]', 'destination_workload=~"shop-…", the name of a ReplicaSet'],
    ['destination_version="canary"', byRole('{version: canary}'), 'destination_version="canary", which follows the label version'],
    ['destination_canonical_revision="canary"', byRole('{app.kubernetes.io/version: canary}'), 'destination_canonical_revision="canary", which follows the label app.kubernetes.io/version'],
  ])('fails on %s', (matcher, canary, message) => {
    expect(messagesOf('SC0421', { query: `sum(rate(istio_requests_total{reporter="destination",${matcher}}[2m]))`, canary })).toMatchObject([expect.stringContaining(message)]);
  });

  test.each([
    ['destination_workload="shop",h="{{args.canary-hash}}"', 'steps: [{setWeight: 20}]'],
    ['destination_workload=~"shop(-{{args.canary-hash}})?"', 'steps: [{setWeight: 20}]'],
    ['destination_workload!="shop-{{args.stable-hash}}"', 'steps: [{setWeight: 20}]'],
    ['destination_version="v2"', byRole('{role: canary}')],
    ['destination_version="v2"', 'steps: [{setWeight: 20}]'],
    ['role="canary"', byRole('{role: canary, version: canary}')],
  ])('is silent about %s with %s', (matcher, canary) => {
    expect(messagesOf('SC0421', { query: `sum(rate(istio_requests_total{reporter="destination",${matcher}}[2m]))`, canary })).toEqual([]);
  });
});
