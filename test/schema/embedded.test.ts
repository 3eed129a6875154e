import { checkSpec } from './custom';

const EMBEDDED = { 'type': 'object', 'x-kubernetes-embedded-resource': true, 'x-kubernetes-preserve-unknown-fields': true };

test.each<[string, unknown, string[]]>([
  ['a whole resource', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { anything: 1 } }, []],
  ['without kind and version', {}, ['spec.apiVersion required: Required value', 'spec.kind required: Required value']],
  ['with an empty version', { apiVersion: '', kind: 'Pod' }, ['spec.apiVersion invalid: Invalid value: "": must not be empty']],
  ['with a version that is none', { apiVersion: 'a/b/c', kind: 'Pod' }, ['spec.apiVersion invalid: Invalid value: "a/b/c": unexpected GroupVersion string: a/b/c']],
  ['with a number as kind', { apiVersion: 'v1', kind: 1 }, ['spec.kind invalid: Invalid value: 1: must be a string']],
  ['with a kind that is none', { apiVersion: 'v1', kind: 'a b' }, ['spec.kind invalid: Invalid value: "a b": may have mixed case, but should otherwise match: a DNS-1035 label']],
  ['with a field of metadata that is none', { apiVersion: 'v1', kind: 'Pod', metadata: { nam: 'a' } },
    ['spec.metadata.nam unknown-field: unknown field "spec.metadata.nam"']],
  ['with a name that cannot be a path', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a/b' } }, ['spec.metadata.name invalid: Invalid value: "a/b": may not contain \'/\'']],
])('an embedded resource %s', (_, value, expected) => {
  expect(checkSpec(EMBEDDED, value)).toEqual(expected);
});

test('embedded resources are found in lists and maps', () => {
  // GIVEN
  const schema = { type: 'array', items: { type: 'object', additionalProperties: EMBEDDED } };

  // THEN
  expect(checkSpec(schema, [{ a: { apiVersion: 'v1' } }])).toEqual(['spec[0][a].kind required: Required value']);
});
