import { ArgoOracle } from './argo';
import { type KubeObject } from './kube-object';

/* What no example has: shapes at which the controller itself goes wrong, and the other strategy. */

const METADATA = { name: 'shop', namespace: 'shop' };
const POD = { metadata: { labels: { app: 'shop' } }, spec: { containers: [{ name: 'shop', image: 'shop' }] } };
const PROMETHEUS = { prometheus: { address: 'http://prometheus', query: 'up' } };

let argo: ArgoOracle;

beforeAll(async () => { argo = await ArgoOracle.start(); });

afterAll(async () => argo.stop());

function rollout(strategy: object): KubeObject {
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: METADATA, spec: { selector: { matchLabels: { app: 'shop' } }, template: POD, strategy } };
}

function template(name: string, spec: object): KubeObject {
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'AnalysisTemplate', metadata: { name, namespace: 'shop' }, spec };
}

function analysed(...templates: string[]): KubeObject {
  return rollout({ canary: { steps: [{ setWeight: 10 }], analysis: { templates: templates.map((templateName) => ({ templateName })) } } });
}

test('a panic of the controller\'s code is told, and the next question is answered', async () => {
  // GIVEN
  const routing = { istio: { virtualService: { name: 'shop' }, destinationRule: { name: 'shop', canarySubsetName: 'canary', stableSubsetName: 'stable' } } };
  const virtualService = { apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: METADATA, spec: { hosts: ['shop'], tls: [] } };
  const objects = [rollout({ canary: { steps: [{ setWeight: 10 }], trafficRouting: routing } }), virtualService];

  // THEN
  await expect(argo.validate(objects)).rejects.toMatchObject({ kind: 'panic', message: 'runtime error: index out of range [0] with length 0' });
  expect(await argo.validate([])).toEqual({ accepted: true, rollouts: [], issues: [] });
});

test('a template that refers to itself is told, where the controller would end', async () => {
  const { issues } = await argo.validate([analysed('a'), template('a', { templates: [{ templateName: 'b' }] }), template('b', { templates: [{ templateName: 'a' }] })]);
  expect(issues).toEqual([{ resource: 'Rollout/shop', stage: 'lookup', message: 'templates refer to themselves, the controller would end in a stack overflow' }]);
});

test('nested templates are flattened into one run, each once', async () => {
  const metric = (name: string) => ({ name, provider: PROMETHEUS });
  const [run] = await argo.runs(
    [analysed('a', 'b'), template('a', { metrics: [metric('one')], templates: [{ templateName: 'b' }] }), template('b', { metrics: [metric('two')] })],
    { stable: 's', canary: 'c' },
  );
  expect(run.metrics.map(({ name }) => name)).toEqual(['one', 'two']);
  expect(run.message).toBeUndefined();
});

test('what a secret will hold is a placeholder', async () => {
  const args = [{ name: 'token', valueFrom: { secretKeyRef: { name: 'prometheus', key: 'token' } } }];
  const metrics = [{ name: 'up', provider: { prometheus: { address: 'http://prometheus', query: 'up{x="{{args.token}}"}' } } }];
  const [run] = await argo.runs([analysed('a'), template('a', { args, metrics })], { stable: 's', canary: 'c' });
  expect(run.metrics[0].provider.prometheus!.query).toBe('up{x="temp-for-secret"}');
});

test('an inline analysis must come to an end, a background one need not', async () => {
  const endless = template('a', { metrics: [{ name: 'up', interval: '1m', provider: PROMETHEUS }] });
  const inline = rollout({ canary: { steps: [{ setWeight: 10 }, { analysis: { templates: [{ templateName: 'a' }] } }] } });
  expect((await argo.validate([inline, endless])).issues).toEqual([
    expect.objectContaining({ stage: 'references', field: 'spec.strategy.canary.steps[1].analysis.templates', message: expect.stringContaining('runs indefinitely') }),
  ]);
  expect(await argo.validate([analysed('a'), endless])).toMatchObject({ accepted: true });
});

test('blue-green is looked up, too', async () => {
  const { issues } = await argo.validate([rollout({ blueGreen: { activeService: 'shop', previewService: 'shop-preview' } })]);
  expect(issues).toEqual([expect.objectContaining({ stage: 'lookup', field: 'spec.strategy.blueGreen.activeService', message: expect.stringContaining('service "shop" not found') })]);
});

test('a router whose objects are beyond the oracle is named', async () => {
  const services = ['shop-stable', 'shop-canary'].map((name) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: 'shop' }, spec: {} }));
  const canary = { stableService: 'shop-stable', canaryService: 'shop-canary', trafficRouting: { nginx: { stableIngress: 'shop' } }, steps: [{ setWeight: 10 }] };
  expect(await argo.validate([rollout({ canary }), ...services])).toMatchObject({ notLookedUp: ['nginx'] });
});
