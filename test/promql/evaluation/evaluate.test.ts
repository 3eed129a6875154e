import { Asked } from './ask';
import { evaluate, evaluateRange } from '../../../src/promql/evaluation/evaluate';
import { EvaluationError } from '../../../src/promql/evaluation/evaluation-error';
import { readQuery } from '../../../src/promql/query';
import { SeriesStore } from '../../../src/promql/series/series';

const asked = new Asked(`
  up{job="a"} 1 1 0 1
  up{job="b"} 1 _ stale
  up{job="c"} 7
`);

describe('a selector', () => {
  test.each([
    [15, { '{__name__="up", job="a"}': 1, '{__name__="up", job="b"}': 1, '{__name__="up", job="c"}': 7 }],
    [30, { '{__name__="up", job="a"}': 0, '{__name__="up", job="c"}': 7 }],
    [299.999, { '{__name__="up", job="a"}': 1, '{__name__="up", job="c"}': 7 }],
    [300, { '{__name__="up", job="a"}': 1 }],
    [345, {}],
    [-1, {}],
  ])('sees at %d s what is younger than five minutes and has not ended', (at, expected) => {
    expect(asked.at(at, 'up')).toEqual(expected);
  });

  test('sees in Prometheus 2 what is exactly five minutes old, too', () => {
    expect(asked.at(300, 'up{job="c"}', '2')).toEqual({ '{__name__="up", job="c"}': 7 });
    expect(asked.at(300.001, 'up{job="c"}', '2')).toEqual({});
  });

  test.each([
    ['up{job="a"}', ['a']], ['up{job!="a"}', ['b', 'c']], ['up{job=~"a|c"}', ['a', 'c']], ['up{job=~"[ab]"}', ['a', 'b']],
    ['up{job!~"b.*"}', ['a', 'c']], ['up{job=~"."}', ['a', 'b', 'c']], ['{job="c"}', ['c']], ['up{none=""}', ['a', 'b', 'c']], ['up{none!=""}', []],
    ['{__name__=~"u.", job="a"}', ['a']], ['up{job=~"(?i)A"}', ['a']], ['down', []],
  ])('%s selects %j', (query, jobs) => {
    expect(Object.keys(asked.at(15, query))).toEqual(jobs.map((job) => `{__name__="up", job="${job}"}`));
  });

  test.each([
    ['up{job="a"} offset 30s', 45, 1], ['up{job="a"} offset -15s', 15, 0], ['up{job="a"} @ 30', 45, 0], ['up{job="a"} @ 45 offset 15s', 0, 0],
  ])('%s reads at another time', (query, at, value) => {
    expect(Object.values(asked.at(at, query))).toEqual([value]);
  });
});

describe('a range', () => {
  test.each([['3', [1, 0, 1]], ['2', [1, 1, 0, 1]]] as const)('in Prometheus %s holds %j of the last 45 seconds', (prometheus, values) => {
    expect(asked.at(45, 'up{job="a"}[45s]', prometheus)).toEqual({ '{__name__="up", job="a"}': values });
  });

  test('of a subquery has steps at multiples of its step', () => {
    expect(asked.at(50, 'up{job="a"}[45s:20s]')).toEqual({ '{__name__="up", job="a"}': [1, 0] });
    expect(asked.at(50, '(up{job="a"} * 2)[1m:15s] offset 5s')).toEqual({ '{job="a"}': [2, 2, 0, 2] });
    expect(asked.at(60, 'vector(time())[40s:20s]')).toEqual({ '{}': [40, 60] });
    expect(asked.at(60, 'vector(time())[40s:20s]', '2')).toEqual({ '{}': [20, 40, 60] });
  });

  test('that holds nothing is no series', () => {
    expect(asked.at(10, 'up[5s]')).toEqual({});
  });
});

test.each([
  ['1 + 2 * 3 ^ 2', 19], ['-3 % 2', -1], ['1 > bool 2', 0], ['2 >= bool 2', 1], ['0 / 0', NaN], ['1 ^ NaN', 1], ['(0 - 1) ^ Inf', 1], ['1 atan2 1', Math.PI / 4], ['time()', 60], ['pi()', Math.PI],
  ['scalar(up{job="a"})', 1], ['scalar(up)', NaN], ['scalar(nothing)', NaN], ['"text"', 'text'],
])('%s is %p', (query, value) => {
  expect(asked.at(60, query)).toEqual({ '': value });
});

test('a range query has a value for each step, and none where there is none', () => {
  expect(asked.over(0, 60, 15, 'up{job="b"}')).toEqual({ '{__name__="up", job="b"}': [1, 1, undefined, undefined, undefined] });
  expect(asked.over(0, 45, 15, 'up{job="a"} @ end()')).toEqual({ '{__name__="up", job="a"}': [1, 1, 1, 1] });
  expect(asked.over(0, 45, 15, 'up{job="a"} @ start()')).toEqual({ '{__name__="up", job="a"}': [1, 1, 1, 1] });
  expect(asked.over(0, 50, 15, 'time()')).toEqual({ '{}': [0, 15, 30, 45] });
  expect(asked.over(15, 45, 15, 'sum_over_time(up{job="a"}[30s])')).toEqual({ '{job="a"}': [2, 1, 1] });
});

test('a range query is sorted by labels, whatever it is made of', () => {
  expect(Object.keys(asked.over(0, 15, 15, 'sort_desc(up)'))).toEqual(['{__name__="up", job="a"}', '{__name__="up", job="b"}', '{__name__="up", job="c"}']);
});

describe('what is refused', () => {
  const { expression } = readQuery('up[1m]');
  const scalar = readQuery('1').expression!;
  const store = new SeriesStore();

  test.each([
    [() => evaluate(scalar, store, { at: 0.5 }), 'usage', '\'at\' must be a whole number of milliseconds, got 0.5'],
    [() => evaluateRange(scalar, store, { start: 0, end: 60_000, step: 0 }), 'usage', '\'step\' must be above 0, got 0'],
    [() => evaluateRange(scalar, store, { start: 1, end: 0, step: 1 }), 'usage', '\'end\' must not be before \'start\', got 0 and 1'],
    [() => evaluateRange(scalar, store, { start: 0, end: 11_000, step: 1 }), 'limit', 'a range must not have more than 11000 steps, got 11001; use a longer step'],
    [() => evaluateRange(expression!, store, { start: 0, end: 1, step: 1 }), 'usage', 'invalid expression type "range vector" for range query, must be Scalar or instant Vector'],
    [() => evaluate(readQuery('sum_over_time(vector(1)[10y:1s])').expression!, store, { at: 0 }), 'limit',
      'the query must not take more than 50000000 values; ask for fewer series, fewer steps or a shorter subquery'],
  ])('fails for case %#, and says why', (ask, kind, message) => {
    const failure = failureOf(ask);
    expect([failure.kind, failure.message]).toEqual([kind, message]);
  });

  test.each([
    ['info(up)', 'the function \'info\''], ['limitk(1, up)', 'the aggregation \'limitk\''],
  ])('fails for %s by its name, and never guesses', (_, what) => {
    const span = { start: 0, end: 8 };
    const up = { kind: 'vectorSelector' as const, name: 'up', matchers: [], ...span };
    const node = what.startsWith('the function')
      ? { kind: 'call' as const, function: 'info', args: [up], ...span }
      : { kind: 'aggregation' as const, operator: 'limitk', expression: up, ...span };
    const failure = failureOf(() => evaluate(node, store, { at: 0 }));
    expect([failure.kind, failure.message, failure.start, failure.end]).toEqual(['not-implemented', `${what} is not implemented here; a Prometheus server may know it`, 0, 8]);
  });
});

function failureOf(run: () => unknown): EvaluationError {
  try {
    run();
  } catch (error) {
    if (error instanceof EvaluationError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}
