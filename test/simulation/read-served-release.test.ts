import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ISTIO, readServed, servedOf, shop, type ShopOptions, synthesized } from './loop';

const BY_HASH = 'istio_requests_total{pod_hash="{{args.hash}}"}';

test('reads the Services, the port and the route\'s timeout', () => {
  const { workload, route } = servedOf(shop({ route: { timeout: '2500ms' } }));
  expect(workload).toMatchObject({ namespace: 'eu', name: 'shop', protocol: 'http', port: 80, services: [{ name: 'shop', createdAt: 0, ports: [{ port: 80, targetPort: 8080 }] }] });
  expect(route).toEqual({ stable: 'shop', canary: 'shop', timeout: 2500 });
});

test.each<readonly [string, object | undefined, string, object]>([
  ['nothing where nobody says so: no default is about what can happen here', undefined, 'http', {}],
  ['nothing where there are no attempts', undefined, 'http', { retries: { attempts: 0 } }],
  ['by Istio\'s conditions, which no error meets', { attempts: 2, onError: false, onTimeout: false }, 'http', { retries: { attempts: 2 } }],
  ['errors and what is late', { attempts: 2, onError: true, onTimeout: true }, 'http', { retries: { attempts: 2, retryOn: 'connect-failure,5xx' } }],
  ['errors by their code', { attempts: 1, onError: true, onTimeout: false }, 'http', { retries: { attempts: 1, retryOn: '503,500' } }],
  ['each try within its time', { attempts: 1, perTryTimeout: 500, onError: false, onTimeout: true }, 'http', {
    retries: { attempts: 1, perTryTimeout: '500ms', retryOn: 'gateway-error' },
  }],
  ['no failed call of gRPC for a 5xx, for it is a 200', { attempts: 1, onError: false, onTimeout: true }, 'grpc', { retries: { attempts: 1, retryOn: '5xx' } }],
  ['failed calls of gRPC by their status', { attempts: 1, onError: true, onTimeout: false }, 'grpc', { retries: { attempts: 1, retryOn: 'internal' } }],
])('reads that it tries again %s', (_, retries, name, route) => {
  expect(servedOf(shop({ route, service: { ports: [{ name, port: 80 }] } })).retries).toEqual(retries);
});

test.each<readonly [string, string, ShopOptions]>([
  ['http', 'the port\'s name says so', { query: 'up{request_protocol="grpc"}' }],
  ['grpc', 'the port\'s name says so', { service: { ports: [{ name: 'grpc-api', port: 80 }] } }],
  ['grpc', 'the port\'s protocol says so', { service: { ports: [{ name: 'api', appProtocol: 'grpc', port: 80 }] } }],
  ['grpc', 'a query asks for it', { service: { ports: [{ port: 80 }] }, query: 'up{request_protocol="grpc"}' }],
  ['grpc', 'a query reads its status', { service: { ports: [{ port: 80 }] }, query: 'up{grpc_response_status="0"}' }],
  ['http', 'nobody says anything', { service: { ports: [{ port: 80 }] } }],
])('takes the protocol for %s where %s', (protocol, _, options) => {
  expect(servedOf(shop(options)).workload.protocol).toBe(protocol);
});

test.each<readonly [string, object, readonly string[], ShopOptions]>([
  ['a Telemetry and a query', { telemetry: 'pod_hash' }, [], { telemetry: 'pod_hash', query: BY_HASH }],
  ['a Telemetry alone', { telemetry: 'pod_hash' }, [], { telemetry: 'pod_hash' }],
  ['a Telemetry, and a query by another label', { telemetry: 'rollout_hash', relabelled: 'pod_hash' }, ['\'pod_hash\''], { telemetry: 'rollout_hash', query: BY_HASH }],
  ['a query alone', { relabelled: 'pod_hash' }, ['\'pod_hash\''], { query: BY_HASH }],
  ['nobody', {}, [], {}],
])('reads the label of the hash from %s', (_, labels, assumed, options) => {
  const { workload, assumptions } = servedOf(shop(options));
  expect(workload.hashLabels).toEqual(labels);
  expect(assumptions).toHaveLength(assumed.length);
  for (const [index, label] of assumed.entries()) expect(assumptions[index]).toContain(label);
});

test('knows a caller in the mesh, or the gateway that the route is bound to', () => {
  expect(servedOf(shop()).workload.caller).toMatchObject({ namespace: 'eu', name: 'client' });
  expect(servedOf(shop().replace('hosts:', 'gateways: [istio-system/public]\n  hosts:')).workload.caller).toMatchObject({ namespace: 'istio-system', name: 'istio-ingressgateway' });
});

test('keeps the metrics that are asked for, and all where a query does not name any', () => {
  expect(servedOf(shop({ query: BY_HASH })).metrics).toEqual(new Set(['istio_requests_total']));
  expect(servedOf(shop({ query: '{__name__=~"istio_.*"}' })).metrics).toBeUndefined();
});

test.each<readonly [string, ShopOptions]>([
  ['Service \'shop\' is not among the manifests, and is taken to select the pods', { service: { selector: { app: 'other' } } }],
  ['all requests are taken to match a mirror route, which has neither the timeout nor the retries of the route behind it', { steps: [{ setMirrorRoute: { name: 'mirror', match: [{ method: { exact: 'GET' } }] } }] }],
  ['VirtualService \'cart\' is not among the manifests: its route is taken to lead to both versions, and to have neither timeout nor retries', {
    strategy: { trafficRouting: { istio: { ...ISTIO, virtualService: { name: 'cart' } } } },
  }],
  ['of 2 weighted routes all requests take \'api\' of VirtualService \'shop\'', {
    route: { name: 'web' },
    routes: [{ name: 'api', route: ['stable', 'canary'].map((subset) => ({ destination: { host: 'shop', subset } })) }],
    strategy: { trafficRouting: { istio: { ...ISTIO, virtualService: { name: 'shop', routes: ['api', 'web'] } } } },
  }],
  ['the header of a header route is sent by nobody, unless a share of the requests is said to have it', { steps: [{ setHeaderRoute: { name: 'header', match: [{ headerName: 'a', headerValue: { exact: 'b' } }] } }] }],
])('says that %s', (assumption, options) => {
  expect(servedOf(shop(options)).assumptions).toEqual([assumption]);
});

test('takes the first VirtualService that is there and has a route of HTTP', () => {
  // GIVEN
  const istio = { ...ISTIO, virtualService: undefined, virtualServices: ['elsewhere', 'database', 'shop'].map((name) => ({ name })) };
  const database = 'apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata: {name: database, namespace: eu}\nspec: {hosts: [database], tcp: [{route: []}]}\n';

  // WHEN
  const { route, assumptions } = servedOf(`${shop({ strategy: { trafficRouting: { istio } }, route: { timeout: '1s' } })}---\n${database}`);

  // THEN
  expect(route).toEqual({ stable: 'shop', canary: 'shop', timeout: 1000 });
  expect(assumptions).toEqual(['of 2 weighted routes all requests take http[0] of VirtualService \'shop\'']);
});

test('reads an existing route with what the other team has said of it', () => {
  const assumed = readFileSync(join(__dirname, '..', '..', 'e2e', 'fixtures', '07-existing-objects', 'assumed.yaml'), 'utf-8');
  const { route, assumptions, workload } = servedOf(`${synthesized('07-existing-objects/checkout')}---\n${assumed}`);
  expect(route).toEqual({ stable: 'checkout', canary: 'checkout', timeout: 3000 });
  expect(assumptions).toEqual(['of 3 weighted routes all requests take \'checkout\' of VirtualService \'public\'']);
  expect([workload.port, workload.caller?.name]).toEqual([8080, 'istio-ingressgateway']);
});

const NO_SUBSETS = { trafficRouting: { istio: { virtualService: { name: 'shop' } } }, stableService: 'shop-stable', canaryService: 'shop-canary' };

test.each<readonly [string, ShopOptions]>([
  ['metric \'checked\' is measured by job, and a scenario has only Prometheus', { metric: { provider: { job: {} } } }],
  ['a scenario has no traffic for the pods of an experiment', { steps: [{ experiment: { templates: [] } }] }],
  ['the Rollout names no VirtualService, and a scenario needs its route', { strategy: { trafficRouting: { istio: {} } } }],
  ['VirtualService \'cart\' is not among the manifests, and nothing else says which Services it leads to', {
    strategy: { trafficRouting: { istio: { virtualService: { name: 'cart' } } } },
  }],
  ['the weighted routes of VirtualService \'shop\' are of tcp, and sidecars count connections and bytes there, but neither requests nor failures', { protocol: 'tcp' }],
  ['VirtualService \'shop\' has no HTTP route whose weights the controller moves', { route: { name: 'a' }, strategy: { trafficRouting: { istio: { virtualService: { name: 'shop', routes: ['b'] } } } } }],
  ['the weighted route of VirtualService \'shop\' does not lead to both versions', { strategy: NO_SUBSETS }],
  ['the weighted route of VirtualService \'shop\' leads to no Service of the Rollout\'s namespace', {
    route: { route: ['stable', 'canary'].map((subset) => ({ destination: { host: 'shop.us.svc.cluster.local', subset } })) },
  }],
])('fails because %s', (refusal, options) => {
  expect(readServed(shop(options)).refusal).toBe(refusal);
});
