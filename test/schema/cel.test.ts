import { runInNewContext } from 'node:vm';
import { checkSpec } from './custom';
import { compileCel } from '../../src/schema/cel-environment';

function withRule(schema: object, rule: object): object {
  return { ...schema, 'x-kubernetes-validations': [rule] };
}

const STRING = { type: 'string' };
const PORTS = { type: 'object', properties: { min: { type: 'integer' }, max: { type: 'integer' }, ratio: { type: 'number' } } };

test.each<[string, object, unknown, string[]]>([
  ['a rule that holds', withRule(STRING, { rule: 'self.startsWith("a")' }), 'abc', []],
  ['a rule that does not', withRule(STRING, { rule: 'self.startsWith("a")' }), 'b', ['spec invalid: Invalid value: "b": failed rule: self.startsWith("a")']],
  ['its own message', withRule(STRING, { rule: 'self == "a"', message: 'must be a' }), 'b', ['spec invalid: Invalid value: "b": must be a']],
  ['a message that is computed', withRule(STRING, { rule: 'self == "a"', messageExpression: '"not " + self' }), 'b', ['spec invalid: Invalid value: "b": not b']],
  ['a message that cannot be computed', withRule(STRING, { rule: 'self == "a"', message: 'must be a', messageExpression: 'self.nothing' }), 'b',
    ['spec invalid: Invalid value: "b": must be a']],
  ['an object is not shown', withRule(PORTS, { rule: 'self.min <= self.max', message: 'min above max' }), { min: 2, max: 1 }, ['spec invalid: Invalid value: min above max']],
  ['integers are integers', withRule(PORTS, { rule: 'self.min / 2 == 2' }), { min: 5 }, []],
  ['numbers are doubles', withRule(PORTS, { rule: 'self.ratio / 2.0 == 2.5' }), { ratio: 5 }, []],
  ['a reason', withRule(PORTS, { rule: 'false', reason: 'FieldValueForbidden', message: 'no' }), {}, ['spec forbidden: Forbidden: no']],
  ['another reason', withRule(PORTS, { rule: 'false', reason: 'FieldValueRequired', fieldPath: '.min', message: 'needed' }), {},
    ['spec.min required: Required value: needed']],
  ['a rule about a change is none on create', withRule(STRING, { rule: 'self == oldSelf' }), 'b', []],
  ['in a list', { type: 'array', items: withRule(STRING, { rule: 'self != ""', message: 'empty' }) }, ['a', ''], ['spec[1] invalid: Invalid value: "": empty']],
  ['in a map', { type: 'object', additionalProperties: withRule(STRING, { rule: 'self != ""', message: 'empty' }) }, { a: '' }, ['spec[a] invalid: Invalid value: "": empty']],
  ['in a part of allOf', { type: 'string', allOf: [withRule({}, { rule: 'self != ""', message: 'empty' })] }, '', ['spec invalid: Invalid value: "": empty']],
  ['rules wait until types are right', { type: 'object', properties: { a: STRING, b: withRule(STRING, { rule: 'false' }) } }, { a: 1, b: 'x' },
    ['spec.a type: Invalid value: "integer": spec.a in body must be of type string: "integer"']],
  ['a null has no rules', { type: 'object', properties: { a: { ...withRule(STRING, { rule: 'false' }), nullable: true } } }, { a: null }, []],
])('%s', (_, schema, value, expected) => {
  expect(checkSpec(schema, value)).toEqual(expected);
});

test('a rule that fails to run is an error with its reason', () => {
  const [error] = checkSpec(withRule(STRING, { rule: 'duration(self) > duration("1s")', message: 'must be longer' }), 'soon');
  expect(error).toMatch(/^spec invalid: Invalid value: "string": .+ evaluating rule: must be longer$/);
});

test.each(['https://example.com/a', 'http://a', 'HTTPS://a', 'ftp://a/b', 'https://a/b c'])('%s is a URL', (text) => {
  expect(compileCel('isURL(self)')({ self: text })).toBe(true);
});

test('lists of another realm, such as jest has, are lists', () => {
  const foreign = runInNewContext('[{ min: 1 }, { min: 2 }]');
  expect(checkSpec(withRule({ type: 'array', items: PORTS }, { rule: 'self.all(port, port.min > 1)', message: 'too small' }), foreign)).toEqual(['spec invalid: Invalid value: too small']);
});

test.each(['', 'example.com', 'a b', 'http://a b/c', 'http://a%zz', '1http://a', 'http:a'])('%j is no URL', (text) => {
  expect(compileCel('isURL(self)')({ self: text })).toBe(false);
});

test('the scheme of a URL is in small letters, and that of a path empty', () => {
  expect(['HTTPS://a', '/a/b'].map((self) => compileCel('url(self).getScheme()')({ self }))).toEqual(['https', '']);
});

test.each(['self.', 'unknown(self)', 'nothing == self'])('fails to compile %j', (text) => {
  expect(() => compileCel(text)).toThrow();
});
