import { readTemplatedQuery } from '../../src/promql/query';
import { expandTemplate } from '../../src/promql/template';

const ARGS = new Map([['service', 'shop'], ['window', '5m'], ['empty', ''], ['long', 'a_rather_long_value']]);

function shown(template: string, part: string): string {
  const { text, origin } = expandTemplate(template, ARGS);
  const start = text.indexOf(part);
  const span = origin({ start, end: start + part.length });
  return template.slice(span.start, span.end);
}

test('arguments are filled in, with space in the braces and without', () => {
  expect(expandTemplate('rate(a{s="{{args.service}}"}[{{ args.window }}]){{args.empty}}', ARGS)).toMatchObject({ text: 'rate(a{s="shop"}[5m])', unresolved: [] });
});

test('what has no value stays, and is told with its place', () => {
  expect(expandTemplate('{{args.service}}{{args.nobody}} {{inputs.x}}', ARGS)).toMatchObject({
    text: 'shop{{args.nobody}} {{inputs.x}}', unresolved: [{ tag: 'args.nobody', start: 16, end: 31 }, { tag: 'inputs.x', start: 32, end: 44 }],
  });
});

test('a value is not looked into for more arguments', () => {
  expect(expandTemplate('{{args.a}}', new Map([['a', '{{args.b}}'], ['b', 'c']])).text).toBe('{{args.b}}');
});

test.each([
  ['a + b', 'b', 'b'],
  ['{{args.long}} + b', 'b', 'b'],
  ['{{args.long}} + b', 'a_rather_long_value', '{{args.long}}'],
  ['{{args.long}} + b', 'rather', '{{args.long}}'],
  ['{{args.long}} + b', 'value + b', '{{args.long}} + b'],
  ['c / {{args.service}} + {{args.long}} - d', 'shop + a', '{{args.service}} + {{args.long}}'],
  ['c / {{args.service}} + {{args.long}} - d', '/ shop', '/ {{args.service}}'],
  ['c / {{args.service}} + {{args.long}} - d', '- d', '- d'],
])('in %s the text \'%s\' comes from \'%s\'', (template, part, expected) => {
  expect(shown(template, part)).toBe(expected);
});

test('a templated query has the type and the tree of what it becomes', () => {
  const { type, expression } = readTemplatedQuery('rate(http_requests_total{service="{{args.service}}"}[{{args.window}}])', ARGS);
  expect(type).toBe('vector');
  expect(expression).toMatchObject({ args: [{ range: 300, selector: { matchers: [{ label: 'service', value: 'shop' }] } }] });
});

test('a string may hold an argument without a value', () => {
  const query = readTemplatedQuery('a{b="{{args.nobody}}"}', ARGS);
  expect(query.problem).toBeUndefined();
  expect(query.unresolved).toEqual([{ tag: 'args.nobody', start: 5, end: 20 }]);
});

test('fails where a query cannot hold an argument without a value', () => {
  expect(readTemplatedQuery('rate(a{b="{{args.service}}"}[{{args.nobody}}])', ARGS).problem).toEqual({
    message: 'the argument \'args.nobody\' has no value, and a query cannot hold it here', start: 29, end: 44, token: '{{args.nobody}}', expected: 'an argument with a value',
  });
});

test('fails at the place in the template, not in what it becomes', () => {
  const template = '{{args.long}} +\n* b';
  expect(readTemplatedQuery(template, ARGS).problem).toMatchObject({ message: 'unexpected \'*\'', start: template.indexOf('*'), end: template.indexOf('*') + 1 });
  expect(readTemplatedQuery('rate({{args.service}})', ARGS).problem).toMatchObject({ message: 'argument 1 of \'rate\' must be given a range vector, got an instant vector', start: 5, end: 21 });
});
