import { checkSpec } from './custom';

const SET = { 'type': 'array', 'x-kubernetes-list-type': 'set', 'items': { type: 'string' } };
const MAP = {
  'type': 'array',
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': ['name'],
  'items': { type: 'object', properties: { name: { type: 'string', nullable: true }, port: { type: 'integer' } } },
};
const TWO_KEYS = { ...MAP, 'x-kubernetes-list-map-keys': ['name', 'port'] };

test.each<[string, object, unknown, string[]]>([
  ['a set without repetition', SET, ['a', 'b'], []],
  ['a set with one repetition', SET, ['a', 'b', 'a'], ['spec[2] duplicate: Duplicate value: "a"']],
  ['a third time is not said again', SET, ['a', 'a', 'a'], ['spec[1] duplicate: Duplicate value: "a"']],
  ['a map without repetition', MAP, [{ name: 'a' }, { name: 'b' }], []],
  ['a map with a key twice', MAP, [{ name: 'a', port: 1 }, { name: 'a', port: 2 }], ['spec[1] duplicate: Duplicate value: {"name":"a"}']],
  ['a map with no key twice', MAP, [{ port: 1 }, { port: 2 }], ['spec[1] duplicate: Duplicate value: {}']],
  ['two keys of which one differs', TWO_KEYS, [{ name: 'a', port: 1 }, { name: 'a', port: 2 }], []],
  ['two keys, in another order', TWO_KEYS, [{ name: 'a', port: 1 }, { port: 1, name: 'a' }], ['spec[1] duplicate: Duplicate value: {"name":"a","port":1}']],
  ['below a map', { type: 'object', additionalProperties: SET }, { x: ['a', 'a'] }, ['spec[x][1] duplicate: Duplicate value: "a"']],
  ['below a list', { type: 'array', items: { type: 'object', properties: { set: SET } } }, [{ set: ['a', 'a'] }], ['spec[0].set[1] duplicate: Duplicate value: "a"']],
  ['something else in a map', { ...MAP, items: { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true } }, [1], [
    'spec[0] type: Invalid value: "integer": spec[0] in body must be of type object: "integer"',
    'spec[0] invalid: Invalid value: 1: must be an object for an array of list-type map',
  ]],
])('%s', (_, schema, value, expected) => {
  expect(checkSpec(schema, value)).toEqual(expected);
});
