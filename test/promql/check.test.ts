import { type ValueType } from '../../src/promql/ast';
import { check, checkForRange } from '../../src/promql/check';
import { parse } from '../../src/promql/parse';
import { type QueryProblem } from '../../src/promql/problem';
import { readQuery } from '../../src/promql/query';

function problemOf(query: string): QueryProblem {
  const { problem } = readQuery(query);
  if (!problem) throw new Error(`'${query}' is fine`);
  return problem;
}

test.each<[string, ValueType]>([
  ['1', 'scalar'], ['5m', 'scalar'], ['"a"', 'string'], ['a', 'vector'], ['a[5m]', 'matrix'], ['a[5m:]', 'matrix'], ['time()', 'scalar'], ['scalar(a)', 'scalar'], ['vector(1)', 'vector'], ['-1', 'scalar'], ['-a', 'vector'],
  ['(a[5m])', 'matrix'], ['1 + 1', 'scalar'], ['1 + a', 'vector'], ['1 < bool 2', 'scalar'], ['a > 1', 'vector'], ['sum(a)', 'vector'], ['count_values("x", a)', 'vector'], ['topk(1, a)', 'vector'], ['a and on () b', 'vector'],
  ['hour()', 'vector'], ['hour(a)', 'vector'], ['round(a)', 'vector'], ['round(a, 2)', 'vector'], ['label_join(a, "b", "c")', 'vector'], ['label_join(a, "b", "c", "d", "e", "f")', 'vector'], ['quantile_over_time(0.9, a[1m])', 'vector'],
  ['max_over_time(rate(a[1m])[5m:])', 'vector'], ['a + on () 1', 'vector'], ['a + on () group_left () 1', 'vector'], ['{a=~".+"}', 'vector'], ['{a!=""}', 'vector'], ['{a!~".*"}', 'vector'], ['{__name__="a", __name__="b"}', 'vector'],
])('%s is a %s', (query, type) => {
  expect(readQuery(query).type).toBe(type);
});

test.each([
  ['rate(a)', 'argument 1 of \'rate\' must be given a range vector, got an instant vector', 5],
  ['rate(a[5m], 1)', '\'rate\' must have 1 argument, got 2', 0],
  ['rate()', '\'rate\' must have 1 argument, got 0', 0],
  ['clamp(a, 1)', '\'clamp\' must have 3 arguments, got 2', 0],
  ['round()', '\'round\' must have at least 1 argument, got 0', 0],
  ['hour(a, b)', '\'hour\' must have at most 1 argument, got 2', 0],
  ['label_join(a)', '\'label_join\' must have at least 3 arguments, got 1', 0],
  ['label_join(a, "b", "c", d)', 'argument 4 of \'label_join\' must be given a string, got an instant vector', 24],
  ['vector(a)', 'argument 1 of \'vector\' must be given a scalar, got an instant vector', 7],
  ['sum(1)', '\'sum\' must be given an instant vector, got a scalar', 4],
  ['sum(a[5m])', '\'sum\' must be given an instant vector, got a range vector', 4],
  ['topk(a, b)', 'the parameter of \'topk\' must be given a scalar, got an instant vector', 5],
  ['count_values(1, b)', 'the parameter of \'count_values\' must be given a string, got a scalar', 13],
  ['-"a"', 'a sign is only allowed before a scalar or an instant vector, got a string', 0],
  ['-a[5m]', 'a sign is only allowed before a scalar or an instant vector, got a range vector', 0],
  ['time()[1m:10s]', 'a subquery is only allowed on an instant vector, got a scalar', 0],
  ['a[1m] + 1', '\'+\' must stand between scalars and instant vectors, got a range vector', 0],
  ['1 + "a"', '\'+\' must stand between scalars and instant vectors, got a string', 4],
  ['1 == 1', '\'==\' between scalars must have \'bool\'', 2],
  ['a + bool b', '\'bool\' is only allowed with a comparison, got \'+\'', 2],
  ['a and bool b', '\'bool\' is only allowed with a comparison, got \'and\'', 2],
  ['a and 1', '\'and\' must stand between instant vectors, got a scalar', 0],
  ['a + on (x) 1', '\'on\' is only allowed between instant vectors', 0],
  ['1 + ignoring (x) a', '\'ignoring\' is only allowed between instant vectors', 0],
  ['a or on (x) group_left () b', '\'group_left\' is not allowed with \'or\', which matches many to many', 0],
  ['a + on (x) group_left (x) b', 'the label \'x\' must not be in \'on\' and in \'group_left\'', 2],
  ['a{__name__="b"}', 'the metric must have one name, got \'a\' and \'b\'', 0],
  ['a{"b"}', 'the metric must have one name, got \'a\' and \'b\'', 0],
  ['{}', 'a selector must have at least one matcher that does not match an empty value, or it would select everything', 0],
  ['{a="", b!="c", d=~".*", e!~".+"}', 'a selector must have at least one matcher that does not match an empty value, or it would select everything', 0],
  ['sum(rate({}[5m]))', 'a selector must have at least one matcher that does not match an empty value, or it would select everything', 9],
])('fails on %s', (query, message, start) => {
  expect(problemOf(query)).toMatchObject({ message, start });
});

test('a problem of an operator stands at the operator, without the space around it', () => {
  const query = 'time() \n ==  pi()';
  const { start, end } = problemOf(query);
  expect(query.slice(start, end)).toBe('==');
});

test('a query that does not parse is not checked', () => {
  expect(problemOf('sum(1) +').message).toBe('the query ends too early');
});

test.each([['1', undefined], ['a', undefined], ['a[5m]', 'a range query must give a scalar or an instant vector, got a range vector'], ['"a"', 'a range query must give a scalar or an instant vector, got a string'], ['sum(1)', '\'sum\' must be given an instant vector, got a scalar']])(
  '%s in a range query: %s', (query, message) => {
    expect(checkForRange(parse(query).expression!).problem?.message).toBe(message);
    expect(check(parse('a[5m]').expression!).problem).toBeUndefined();
  });
