import { type MatchOperator } from '../../src/promql/ast';
import { matches } from '../../src/promql/matching';

function letsThrough(operator: MatchOperator, value: string, actual: string): boolean {
  return matches({ label: 'a', operator, value, start: 0, end: 0 }, actual);
}

test.each<[MatchOperator, string, string, boolean]>([
  ['=', 'x', 'x', true], ['=', 'x', 'xx', false], ['=', '', '', true],
  ['!=', 'x', 'y', true], ['!=', 'x', 'x', false], ['!=', 'x', '', true],
  ['=~', 'x|y', 'y', true], ['=~', 'x|yz', 'y', false], ['=~', 'x', 'xx', false], ['=~', 'a.c', 'a\nc', true], ['=~', '.*', '', true], ['=~', '.+', '', false], ['=~', '(?i)ABC', 'abc', true], ['=~', 'a$', 'a\n', false],
  ['!~', '5..', '503', false], ['!~', '5..', '5033', true], ['!~', '.+', '', true],
])('%s"%s" on "%s" is %s', (operator, value, actual, expected) => {
  expect(letsThrough(operator, value, actual)).toBe(expected);
});

test('an expression that would take an engine with backtracking for ever is linear', () => {
  const start = 'a'.repeat(50_000);
  expect(letsThrough('=~', '(a*)*b', start)).toBe(false);
});

test('what is no expression matches nothing', () => {
  expect(letsThrough('=~', '(', '(')).toBe(false);
});
