import { atWeight, pod, SHOP } from './shop';
import { destinationLabels, sourceLabels } from '../../../src/simulation/world/request-labels';
import { type RequestOutcome } from '../../../src/simulation/world/request-outcome';
import { type Caller, type HashLabels } from '../../../src/simulation/world/served-workload';

const CALLER: Caller = { namespace: 'istio-system', name: 'gateway', pod: 'gateway-1' };
const CANARY = pod('canary', 0, { labels: { 'app': 'shop', 'app.kubernetes.io/version': '1.2' } });

function atDestination(outcome: RequestOutcome, workload = SHOP) {
  return destinationLabels({ outcome, service: 'shop', pod: CANARY }, CANARY, atWeight(20), workload);
}

test('the pod\'s own sidecar reports itself and its caller, and of its own labels no more than there are', () => {
  expect(atDestination('good')).toEqual({
    reporter: 'destination',
    source_workload: 'gateway',
    source_workload_namespace: 'istio-system',
    source_principal: 'spiffe://cluster.local/ns/istio-system/sa/default',
    source_app: 'unknown',
    source_version: 'unknown',
    source_canonical_service: 'gateway',
    source_canonical_revision: 'latest',
    source_cluster: 'Kubernetes',
    destination_workload: 'shop',
    destination_workload_namespace: 'prod',
    destination_principal: 'spiffe://cluster.local/ns/prod/sa/default',
    destination_app: 'shop',
    destination_version: '',
    destination_service: 'shop.prod.svc.cluster.local',
    destination_service_name: 'shop',
    destination_service_namespace: 'prod',
    destination_canonical_service: 'shop',
    destination_canonical_revision: '1.2',
    destination_cluster: 'Kubernetes',
    request_protocol: 'http',
    response_code: '200',
    grpc_response_status: '',
    response_flags: '-',
    connection_security_policy: 'mutual_tls',
    namespace: 'prod',
    pod: 'shop-canary-0',
    rollout_hash: 'canary',
  });
});

test('the caller\'s sidecar names the Service that was called, and the version that its peer tells, but no hash', () => {
  const labels = sourceLabels({ outcome: 'good', service: 'shop', pod: CANARY }, CALLER, SHOP);
  expect(labels).toMatchObject({
    reporter: 'source',
    source_app: '',
    destination_workload: 'shop',
    destination_version: '1.2',
    destination_service_name: 'shop',
    connection_security_policy: 'unknown',
    namespace: 'istio-system',
    pod: 'gateway-1',
  });
  expect(labels).not.toHaveProperty('rollout_hash');
});

test('of a request that reached no pod the caller knows the Service alone', () => {
  expect(sourceLabels({ outcome: 'unreachable', service: 'shop' }, CALLER, SHOP)).toMatchObject({
    destination_workload: 'unknown',
    destination_workload_namespace: 'unknown',
    destination_service: 'shop.prod.svc.cluster.local',
    destination_service_namespace: 'unknown',
    destination_canonical_service: 'unknown',
    destination_canonical_revision: 'latest',
    response_code: '503',
    response_flags: 'UH',
  });
});

test('callers from outside the mesh are unknown, and not encrypted', () => {
  expect(atDestination('good', { ...SHOP, caller: undefined })).toMatchObject({
    source_workload: 'unknown', source_principal: 'unknown', source_canonical_revision: 'latest', destination_principal: 'unknown', connection_security_policy: 'none',
  });
});

describe('an outcome by protocol', () => {
  test.each([
    ['http', 'good', '200||-', '200||-'],
    ['http', 'failed', '500||-', '500||-'],
    ['http', 'timedOut', '0||DC', '504||UT'],
    ['http', 'abandoned', '0||DC', '0||DC'],
    ['grpc', 'good', '200|0|-', '200|0|-'],
    ['grpc', 'failed', '200|13|-', '200|13|-'],
    ['grpc', 'timedOut', '0||DR', '200|14|UT'],
    ['grpc', 'abandoned', '0||DR', '0||DR'],
    ['grpc', 'unreachable', '200|14|UH', '200|14|UH'],
  ] as const)('%s %s is %s at the destination and %s at the source', (protocol, outcome, destination, source) => {
    const workload = { ...SHOP, protocol };
    const seen = ({ response_code, grpc_response_status, response_flags }: Readonly<Record<string, string>>) => [response_code, grpc_response_status, response_flags].join('|');
    expect(seen(atDestination(outcome, workload))).toBe(destination);
    expect(seen(sourceLabels({ outcome, service: 'shop', pod: CANARY }, CALLER, workload))).toBe(source);
  });
});

describe('the hash', () => {
  test.each<[string, HashLabels | undefined, Record<string, string>]>([
    ['nothing', undefined, {}],
    ['a Telemetry', { telemetry: 'rollout_hash' }, { rollout_hash: 'canary' }],
    ['relabelling', { relabelled: 'rollouts_pod_template_hash' }, { rollouts_pod_template_hash: 'canary' }],
    ['both by different names', { telemetry: 'rollout_hash', relabelled: 'hash' }, { rollout_hash: 'canary', hash: 'canary' }],
    ['both by one name', { telemetry: 'hash', relabelled: 'hash' }, { exported_hash: 'canary', hash: 'canary' }],
  ])('is there as %s brings it', (_, hashLabels, expected) => {
    const labels = atDestination('good', { ...SHOP, hashLabels });
    expect(Object.fromEntries(Object.entries(labels).filter(([name]) => name.includes('hash')))).toEqual(expected);
  });
});
