import * as fc from 'fast-check';
import { withoutSpans } from './without-spans';
import { queries } from '../../e2e/generators/queries';
import { type Expression } from '../../src/promql/ast';
import { format } from '../../src/promql/format';
import { parse } from '../../src/promql/parse';

function read(query: string): Expression {
  const { expression, problem } = parse(query);
  if (!expression) throw new Error(`'${query}' does not parse: ${problem.message}`);
  return expression;
}

function formatted(query: string): string {
  return format(read(query));
}

test.each([
  ['sum(rate(a{b="c"}[5m]))by(x)', 'sum by (x) (rate(a{b="c"}[5m]))'],
  ['a/b', 'a / b'],
  ['a==bool 1', 'a == bool 1'],
  ['a*on(x,"y.z")group_left b', 'a * on (x, "y.z") group_left () b'],
  ['a and ignoring()b', 'a and ignoring () b'],
  ['-a', '-a'],
  ['(a)', '(a)'],
  ['a OR b', 'a or b'],
  ['SUM(a)', 'sum(a)'],
  ['topk without()(3,a)', 'topk without () (3, a)'],
  ['a[90s]offset -1h@end()', 'a[1m30s] @ end() offset -1h'],
  ['a[1h:]', 'a[1h:]'],
  ['a[86400:0.5]@-1.5', 'a[1d:500ms] @ -1.5'],
  ['a offset 0.00001', 'a offset 0.00001'],
  ['90d', '90d'],
  ['14d', '2w'],
  ['730d', '2y'],
  ['-5m', '-5m'],
  ['0s', '0s'],
  ['1_000', '1000'],
  ['0x1F', '31'],
  ['+inf', 'Inf'],
  ['-Inf', '-Inf'],
  ['nan', 'NaN'],
  ['1e30', '1e+30'],
  ['{a=\'b\'}', '{a="b"}'],
  ['{"a.b","c d"!=`\\`}', '{"a.b", "c d"!="\\\\"}'],
  ['{__name__="a"}', '{__name__="a"}'],
  ['"a\\"\\n\\u00e4\\x01"', '"a\\"\\nä\\x01"'],
  ['"\\xff"', '"\\ufffd"'],
  ['sum by("without")(a)', 'sum by ("without") (a)'],
  ['a # what a is\n+ 1', 'a + 1'],
  ['time()', 'time()'],
])('%s on one line is %s', (query, expected) => {
  expect(formatted(query)).toBe(expected);
});

test('what is too long for a line is broken from the outside to the inside', () => {
  const share = '(sum(rate(istio_requests_total{reporter="destination",rollout_hash="{{args.canary-hash}}",response_code!~"5..|0"}[5m])) or vector(0)) / on() sum(rate(istio_requests_total{reporter="destination"}[5m]))';
  expect(formatted(share)).toBe(`(
  sum(
    rate(
      istio_requests_total{
        reporter="destination",
        rollout_hash="{{args.canary-hash}}",
        response_code!~"5..|0"
      }[5m]
    )
  )
  or
  vector(0)
)
/ on ()
sum(rate(istio_requests_total{reporter="destination"}[5m]))`);
});

test('a comma, a range and a shift stay behind what is broken', () => {
  const long = 'x'.repeat(60);
  expect(formatted(`histogram_quantile(0.9, max_over_time(sum by (le) (rate(${long}{a="1"}[5m]) + rate(${long}{b="2"}[5m]))[1h:1m] offset 1d), ${long})`)).toBe(`histogram_quantile(
  0.9,
  max_over_time(
    sum by (le) (
      rate(${long}{a="1"}[5m])
      +
      rate(${long}{b="2"}[5m])
    )[1h:1m] offset 1d
  ),
  ${long}
)`);
});

test('a metric that needs quotes is written in the braces', () => {
  expect(format({ kind: 'vectorSelector', name: 'a.b', matchers: [{ label: 'c', operator: '=', value: 'd', start: 0, end: 0 }], start: 0, end: 0 })).toBe('{"a.b", c="d"}');
});

test('the formatted query is the query, and formatting it again changes nothing', () => {
  fc.assert(fc.property(queries(), (query) => {
    const { expression } = parse(query);
    fc.pre(expression !== undefined);
    const text = format(expression);
    expect(withoutSpans(read(text))).toEqual(withoutSpans(expression));
    expect(formatted(text)).toBe(text);
  }));
});

test('no line is longer than it has to be', () => {
  fc.assert(fc.property(fc.array(fc.constantFrom('rate(http_requests_total{job="api"}[5m])', 'sum by (job) (up)', '1 + 2 * 3'), { minLength: 3, maxLength: 8 }), (operands) => {
    const lines = formatted(`sum(${operands.join(' + ')})`).split('\n');
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  }));
});
