import { codesOf } from './measured-query';
import { readManifests } from '../../src/manifest/read-manifests';
import { validate } from '../../src/validation/validate';

const HASH = 'h="{{args.canary-hash}}"';
const DESTINATION = `reporter="destination",${HASH}`;

/** Codes of the findings about a query, which a Rollout measures with both hashes; the other argument has no value. */
function codesFor(query: string, condition = 'len(result) > 0 && result[0] >= 0.95', objects: string[] = []): string[] {
  const args = '[{name: canary-hash, valueFrom: {podTemplateHashValue: Latest}}, {name: stable-hash, valueFrom: {podTemplateHashValue: Stable}}, {name: open, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}]';
  const { manifests } = readManifests([
    `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: shop}, spec: {selector: {matchLabels: {app: shop}}, template: {metadata: {labels: {app: shop}}, spec: {containers: [{name: a, image: b}]}}, strategy: {canary: {analysis: {templates: [{templateName: t}], args: ${args}}}}}}`,
    `{apiVersion: argoproj.io/v1alpha1, kind: AnalysisTemplate, metadata: {name: t}, spec: {args: [{name: canary-hash}, {name: stable-hash}, {name: open}], metrics: [{name: m, successCondition: '${condition}', provider: {prometheus: {address: 'http://p', query: '${query}'}}}]}}`,
    ...objects,
  ].join('\n---\n'), 'bundle.yaml');
  return validate(manifests).findings.map(({ code }) => code).filter((code) => code.startsWith('SC04'));
}

function service(...ports: string[]): string {
  return `{apiVersion: v1, kind: Service, metadata: {name: shop}, spec: {selector: {app: shop}, ports: [${ports.map((port, index) => `{port: ${80 + index}, ${port}}`).join()}]}}`;
}

const BY_CODE = `(sum(rate(istio_requests_total{${DESTINATION},response_code!~"5..|0"}[2m])) or vector(0)) / sum(rate(istio_requests_total{${DESTINATION}}[2m]))`;

test.each<[string, string[], string[]]>([
  ['all ports are gRPC by name', ['name: grpc', 'name: grpc-admin'], ['SC0402']],
  ['a port is gRPC by appProtocol, whatever its name', ['name: http, appProtocol: grpc'], ['SC0402']],
  ['another port is HTTP', ['name: grpc', 'name: http'], []],
  ['the port is gRPC for browsers, of which Istio does not say so', ['name: grpc-web'], []],
  ['the port has no name', ['protocol: TCP'], []],
])('what a Service speaks: %s', (_, ports, expected) => {
  expect(codesFor(BY_CODE, undefined, [service(...ports)])).toEqual(expected);
});

test.each<[string, string, string[], string[]]>([
  ['a port without a name and ports of that name', 'ports: [{containerPort: 1, name: grpc}]', ['protocol: TCP'], ['SC0402']],
  ['HTTP/2 and a probe of the only port', 'ports: [{containerPort: 50051}], readinessProbe: {grpc: {port: 50051}}', ['name: http2'], ['SC0402']],
  ['no Service and a probe of the only port', 'ports: [{containerPort: 50051}], livenessProbe: {grpc: {port: 50051}}', [], ['SC0402']],
  ['a probe of another port', 'ports: [{containerPort: 8080}], livenessProbe: {grpc: {port: 9090}}', ['protocol: TCP'], []],
  ['a probe of one of two ports', 'ports: [{containerPort: 8080}, {containerPort: 9090}], livenessProbe: {grpc: {port: 9090}}', ['protocol: TCP'], []],
  ['a port that is HTTP and a probe', 'ports: [{containerPort: 8080}], livenessProbe: {grpc: {port: 8080}}', ['name: http-web'], []],
  ['nothing at all', '', ['protocol: TCP'], []],
])('what the pods speak, with %s', (_, container, ports, expected) => {
  expect(codesOf({ query: BY_CODE, container, objects: ports.length > 0 ? [service(...ports).replace('{name: shop}', '{name: shop, namespace: arch}')] : [] })).toEqual(expected);
});

test('a query for HTTP is right for the HTTP of a service that speaks gRPC, too', () => {
  expect(codesFor(BY_CODE.replaceAll('h=', 'request_protocol="http",h='), undefined, [service('name: grpc')])).toEqual([]);
});

test.each([
  ['sum(rate(up[2m])', ['SC0407']],
  ['rate(up)', ['SC0407']],
  ['up{a=~"("}', ['SC0407']],
  ['up{a="{{args.open}}"}', []],
  ['rate(up[{{args.open}}])', []],
  ['rate(up{a="{{args.open}}"})', []],
])('%s is refused where no argument without a value is in the way', (query, expected) => {
  expect(codesFor(query)).toEqual(expected);
});

test.each([
  ['sum(rate(istio_requests_total{pod=~"shop-{{args.canary-hash}}-.+"}[2m]))', ['SC0408']],
  ['sum(rate(istio_requests_total{reporter=~"source|destination",pod=~"shop-{{args.canary-hash}}-.+"}[2m]))', ['SC0408']],
  ['max(sum by (reporter) (rate(istio_requests_total{pod=~"shop-{{args.canary-hash}}-.+"}[2m])))', []],
  ['sum(rate(istio_requests_total{reporter="waypoint",pod=~"shop-{{args.canary-hash}}-.+"}[2m]))', []],
  [`sum(rate(istio_requests_total{${HASH}}[2m]))`, []],
  [`sum(rate(istio_requests_total{${HASH}}[2m])) / sum(rate(istio_requests_total{h="{{args.stable-hash}}"}[2m]))`, []],
  ['sum(rate(http_requests_total[2m]))', []],
  ['sum(idelta(queue_length[2m]))', ['SC0409']],
])('%s has %j', (query, expected) => {
  expect(codesFor(query)).toEqual(expected);
});

const GOOD = `sum(rate(istio_requests_total{${DESTINATION},response_code=~"2.."}[2m])) / sum(rate(istio_requests_total{${DESTINATION}}[2m]))`;
const BAD = GOOD.replace('2..', '5..|0');

test.each([
  ['errors, and nothing is an error', BAD, 'result[0] <= 0.05', ['SC0410']],
  ['errors, and nothing is a success', BAD, 'len(result) == 0 || result[0] <= 0.05', []],
  ['errors with a 0 of their own', BAD.replace(/^(.*)( \/)/, '($1 or vector(0))$2'), 'result[0] <= 0.05', []],
  ['errors in percent', `100 * (${BAD})`, 'result[0] <= 5', ['SC0410']],
  ['errors of gRPC', BAD.replace('response_code=~"5..|0"', 'grpc_response_status="14"'), 'result[0] <= 0.05', ['SC0410']],
  ['successes, and nothing is an error', GOOD, 'result[0] >= 0.95', ['SC0410']],
  ['successes, and nothing is a failure', GOOD, 'len(result) > 0 && result[0] >= 0.95', []],
  ['a condition that is none', BAD, 'result[0] <=', []],
])('a share of %s', (_, query, condition, expected) => {
  expect(codesFor(query, condition).filter((code) => code === 'SC0410')).toEqual(expected);
});

test.each([
  ['sum by (pod)', ['SC0411']],
  ['sum without (le)', ['SC0411']],
  ['sum without (pod)', []],
  ['max by (pod, le)', []],
])('a quantile over %s', (aggregation, expected) => {
  expect(codesFor(`max(histogram_quantile(0.9, ${aggregation} (rate(x_bucket[2m]))))`)).toEqual(expected);
});

test('a quantile of what is no series of buckets is not judged', () => {
  expect(codesFor('histogram_quantile(0.9, sum(rate(native_histogram[2m])))')).toEqual([]);
});
