import { Bundle } from '../../src/manifest/bundle';
import { type JsonObject } from '../../src/manifest/json';
import { manifestOf } from '../../src/manifest/manifest';

function service(name: string, namespace?: string, more: JsonObject = {}) {
  return manifestOf({ apiVersion: 'v1', kind: 'Service', metadata: { name, ...namespace === undefined ? {} : { namespace } }, ...more });
}

const TARGET = { group: '', kind: 'Service', namespace: 'eu', name: 'shop' };

test('finds an object by group, kind, namespace and name, whatever its version', () => {
  const shop = service('shop', 'eu');
  const rollout = manifestOf({ apiVersion: 'argoproj.io/v1beta9', kind: 'Rollout', metadata: { name: 'shop', namespace: 'eu' } });
  const bundle = new Bundle([service('shop', 'us'), shop, rollout]);
  expect(bundle.find(TARGET)).toEqual({ state: 'found', manifest: shop });
  expect(bundle.find({ group: 'argoproj.io', kind: 'Rollout', namespace: 'eu', name: 'shop' }).manifest).toBe(rollout);
});

test('does not know what is outside, unless the bundle is all there is', () => {
  expect(new Bundle([]).find(TARGET)).toEqual({ state: 'unknown' });
  expect(new Bundle([], { complete: true }).find(TARGET)).toEqual({ state: 'missing' });
});

test('finds the same thing in other namespaces', () => {
  const us = service('shop', 'us');
  const bundle = new Bundle([us, service('shop', 'eu'), service('cart', 'us')]);
  expect(bundle.elsewhere(TARGET)).toEqual([us]);
});

describe('an object without a namespace', () => {
  test('is in the default one', () => {
    const shop = service('shop');
    expect(new Bundle([shop], { defaultNamespace: 'eu' }).find(TARGET)).toEqual({ state: 'found', manifest: shop });
  });

  test('is with the others that have none where no default is given', () => {
    const shop = service('shop');
    const bundle = new Bundle([shop], { complete: true });
    expect(bundle.find(TARGET)).toEqual({ state: 'missing' });
    expect(bundle.find({ ...TARGET, namespace: '' }).manifest).toBe(shop);
  });

  test('may have an empty one, which says the same', () => {
    expect(new Bundle([], { defaultNamespace: 'eu' }).namespaceOf(service('shop', ''))).toBe('eu');
  });
});

test('looks for cluster-wide objects without a namespace, although one may be written in them', () => {
  const template = manifestOf({ apiVersion: 'argoproj.io/v1alpha1', kind: 'ClusterAnalysisTemplate', metadata: { name: 'latency', namespace: 'eu' } });
  const bundle = new Bundle([template], { defaultNamespace: 'us' });
  expect(bundle.find({ group: 'argoproj.io', kind: 'ClusterAnalysisTemplate', namespace: 'us', name: 'latency' }).manifest).toBe(template);
});

describe('duplicates', () => {
  test('are objects of one group, kind, namespace and name', () => {
    const [first, second] = [service('shop', 'eu'), service('shop')];
    const others = [service('shop', 'us'), service('cart', 'eu'), manifestOf({ apiVersion: 'serving.knative.dev/v1', kind: 'Service', metadata: { name: 'shop', namespace: 'eu' } })];
    expect(new Bundle([first, ...others, second], { defaultNamespace: 'eu' }).duplicates()).toEqual([[first, second]]);
  });

  test('may differ in the version of the API', () => {
    const versions = ['networking.istio.io/v1', 'networking.istio.io/v1beta1'].map((apiVersion) => manifestOf({ apiVersion, kind: 'Gateway', metadata: { name: 'a' } }));
    expect(new Bundle(versions).duplicates()).toEqual([versions]);
  });

  test('are not objects without a name, which get one from the API server', () => {
    const generated = manifestOf({ apiVersion: 'batch/v1', kind: 'Job', metadata: { generateName: 'a-' } });
    expect(new Bundle([generated, generated]).duplicates()).toEqual([]);
  });

  test('leave the last one, as applying them does', () => {
    const last = service('shop', 'eu', { spec: { type: 'NodePort' } });
    expect(new Bundle([service('shop', 'eu'), last]).find(TARGET).manifest).toBe(last);
  });
});
