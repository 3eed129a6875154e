import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Workload } from '../src';
import { manifestOf, newCanary, newChart, newDeployment, podTemplate } from './canary';

const CONFIG_HASH = 'cdk8s-smart-canary/config-hash';

function addConfig(chart: Chart, name: string, data: { [key: string]: string }, kind = 'ConfigMap'): ApiObject {
  const encoded = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Buffer.from(value).toString('base64')]));
  return new ApiObject(chart, `${kind}-${name}`, { apiVersion: 'v1', kind, metadata: { name }, data: kind === 'Secret' ? encoded : data });
}

/** The hash that a Deployment with such a pod spec gets. */
function hashOf(chart: Chart, pod: { [field: string]: unknown }): string | undefined {
  const template = podTemplate([{ name: 'http', containerPort: 80 }]);
  newCanary({ workload: Workload.deployment(newDeployment(chart, { template: { ...template, spec: { ...template.spec, ...pod } } })) }, chart);
  return manifestOf(chart, 'Deployment').spec.template.metadata.annotations?.[CONFIG_HASH];
}

/** Each way in which a pod uses an object. */
const USES: [string, string, { [field: string]: unknown }][] = [
  ['ConfigMap', 'a volume', { volumes: [{ name: 'v', configMap: { name: 'settings' } }] }],
  ['ConfigMap', 'a projected volume', { volumes: [{ name: 'v', projected: { sources: [{ configMap: { name: 'settings' } }] } }] }],
  ['ConfigMap', 'envFrom', { containers: [{ name: 'a', image: 'a', ports: [{ name: 'http', containerPort: 80 }], envFrom: [{ configMapRef: { name: 'settings' } }] }] }],
  ['ConfigMap', 'env of an init container', { initContainers: [{ name: 'init', image: 'a', env: [{ name: 'A', valueFrom: { configMapKeyRef: { name: 'settings', key: 'a' } } }] }] }],
  ['Secret', 'a volume', { volumes: [{ name: 'v', secret: { secretName: 'settings' } }] }],
  ['Secret', 'a projected volume', { volumes: [{ name: 'v', projected: { sources: [{ secret: { name: 'settings' } }] } }] }],
  ['Secret', 'envFrom', { initContainers: [{ name: 'init', image: 'a', envFrom: [{ secretRef: { name: 'settings' } }] }] }],
  ['Secret', 'env', { initContainers: [{ name: 'init', image: 'a', env: [{ name: 'A', valueFrom: { secretKeyRef: { name: 'settings', key: 'a' } } }] }] }],
];

describe('a change of configuration', () => {
  test.each(USES)('of a %s used by %s is a release', (kind, _, pod) => {
    const hashes = ['1', '2', '1'].map((a) => {
      const chart = newChart();
      addConfig(chart, 'settings', { a }, kind);
      return hashOf(chart, pod);
    });
    expect(hashes[0]).toMatch(/^[0-9a-f]{16}$/);
    expect(hashes[1]).not.toBe(hashes[0]);
    expect(hashes[2]).toBe(hashes[0]);
  });

  test.each(USES)('of something else than the %s used by %s is none', (kind, _, pod) => {
    const hashes = ['1', '2'].map((a) => {
      const chart = newChart();
      addConfig(chart, 'settings', { b: '0', a: '0' }, kind);
      addConfig(chart, 'other', { a });
      addConfig(chart, 'settings', { a }, kind === 'Secret' ? 'ConfigMap' : 'Secret');
      return hashOf(chart, pod);
    });
    expect(hashes[1]).toBe(hashes[0]);
  });

  test('does not depend on the order of the keys, nor on labels', () => {
    const [first, second] = [{ a: '1', b: '2' }, { b: '2', a: '1' }].map((data, index) => {
      const chart = newChart({ labels: { version: String(index) } });
      addConfig(chart, 'settings', data);
      return hashOf(chart, USES[0][2]);
    });
    expect(second).toBe(first);
  });

  test('is found in another chart of the app, but in the Deployment\'s own first', () => {
    const [elsewhere, both] = [[], ['own']].map((own) => {
      const chart = newChart();
      addConfig(new Chart(chart.node.root as Chart, 'config'), 'settings', { a: '1' });
      own.forEach((a) => addConfig(chart, 'settings', { a }));
      return hashOf(chart, USES[0][2]);
    });
    expect(elsewhere).toMatch(/^[0-9a-f]{16}$/);
    expect(both).not.toBe(elsewhere);
  });

  test('leaves a Deployment alone whose configuration is not in the app', () => {
    const chart = newChart();
    expect(hashOf(chart, USES[0][2])).toBeUndefined();
    expect(manifestOf(chart, 'Deployment').spec.template.metadata).toEqual({ labels: { app: 'shop' } });
  });

  test('of another namespace does not count', () => {
    const chart = newChart({ namespace: 'arch' });
    addConfig(new Chart(chart, 'config', { namespace: 'other' }), 'settings', { a: '1' });
    expect(hashOf(chart, USES[0][2])).toBeUndefined();
  });
});

describe('the annotation', () => {
  test('stands beside others, and is the same at every synth', () => {
    const chart = newChart();
    const config = new kplus.ConfigMap(chart, 'config', { data: { a: '1' } });
    const deployment = new kplus.Deployment(chart, 'deployment', {
      metadata: { name: 'shop' },
      podMetadata: { annotations: { team: 'payments' } },
      containers: [{ image: 'shop', ports: [{ name: 'http', number: 80 }], envFrom: [new kplus.EnvFrom(config)] }],
    });
    newCanary({ workload: Workload.deployment(deployment) }, chart);
    const first = manifestOf(chart, 'Deployment');
    expect(first.spec.template.metadata.annotations).toEqual({ team: 'payments', [CONFIG_HASH]: expect.any(String) });
    expect(manifestOf(chart, 'Deployment')).toEqual(first);
  });

  test('follows what is added after the canary, up to the next synth', async () => {
    const chart = newChart();
    const config = addConfig(chart, 'settings', { a: '1' });
    const before = hashOf(chart, USES[0][2]);
    await Promise.resolve();
    config.addJsonPatch(JsonPatch.replace('/data/a', '2'));
    const after = manifestOf(chart, 'Deployment').spec.template.metadata.annotations[CONFIG_HASH];
    expect(after).toMatch(/^[0-9a-f]{16}$/);
    expect(after).not.toBe(before);
  });
});
