import { readManifests } from '../../src/manifest/read-manifests';
import { validate } from '../../src/validation/validate';

interface Routing {
  readonly canary?: string;
  readonly objects?: string[];
}

const SUBSETS: Routing = {
  canary: 'trafficRouting: {istio: {virtualService: {name: shop}, destinationRule: {name: shop, stableSubsetName: stable, canarySubsetName: canary}}}',
  objects: ['{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: shop, namespace: arch}, spec: {host: shop-web.arch.svc.cluster.local, subsets: [{name: stable}, {name: canary}]}}'],
};
const HOSTS: Routing = { canary: 'stableService: shop-stable, canaryService: shop-canary, trafficRouting: {istio: {virtualService: {name: shop}}}' };

/** What is said of scope for a query that a Rollout measures with both hashes at hand. */
function messagesFor(query: string, { canary = '', objects = [] }: Routing = {}, condition = 'result[0] > 0'): string[] {
  const args = ['canary-hash, valueFrom: {podTemplateHashValue: Latest}', 'stable-hash, valueFrom: {podTemplateHashValue: Stable}'];
  const strategy = `${canary && `${canary}, `}steps: [{setWeight: 10}, {pause: {}}], analysis: {templates: [{templateName: t}], args: [${args.map((arg) => `{name: ${arg}}`).join()}]}`;
  const { manifests } = readManifests([
    `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: shop, namespace: arch}, spec: {selector: {matchLabels: {app: shop-app}}, template: {metadata: {labels: {app: shop-app}}, spec: {containers: [{name: a, image: b}]}}, strategy: {canary: {${strategy}}}}}`,
    `{apiVersion: argoproj.io/v1alpha1, kind: AnalysisTemplate, metadata: {name: t, namespace: arch}, spec: {args: [{name: canary-hash}, {name: stable-hash}], metrics: [{name: m, successCondition: '${condition}', provider: {prometheus: {address: 'http://p', query: '${query}'}}}]}}`,
    ...objects,
  ].join('\n---\n'), 'bundle.yaml');
  const { findings } = validate(manifests);
  return findings.filter(({ code }) => code === 'SC0401').map(({ message }) => message.replace(/^the query of metric 'm' reads the requests of /, ''));
}

const TOGETHER = ['both versions together: those of the stable version hide what the canary does'];

test.each([
  ['no matcher at all', 'sum(rate(istio_requests_total[2m]))', {}],
  ['the namespace', 'sum(rate(istio_requests_total{destination_workload_namespace="{{args.open}}"}[2m]))', {}],
  ['the Rollout as workload', 'sum(rate(istio_requests_total{destination_workload="shop"}[2m]))', {}],
  ['the pods\' own name for the app', 'sum(rate(istio_requests_total{destination_canonical_service="shop-app"}[2m]))', {}],
  ['the service, from certain callers', 'sum(rate(istio_requests_total{destination_service_name="shop",source_workload="web"}[2m]))', {}],
  ['the host of both subsets', 'sum(rate(istio_requests_total{destination_service="shop-web.arch.svc.cluster.local"}[2m]))', SUBSETS],
  ['a pattern for both Services', 'sum(rate(istio_requests_total{destination_service_name=~"shop-.*"}[2m]))', HOSTS],
  ['a histogram', 'histogram_quantile(0.9, sum by (le) (rate(istio_request_duration_milliseconds_bucket{destination_service_name="shop"}[2m])))', {}],
])('%s fails to tell the canary from stable', (_, query, routing) => {
  expect(messagesFor(query, routing)).toEqual(TOGETHER);
});

test('fails where the stable version\'s hash is the only one', () => {
  expect(messagesFor('sum(rate(istio_requests_total{rollout_hash="{{args.stable-hash}}"}[2m]))')).toEqual(['the stable version alone: whatever the canary does, it stays as it is']);
});

test.each([
  ['the canary\'s hash', 'sum(rate(istio_requests_total{rollout_hash="{{args.canary-hash}}"}[2m]))', {}],
  ['both hashes, compared', 'sum(rate(istio_requests_total{h="{{args.canary-hash}}"}[2m])) / sum(rate(istio_requests_total{h="{{args.stable-hash}}"}[2m]))', {}],
  ['pods by their names', 'sum(rate(istio_requests_total{pod=~"shop-{{args.canary-hash}}-.+"}[2m]))', {}],
  ['the ReplicaSet as workload, before Istio 1.22', 'sum(rate(istio_requests_total{destination_workload="shop-{{args.canary-hash}}"}[2m]))', {}],
  ['the canary Service', 'sum(rate(istio_requests_total{reporter="source",destination_service_name="shop-canary"}[2m]))', HOSTS],
  ['a label that nobody knows', 'sum(rate(istio_requests_total{role="canary"}[2m]))', {}],
  ['a version', 'sum(rate(istio_requests_total{destination_version="v2"}[2m]))', {}],
  ['a service that is none of the release\'s', 'sum(rate(istio_requests_total{destination_service_name="payment"}[2m]))', {}],
  ['what the pods themselves ask of others', 'sum(rate(istio_requests_total{source_workload="shop"}[2m]))', {}],
  ['a value that is not known', 'sum(rate(istio_requests_total{destination_service_name="{{args.open}}"}[2m]))', {}],
  ['other metrics that pods are looked up in', 'sum(rate(istio_requests_total[2m]) * on (pod) group_left kube_pod_labels{label_role="canary"})', {}],
  ['metrics that are not Istio\'s', 'sum(rate(http_requests_total[2m]))', {}],
  ['connections', 'sum(rate(istio_tcp_connections_opened_total[2m]))', {}],
])('%s is given the benefit of the doubt', (_, query, routing) => {
  expect(messagesFor(query, routing)).toEqual([]);
});

const GOOD = 'sum(rate(istio_requests_total{response_code!~"5.."}[2m])) / sum(rate(istio_requests_total[2m]))';
const BAD = GOOD.replace('!~', '=~');

test.each([
  [GOOD, 'result[0] >= 0.95', 'at weight 10 it passes while 50 % of the canary\'s requests fail'],
  [GOOD, 'result[0] >= 0.9', 'at weight 10 it passes while 100 % of the canary\'s requests fail'],
  [BAD, 'result[0] <= 0.02', 'at weight 10 it passes while 20 % of the canary\'s requests fail'],
  [BAD, 'result[0] == 0', 'those of the stable version hide what the canary does'],
  [`100 * (${GOOD})`, 'result[0] >= 95', 'those of the stable version hide what the canary does'],
])('%s with %s: %s', (query, condition, figure) => {
  expect(messagesFor(query, {}, condition)).toEqual([`both versions together: ${figure}`]);
});
