import { type Expression } from '../../src/promql/ast';
import { parse } from '../../src/promql/parse';
import { aggregationsIn, divisionsIn, everythingIn, functionsIn, labelsReadBy, metricOf, selectorsIn, withoutParentheses } from '../../src/promql/questions';

const SHARE = '(sum(rate(http_requests_total{job="api",code!~"5.."}[5m] offset 1m)) or vector(0)) / on (job) group_left (team) sum by (job) (increase({__name__="http_requests_total"}[1h]))';

function read(query: string): Expression {
  return parse(query).expression!;
}

test('selectors are found with their metric, matchers and range', () => {
  const found = selectorsIn(read(SHARE)).map(({ metric, selector: { matchers, offset }, range }) => {
    return { metric, labels: matchers.map(({ label }) => label), range, offset };
  });
  expect(found).toEqual([
    { metric: 'http_requests_total', labels: ['job', 'code'], range: 300, offset: 60 },
    { metric: 'http_requests_total', labels: ['__name__'], range: 3600, offset: undefined },
  ]);
});

test('a selector knows what it stands in, from the outside to the inside', () => {
  const [first] = selectorsIn(read('1 - abs(max_over_time(rate(a[5m])[1h:]))'));
  expect(first.within.map(({ kind }) => kind)).toEqual(['binary', 'call', 'call', 'subquery', 'call', 'matrixSelector']);
  expect(first.range).toBe(3900);
});

test('without a range or a name a selector has none', () => {
  expect(selectorsIn(read('{a="b"}'))).toEqual([{ selector: read('{a="b"}'), within: [] }]);
  expect(selectorsIn(read('{__name__=~"a|b"}'))[0].metric).toBeUndefined();
  expect(metricOf({ kind: 'vectorSelector', name: 'a', matchers: [], start: 0, end: 1 })).toBe('a');
});

test('functions and aggregations are told once, as they come', () => {
  expect(functionsIn(read(SHARE))).toEqual(['sum', 'rate', 'vector', 'increase']);
  expect(aggregationsIn(read(SHARE)).map(({ operator, grouping }) => ({ operator, labels: grouping?.labels }))).toEqual([{ operator: 'sum', labels: undefined }, { operator: 'sum', labels: ['job'] }]);
});

test('divisions have their two sides', () => {
  const [division, ...more] = divisionsIn(read('2 * ((a) / (b * c))'));
  expect(more).toEqual([]);
  expect(withoutParentheses(division.left)).toMatchObject({ name: 'a' });
  expect(withoutParentheses(division.right)).toMatchObject({ operator: '*' });
});

test.each([
  [SHARE, ['job', 'team', 'code']],
  ['a', []],
  ['histogram_quantile(0.9, rate(a_bucket[5m]))', ['le']],
  ['label_replace(a{x="1"}, "new", "$1", "old", "(.*)")', ['old', 'x']],
  ['label_join(a, "new", "-", "b", "c")', ['b', 'c']],
  ['topk without (pod) (3, a)', ['pod']],
])('%s reads the labels %j', (query, labels) => {
  expect(labelsReadBy(read(query))).toEqual(labels);
});

test('everything is found, what is outside first', () => {
  expect(everythingIn(read('-sum(a[5m]) + quantile(0.5, b)')).map(({ kind }) => kind)).toEqual([
    'binary', 'unary', 'aggregation', 'matrixSelector', 'vectorSelector', 'aggregation', 'number', 'vectorSelector',
  ]);
});
