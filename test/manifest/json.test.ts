import { formatPath, listAt, numberAt, objectAt, stringAt, stringsAt, valueAt } from '../../src/manifest/json';

const VALUE = { spec: { steps: [{ weight: 20 }, 'x'], labels: { a: 'b', c: 1 }, name: 'n' } };

test('finds values by path', () => {
  expect(valueAt(VALUE, 'spec', 'steps', 0, 'weight')).toBe(20);
  expect(numberAt(VALUE, 'spec', 'steps', 0, 'weight')).toBe(20);
  expect(stringAt(VALUE, 'spec', 'name')).toBe('n');
  expect(listAt(VALUE, 'spec', 'steps')).toHaveLength(2);
  expect([...stringsAt(VALUE, 'spec', 'labels')]).toEqual([['a', 'b']]);
});

test.each([[['nope']], [['spec', 'steps', 2]], [['spec', 'steps', 'length']], [['spec', 'name', 0]], [['constructor']], [['__proto__']], [['spec', 'toString', 'name']]])('finds nothing at %j', (path) => {
  expect(valueAt(VALUE, ...path)).toBeUndefined();
  expect(objectAt(VALUE, ...path)).toBeUndefined();
  expect(listAt(VALUE, ...path)).toEqual([]);
});

test.each([
  [['spec', 'strategy', 'canary', 'steps', 2], 'spec.strategy.canary.steps[2]'],
  [['metadata', 'labels', 'app.kubernetes.io/name'], 'metadata.labels[app.kubernetes.io/name]'],
  [[0, 'a'], '[0].a'],
  [[], ''],
])('writes %j as %j', (path, text) => {
  expect(formatPath(path)).toBe(text);
});
