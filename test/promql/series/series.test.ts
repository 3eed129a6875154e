import { type VectorSelector } from '../../../src/promql/ast';
import { formatFloat, formatShort } from '../../../src/promql/series/format-float';
import { Labels } from '../../../src/promql/series/labels';
import { SEMANTICS } from '../../../src/promql/series/semantics';
import { SeriesStore } from '../../../src/promql/series/series';

const span = { start: 0, end: 0 };

function selector(operator: '=~' | '=', value: string): VectorSelector {
  return { kind: 'vectorSelector', name: 'up', matchers: [{ label: 'job', operator, value, ...span }], ...span };
}

function select(store: SeriesStore, of: VectorSelector, prometheus: '2' | '3' = '3') {
  return store.select(of, SEMANTICS[prometheus]).map(({ labels }) => labels.get('job'));
}

test('series are selected in the order of their labels, and a new one is found by a selector that was asked before', () => {
  const store = new SeriesStore();
  const all = selector('=~', '.+');
  ['b', 'a'].forEach((job) => store.series(Labels.of({ __name__: 'up', job })));
  expect(select(store, all)).toEqual(['a', 'b']);
  store.series(Labels.of({ __name__: 'up', job: 'ab' }));
  expect(select(store, all)).toEqual(['a', 'ab', 'b']);
  expect(store.series(Labels.of({ job: 'a', __name__: 'up', none: '' }))).toBe(store.series(Labels.of({ __name__: 'up', job: 'a' })));
});

test('series that come later take their places in the order, whatever the selector names', () => {
  // GIVEN
  const store = new SeriesStore();
  const named: VectorSelector = { kind: 'vectorSelector', name: 'requests', matchers: [], ...span };
  const nameless: VectorSelector = { kind: 'vectorSelector', matchers: [{ label: 'pod', operator: '=~', value: '.+', ...span }], ...span };
  const podsOf = (of: VectorSelector) => store.select(of, SEMANTICS['3']).map(({ labels }) => `${labels.get('__name__')} ${labels.get('pod')}`);
  const add = (name: string, ...pods: string[]) => pods.forEach((pod) => store.series(Labels.of({ __name__: name, pod })));

  // WHEN
  add('requests', 'm', 'c');
  expect([podsOf(named), podsOf(nameless)]).toEqual([['requests c', 'requests m'], ['requests c', 'requests m']]);
  add('errors', 'x');
  add('requests', 'z', 'a', 'd');

  // THEN
  expect(podsOf(named)).toEqual(['requests a', 'requests c', 'requests d', 'requests m', 'requests z']);
  expect(podsOf(nameless)).toEqual(['errors x', 'requests a', 'requests c', 'requests d', 'requests m', 'requests z']);
});

test('a dot matches a line break in Prometheus 3 alone, and a name with a sign of an expression is one', () => {
  const store = new SeriesStore();
  store.series(Labels.of({ __name__: 'up', job: 'a\nb' }));
  const dotted = selector('=~', 'a.b');
  expect(select(store, dotted)).toEqual(['a\nb']);
  expect(select(store, dotted, '2')).toEqual([]);
});

test('an expression that backtracks elsewhere takes no time', () => {
  const store = new SeriesStore();
  store.series(Labels.of({ __name__: 'up', job: 'a'.repeat(5000) }));
  expect(select(store, selector('=~', '(a+)+b'))).toEqual([]);
});

test('samples grow beyond the first arrays', () => {
  const series = new SeriesStore().series(Labels.EMPTY);
  for (let index = 0; index < 1000; index++) series.append(index, index * 2);
  expect([series.length, series.times[999], series.values[999]]).toEqual([1000, 999, 1998]);
});

test.each([[5, 'later than 5'], [4, 'later than 5'], [5.5, 'a whole number of milliseconds'], [NaN, 'a whole number of milliseconds']])('fails for a sample at %d after one at 5', (time, message) => {
  const series = new SeriesStore().series(Labels.EMPTY);
  series.append(5, 1);
  expect(() => series.append(time, 1)).toThrow(message);
  expect(() => series.end(time)).toThrow(message);
});

test('labels are ordered by their bytes, and the shorter set comes first', () => {
  const order = ([{}, { a: '1' }, { a: '1', b: '1' }, { a: '\uffff' }, { a: '\u{1f600}' }, { b: '1' }] as Record<string, string>[]).map((record) => Labels.of(record));
  expect([...order].reverse().sort((a, b) => a.compare(b))).toEqual(order);
});

test('no value can look like the next label', () => {
  expect(Labels.of({ a: '1:b1:c' }).key).not.toBe(Labels.of({ a: '', b: 'c' }).key);
  expect(Labels.of({ a: 'b1:c' }).key).not.toBe(Labels.of({ a: 'b', c: '' }).key);
});

test.each([
  [0.1, '0.1', '0.1'], [-0, '-0', '-0'], [1e21, '1000000000000000000000', '1e+21'], [1.5e-7, '0.00000015', '1.5e-7'], [-1.25e22, '-12500000000000000000000', '-1.25e+22'],
  [NaN, 'NaN', 'NaN'], [Infinity, '+Inf', '+Inf'], [-Infinity, '-Inf', '-Inf'], [123456789, '123456789', '123456789'],
])('%d is written as %s in a label and as %s in an answer', (value, label, answer) => {
  expect([formatFloat(value), formatShort(value)]).toEqual([label, answer]);
});
