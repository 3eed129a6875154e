import { checkSpec } from './custom';

const STRING = { type: 'string' };
const NAMED = { type: 'object', required: ['name'], properties: { name: STRING, port: { type: 'integer' } } };

test.each<[string, object, unknown, string[]]>([
  ['a text for a number', { type: 'integer' }, '3', ['spec type: Invalid value: "string": spec in body must be of type integer: "string"']],
  ['a number for a text', STRING, 3, ['spec type: Invalid value: "integer": spec in body must be of type string: "integer"']],
  ['a fraction for an integer', { type: 'integer' }, 1.5, ['spec type: Invalid value: "number": spec in body must be of type integer: "number"']],
  ['a fraction with a format', { type: 'integer', format: 'int32' }, 1.5, ['spec type: Invalid value: "float64": spec in body must be of type int32: "float64"']],
  ['an integer for a number', { type: 'number' }, 3, []],
  ['a bigint for an integer', { type: 'integer', format: 'int64' }, 9007199254740993n, []],
  ['too much for int32', { type: 'integer', format: 'int32' }, 2 ** 31,
    ['spec invalid: Invalid value: "": Checked value must be of type integer with format int32 in spec']],
  ['a list for an object', { type: 'object' }, [], ['spec type: Invalid value: "array": spec in body must be of type object: "array"']],
  ['a list for a text with a format', { type: 'string', format: 'date-time' }, [], []],
  ['a date of JavaScript', STRING, new Date(0), ['spec type: Invalid value: "other": spec in body must be of type string: "other"']],
  ['a number that is none', { type: 'number' }, NaN, ['spec type: Invalid value: "other": spec in body must be of type number: "other"']],
  ['an integer or a text', { 'x-kubernetes-int-or-string': true }, '25%', []],
  ['neither an integer nor a text', { 'x-kubernetes-int-or-string': true }, true,
    ['spec type: Invalid value: "boolean": spec in body must be of type integer,string: "boolean"']],
])('type: %s', (_, schema, value, expected) => {
  expect(checkSpec(schema, value)).toEqual(expected);
});

test.each<[string, object, unknown, string[]]>([
  ['a null where none may be is as if it were left out', { type: 'object', properties: { a: STRING } }, { a: null }, []],
  ['and so is missed', { type: 'object', required: ['a'], properties: { a: STRING } }, { a: null }, ['spec.a required: Required value']],
  ['a null that may be', { type: 'object', required: ['a'], properties: { a: { type: 'string', nullable: true } } }, { a: null }, []],
  ['a null in a list', { type: 'array', items: STRING }, [null], ['spec[0] type: Invalid value: "null": spec[0] in body must be of type string: "null"']],
  ['a null with a default', { type: 'object', required: ['a'], properties: { a: { type: 'string', default: 'x' } } }, { a: null }, []],
  ['a null in a list with a default', { type: 'array', items: { type: 'string', default: 'x' } }, [null], []],
])('null: %s', (_, schema, value, expected) => {
  expect(checkSpec(schema, value)).toEqual(expected);
});

test.each<[string, object, unknown, string[]]>([
  ['a default is filled in before what is required is looked for', { type: 'object', required: ['a'], properties: { a: { type: 'integer', default: 5 } } }, {}, []],
  ['a default has its own defaults',
    { type: 'object', properties: { a: { type: 'object', default: {}, required: ['b'], properties: { b: { type: 'integer', default: 1 } } } } }, {}, []],
  ['a default has to pass, too', { type: 'object', properties: { a: { type: 'object', default: {}, required: ['b'] } } }, {}, ['spec.a.b required: Required value']],
])('default: %s', (_, schema, value, expected) => {
  expect(checkSpec(schema, value)).toEqual(expected);
});

test.each<[string, object, unknown, string[]]>([
  ['in an object', NAMED, { name: 'a', Port: 1 }, ['spec.Port unknown-field: unknown field "spec.Port"']],
  ['in a list', { type: 'array', items: NAMED }, [{ name: 'a' }, { name: 'b', x: {} }], ['spec[1].x unknown-field: unknown field "spec[1].x"']],
  ['in a map', { type: 'object', additionalProperties: NAMED }, { 'a.b': { name: 'a', x: 1 } }, ['spec.a.b.x unknown-field: unknown field "spec.a.b.x"']],
  ['below it nothing is said', NAMED, { name: 'a', x: { y: { z: 1 } } }, ['spec.x unknown-field: unknown field "spec.x"']],
  ['preserved', { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true, 'properties': { a: NAMED } }, { x: { y: 1 }, a: { name: 'a' } }, []],
  ['known again below what is preserved', { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true, 'properties': { a: NAMED } }, { a: { name: 'a', x: 1 } },
    ['spec.a.x unknown-field: unknown field "spec.a.x"']],
])('unknown field: %s', (_, schema, value, expected) => {
  expect(checkSpec(schema, value)).toEqual(expected);
});

test.each<[string, object, unknown, string[]]>([
  ['too short', { type: 'string', minLength: 2 }, 'ä', ['spec invalid: Invalid value: "ä": spec in body should be at least 2 chars long']],
  ['characters count, not bytes', { type: 'string', maxLength: 2 }, 'ä😀', []],
  ['too long', { type: 'string', maxLength: 2 }, 'abc', ['spec too-long: Too long: may not be more than 2 bytes']],
  ['one is one', { type: 'string', maxLength: 1 }, 'abc', ['spec too-long: Too long: may not be more than 1 byte']],
  ['a pattern', { type: 'string', pattern: '^a+$' }, 'b', ['spec invalid: Invalid value: "b": spec in body should match \'^a+$\'']],
  ['a pattern is looked for anywhere', { type: 'string', pattern: 'b' }, 'abc', []],
  ['a pattern that would take JavaScript years', { type: 'string', pattern: '^(a+)+$' }, `${'a'.repeat(50_000)}!`,
    [`spec invalid: Invalid value: "${'a'.repeat(199)}…: spec in body should match '^(a+)+$'`]],
  ['too small', { type: 'integer', minimum: 1 }, 0, ['spec invalid: Invalid value: 0: spec in body should be greater than or equal to 1']],
  ['the bound itself', { type: 'integer', minimum: 1, exclusiveMinimum: true }, 1, ['spec invalid: Invalid value: 1: spec in body should be greater than 1']],
  ['too big', { type: 'number', maximum: 1 }, 1.5, ['spec invalid: Invalid value: 1.5: spec in body should be less than or equal to 1']],
  ['the upper bound itself', { type: 'number', maximum: 1, exclusiveMaximum: true }, 1, ['spec invalid: Invalid value: 1: spec in body should be less than 1']],
  ['no multiple', { type: 'integer', multipleOf: 5 }, 7, ['spec invalid: Invalid value: 7: spec in body should be a multiple of 5']],
  ['too few items', { type: 'array', items: STRING, minItems: 1 }, [], ['spec invalid: Invalid value: 0: spec in body should have at least 1 items']],
  ['too many items', { type: 'array', items: STRING, maxItems: 1 }, ['a', 'b'], ['spec too-many: Too many: 2: must have at most 1 item']],
  ['too few properties', { type: 'object', additionalProperties: STRING, minProperties: 1 }, {},
    ['spec invalid: Invalid value: 0: spec in body should have at least 1 properties']],
  ['too many properties', { type: 'object', additionalProperties: STRING, maxProperties: 1 }, { a: 'b', c: 'd' },
    ['spec too-many: Too many: 2: must have at most 1 item']],
  ['another value', { type: 'string', enum: ['STRICT', 'DISABLE'] }, 'STRIKT', ['spec enum: Unsupported value: "STRIKT": supported values: "STRICT", "DISABLE"']],
  ['a time without zone', { type: 'string', format: 'date-time' }, '2026-01-01T00:00:00',
    ['spec type: Invalid value: "2026-01-01T00:00:00": spec in body must be of type date-time: "2026-01-01T00:00:00"']],
  ['a format that the API server does not know', { type: 'string', format: 'semver' }, '?', []],
])('value: %s', (_, schema, value, expected) => {
  expect(checkSpec(schema, value)).toEqual(expected);
});

test.each<[string, object, unknown, string[]]>([
  ['none of any', { type: 'string', anyOf: [{ minLength: 2 }, { pattern: '^b' }] }, 'a', [
    'spec invalid: Invalid value: "": "spec" must validate at least one schema (anyOf)',
    'spec invalid: Invalid value: "a": spec in body should be at least 2 chars long',
  ]],
  ['two of one', { type: 'string', oneOf: [{ minLength: 1 }, { pattern: '^a' }] }, 'a',
    ['spec invalid: Invalid value: "": "spec" must validate one and only one schema (oneOf). Found 2 valid alternatives']],
  ['none of one', { type: 'string', oneOf: [{ minLength: 2 }, { minLength: 3 }] }, 'a', [
    'spec invalid: Invalid value: "": "spec" must validate one and only one schema (oneOf). Found none valid',
    'spec invalid: Invalid value: "a": spec in body should be at least 2 chars long',
  ]],
  ['not all', { type: 'string', allOf: [{ minLength: 1 }, { pattern: '^b' }] }, 'a', [
    'spec invalid: Invalid value: "a": spec in body should match \'^b\'',
    'spec invalid: Invalid value: "": "spec" must validate all the schemas (allOf)',
  ]],
  ['none of all', { type: 'string', allOf: [{ minLength: 2 }] }, 'a', [
    'spec invalid: Invalid value: "a": spec in body should be at least 2 chars long',
    'spec invalid: Invalid value: "": "spec" must validate all the schemas (allOf). None validated',
  ]],
  ['what must not be', { type: 'string', not: { pattern: '^a' } }, 'a', ['spec invalid: Invalid value: "": "spec" must not validate the schema (not)']],
  ['one of any', { type: 'string', anyOf: [{ minLength: 2 }, { pattern: '^a' }] }, 'a', []],
])('alternatives: %s', (_, schema, value, expected) => {
  expect(checkSpec(schema, value)).toEqual(expected);
});
