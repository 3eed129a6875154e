import { readExportedSeries } from '../../../src/promql/series/exported-series';
import { SeriesStore } from '../../../src/promql/series/series';

function read(value: unknown) {
  const store = new SeriesStore();
  readExportedSeries(typeof value === 'string' ? value : JSON.stringify(value), store);
  return Array.from(store.all(), ({ labels, times, values, length }) => [
    labels.toString(), Array.from(times.subarray(0, length)), Array.from(values.subarray(0, length)),
  ]);
}

const RESULT = [{ metric: { __name__: 'up', job: 'a' }, values: [[1435781430.781, '1'], [1435781445, 'NaN'], [1435781460, '-Inf']] }];
const EXPECTED = [['{__name__="up", job="a"}', [1435781430781, 1435781445000, 1435781460000], [1, NaN, -Infinity]]];

test.each([
  ['an answer', { status: 'success', data: { resultType: 'matrix', result: RESULT } }],
  ['its data', { resultType: 'matrix', result: RESULT }],
  ['its series', RESULT],
])('%s is read', (_, value) => {
  expect(read(value)).toEqual(EXPECTED);
});

test('a vector has one sample for each series', () => {
  expect(read({ resultType: 'vector', result: [{ metric: {}, value: [10, '1e3'] }] })).toEqual([['{}', [10000], [1000]]]);
});

test.each<[unknown, string]>([
  ['{"status":', 'a file of series must be JSON or the notation of Prometheus\' tests; it begins like JSON and is none: '],
  [{ status: 'error', error: 'no such function' }, 'error: an answer of Prometheus must be a success, got \'no such function\''],
  [{ status: 'success' }, 'result: the series must be a list'],
  [{ data: { resultType: 'scalar', result: [] } }, 'data.resultType: the result must be a matrix or a vector, got \'scalar\''],
  [[1], '[0]: a series must be an object with metric and values'],
  [[{ metric: [] }], '[0].metric: the labels must be an object'],
  [[{ metric: { a: 1 } }], '[0].metric.a: a label must be text'],
  [[{ histograms: [] }], '[0]: native histograms are not implemented here; export the series of a classic histogram'],
  [[{ values: 1 }], '[0].values: the samples must be a list of pairs'],
  [[{ values: [[1]] }], '[0].values[0]: a sample must be a pair of time and value, such as [1435781430.781, "1"]'],
  [[{ values: [['1', '1']] }], '[0].values[0]: the time of a sample must be a number of seconds'],
  [[{ values: [[1, 'x']] }], '[0].values[0]: the value of a sample must be a number in quotes, got "x"'],
  [[{ values: [[2, '1'], [1, '1']] }], '[0].values[1]: each sample must be later than the one before it'],
  [[{ metric: {} }, { metric: {} }], '[1]: a series must be given once, got {} again'],
])('fails for %j', (value, message) => {
  expect(() => read(value)).toThrow(message);
});
