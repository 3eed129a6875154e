import { fieldAt } from '../../src/manifest/field-at';
import { type JsonObject } from '../../src/manifest/json';

const ROLLOUT: JsonObject = {
  metadata: { name: 'shop', labels: { 'team': 'blue', 'app.kubernetes.io/name': 'shop', 'a\']b': 'odd' }, annotations: { count: '7' } },
  spec: { replicas: 3, paused: false, none: null, empty: '', strategy: { canary: { steps: [{ setWeight: 20 }, { pause: { duration: '1m' } }] } } },
};

test.each([
  ['metadata.name', 'shop'],
  ['metadata.labels[\'team\']', 'blue'],
  ['metadata.labels[\'app.kubernetes.io/name\']', 'shop'],
  ['metadata.labels[\'a\']b\']', 'odd'],
  ['metadata.annotations[\'count\']', '7'],
  ['spec.replicas', '3'],
  ['spec.paused', 'false'],
  ['spec.empty', ''],
  ['spec.strategy.canary.steps[0].setWeight', '20'],
  ['spec.strategy.canary.steps[1].pause.duration', '1m'],
  ['spec.strategy.canary.steps.0.setWeight', '20'],
  ['spec.replicas.', '3'],
])('%s leads to \'%s\'', (path, value) => {
  expect(fieldAt(ROLLOUT, path)).toBe(value);
});

test.each([
  '', '.', 'metadata', 'metadata.labels', 'metadata.labels[\'none\']', 'metadata.labels[\'constructor\']', 'metadata.name[0]', 'spec.none', 'spec.constructor', 'spec.replicas.more',
  'spec.strategy.canary.steps', 'spec.strategy.canary.steps[2].setWeight', 'spec.strategy.canary.steps[-1].setWeight', 'spec.strategy.canary.steps[x].setWeight', 'spec.strategy.canary.steps.length',
])('fails to lead anywhere: \'%s\'', (path) => {
  expect(fieldAt(ROLLOUT, path)).toBeUndefined();
});

test('comes to an end for a path of separators', () => {
  expect(fieldAt(ROLLOUT, '.'.repeat(500_000))).toBeUndefined();
  expect(fieldAt(ROLLOUT, 'metadata.labels[\''.repeat(100_000))).toBeUndefined();
});
