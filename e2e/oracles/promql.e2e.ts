import { type Evaluated, PromqlOracle } from './promql';

let promql: PromqlOracle;

beforeAll(async () => { promql = await PromqlOracle.start(); });

afterAll(async () => promql.stop());

function values({ series }: Evaluated): string[] {
  return series.map(({ samples }) => samples.map(({ value }) => value).join(' '));
}

test('the oracle is Prometheus 3', async () => {
  expect(await promql.versions()).toMatchObject({ 'github.com/prometheus/prometheus': 'v0.313.5' });
});

test('a query that parses has a type, a canonical form and metrics', async () => {
  expect(await promql.parse('sum by(x)(rate(a{b="c"}[1m]))/on(x)   b')).toEqual({
    accepted: true, type: 'vector', canonical: 'sum by (x) (rate(a{b="c"}[1m])) / on (x) b', metrics: ['a', 'b'],
  });
});

test('a query that parses has a tree with places in bytes, where it is asked for', async () => {
  expect((await promql.parse('a')).tree).toBeUndefined();
  expect((await promql.parseTree('"ä" + -b[5m:] offset 1m')).errors).not.toHaveLength(0);
  expect((await promql.parseTree('a{b!="ä"} + c offset -90s')).tree).toEqual({
    kind: 'binary',
    operator: '+',
    bool: false,
    left: { kind: 'vectorSelector', name: 'a', matchers: [{ label: 'b', operator: '!=', value: 'ä' }], start: 0 },
    right: { kind: 'vectorSelector', name: 'c', matchers: [], offset: -90, start: 13 },
    start: 0,
  });
});

test.each([
  ['sum(rate(a[1m])', 'unclosed left parenthesis', 15, 15, '1:16'],
  ['rate(a)', 'expected type range vector in call to function "rate", got instant vector', 5, 6, '1:6'],
  ['"ä" + ratte(a[1m])', 'unknown function with name "ratte"', 7, 12, '1:8'],
  ['', 'no expression found in input', 0, 0, 'unknown position'],
])('fails to parse %s', async (query, message, start, end, at) => {
  const { accepted, errors } = await promql.parse(query);
  expect(accepted).toBe(false);
  expect(errors![0]).toEqual({ message, start, end, text: expect.stringContaining(at) });
});

test('an instant query sees the samples of the last five minutes, but not beyond a stale marker', async () => {
  const load = 'load 15s\n  a{x="1"} 1 2 3\n  a{x="2"} 1 stale\n  a{x="3"} 1 NaN _ _';
  expect(values(await promql.eval({ query: 'a', load, at: 30 }))).toEqual(['3', 'NaN']);
  expect(values(await promql.eval({ query: 'a', load, at: 329 }))).toEqual(['3']);
  expect(values(await promql.eval({ query: 'a', load, at: 330 }))).toEqual([]);
});

test('a range query has a value for each step', async () => {
  const evaluated = await promql.eval({ query: 'a', series: [{ labels: { __name__: 'a' }, samples: [[0, 1], [60, 'NaN'], [120, 'stale'], [180, 4]] }], at: 0, range: { end: 180, step: 60 } });
  expect(evaluated).toEqual({
    type: 'matrix',
    series: [{ labels: { __name__: 'a' }, samples: [{ time: 0, value: '1' }, { time: 60, value: 'NaN' }, { time: 180, value: '4' }] }],
  });
});

test('a range is open to the left: on a grid of 15 s, 60 s hold four samples', async () => {
  const load = 'load 15s\n  a_total 0+1x20';
  expect(values(await promql.eval({ query: 'count_over_time(a_total[60s])', load, at: 300 }))).toEqual(['4']);
  expect(values(await promql.eval({ query: 'count_over_time(a_total[61s])', load, at: 300 }))).toEqual(['5']);
});

test.each([
  ['0 / 0', 'scalar', ['NaN']],
  ['vector(1) / 0', 'vector', ['+Inf']],
  ['a / b', 'vector', []],
  ['(sum(b) or vector(0)) / sum(a)', 'vector', ['0']],
])('%s is a %s of %j where there is no b', async (query, type, expected) => {
  const evaluated = await promql.eval({ query, load: 'load 15s\n  a 5x10', at: 30 });
  expect(evaluated.type).toBe(type);
  expect(values(evaluated)).toEqual(expected);
});

test('an error while evaluating is told, and so is what Prometheus remarks', async () => {
  const load = 'load 15s\n  a{x="1"} 1x10\n  a{x="2"} 1x10\n  b 1x10';
  expect(await promql.eval({ query: 'b * on() a', load, at: 30 })).toMatchObject({ series: [], message: expect.stringContaining('many-to-many matching not allowed') });
  expect(await promql.eval({ query: 'rate(', load, at: 30 })).toMatchObject({ series: [], message: '1:6: parse error: unclosed left parenthesis' });
  expect((await promql.eval({ query: 'rate(b[1m])', load, at: 60 })).infos).toEqual([expect.stringContaining('metric might not be a counter')]);
});

test.each([
  [{ load: 'a 1 2' }, 'line 1 of \'load\': a series before the first \'load INTERVAL\''],
  [{ load: 'load soon' }, 'line 1 of \'load\': not a valid duration string: "soon"'],
  [{ series: [{ labels: { __name__: 'a' }, samples: [[0, 1], [0, 2]] as [number, number][] }] }, '{__name__="a"} has two samples at 0 s'],
])('fails where series make no sense: %j', async (given, message) => {
  await expect(promql.eval({ query: 'a', at: 0, ...given })).rejects.toThrow(message);
});
