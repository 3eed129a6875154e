import { gatewayOf, hostToArgo, isSameHost, serviceOfHost, virtualServiceOf } from '../../src/manifest/istio-host';

test.each([
  ['shop', { name: 'shop', namespace: 'eu' }],
  ['shop.us.svc.cluster.local', { name: 'shop', namespace: 'us' }],
  // Istio expands no host with a dot.
  ['shop.us', undefined],
  ['shop.us.svc', undefined],
  ['shop.example.com', undefined],
  ['a.b.c.svc.cluster.local', undefined],
  ['*.us.svc.cluster.local', undefined],
  ['.us.svc.cluster.local', undefined],
  ['', undefined],
])('takes the host %j for %j', (host, service) => {
  expect(serviceOfHost(host, 'eu', 'cluster.local')).toEqual(service);
});

test('knows clusters with a domain of their own', () => {
  expect(serviceOfHost('shop.us.svc.corp', 'eu', 'corp')).toEqual({ name: 'shop', namespace: 'us' });
  expect(serviceOfHost('shop.us.svc.cluster.local', 'eu', 'corp')).toBeUndefined();
});

test.each([
  ['shop', 'eu', 'shop.eu.svc.cluster.local', 'us', true], ['shop', 'eu', 'shop', 'eu', true], ['shop', 'eu', 'shop', 'us', false],
  ['a.example.com', 'eu', 'a.example.com', 'us', true], ['shop.eu', 'eu', 'shop', 'eu', false], ['', 'eu', '', 'eu', false],
])('%j in %s and %j in %s are the same: %j', (a, first, b, second, same) => {
  expect(isSameHost(a, first, b, second, 'cluster.local')).toBe(same);
});

test('Argo Rollouts compares what stands before the first dot', () => {
  expect(['shop', 'shop.us.svc.cluster.local', ''].map(hostToArgo)).toEqual(['shop', 'shop', '']);
});

test.each([
  ['shop', { name: 'shop', namespace: 'eu' }], ['shop.us', { name: 'shop', namespace: 'us' }], ['shop.us.ignored', { name: 'shop', namespace: 'us' }], ['shop.', { name: 'shop', namespace: 'eu' }],
])('Argo Rollouts takes the VirtualService %j for %j', (reference, target) => {
  expect(virtualServiceOf(reference, 'eu')).toEqual(target);
});

test.each([
  ['mesh', undefined], ['public', { name: 'public', namespace: 'eu' }], ['ingress/public', { name: 'public', namespace: 'ingress' }], ['./public', { name: 'public', namespace: 'eu' }],
  ['public.ingress', { name: 'public', namespace: 'ingress' }], ['public.ingress.svc.cluster.local', { name: 'public', namespace: 'ingress' }],
])('takes the gateway %j for %j', (reference, target) => {
  expect(gatewayOf(reference, 'eu')).toEqual(target);
});
