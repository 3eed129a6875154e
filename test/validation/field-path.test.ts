import { parseFieldPath } from '../../src/validation/field-path';

const OBJECT = { metadata: { labels: { 'app.kubernetes.io/name': 'shop', 'app': 'shop' } }, spec: { steps: [{ setWeight: 1 }], data: { '[0]': 1 } } };

test.each([
  ['spec.steps[0].setWeight', ['spec', 'steps', 0, 'setWeight']],
  ['metadata.labels.app.kubernetes.io/name', ['metadata', 'labels', 'app.kubernetes.io/name']],
  ['metadata.labels[app.kubernetes.io/name]', ['metadata', 'labels', 'app.kubernetes.io/name']],
  ['metadata.labels.app', ['metadata', 'labels', 'app']],
  ['spec.missing.field[3]', ['spec', 'missing', 'field', '3']],
  ['spec.steps[9]', ['spec', 'steps', 9]],
  ['', []],
  ['[', ['[']],
])('%s leads to %j', (text, path) => {
  expect(parseFieldPath(text, OBJECT)).toEqual(path);
});
