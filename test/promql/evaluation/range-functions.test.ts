import { Asked } from './ask';

/** 0 10 20 … at 0 s 15 s 30 s … */
const steady = new Asked('c 0+10x20');

test.each([
  // 30 in the 45 s between four samples; the range ends at the last one and begins 15 s before the first, which is within 1.1 distances: 60 s of 2/3.
  ['rate(c[1m])', 300, 10 / 15],
  ['increase(c[1m])', 300, 40],
  ['delta(c[1m])', 300, 40],
  // Five samples, 40 in 60 s, and 1 s before the first.
  ['increase(c[61s])', 300, 40 * 61 / 60],
  // Samples at 0 to 30 s: 30 s of data, and back to the start no further than to the counter's 0, which is the first sample.
  ['increase(c[5m])', 30, 20],
  ['delta(c[5m])', 30, 20 * (30 + 7.5) / 30],
  // The last sample is 20 s old, more than 1.1 distances: half a distance is added at the end.
  ['increase(c[1m])', 320, 20 * (30 + 10 + 7.5) / 30],
  ['irate(c[1m])', 300, 10 / 15],
  ['idelta(c[1m])', 300, 10],
  ['deriv(c[1m])', 300, 10 / 15],
  ['predict_linear(c[1m], 60)', 300, 240],
  ['predict_linear(c[1m], 60)', 310, 240 + 10 / 15 * 10],
  ['changes(c[1m])', 300, 3],
  ['resets(c[1m])', 300, 0],
  ['sum_over_time(c[1m])', 300, 740],
  ['avg_over_time(c[1m])', 300, 185],
  ['min_over_time(c[1m])', 300, 170],
  ['max_over_time(c[1m])', 300, 200],
  ['count_over_time(c[1m])', 300, 4],
  ['last_over_time(c[1m])', 300, 200],
  ['present_over_time(c[1m])', 300, 1],
  ['stdvar_over_time(c[1m])', 300, 125],
  ['stddev_over_time(c[1m])', 300, Math.sqrt(125)],
  ['quantile_over_time(0.5, c[1m])', 300, 185],
  ['quantile_over_time(-1, c[1m])', 300, -Infinity],
])('%s at %d s is %d', (query, at, value) => {
  expect(Object.values(steady.at(at, query))).toEqual([expect.closeTo(value, 9)]);
});

test.each(['rate', 'increase', 'delta', 'irate', 'idelta', 'deriv'])('%s takes two samples', (name) => {
  expect(steady.at(0, `${name}(c[1m])`)).toEqual({});
  expect(Object.keys(steady.at(15, `${name}(c[1m])`))).toEqual(['{}']);
});

test('a range with a closed beginning has a sample more, and reaches further back', () => {
  expect(steady.at(300, 'count_over_time(c[1m])', '2')).toEqual({ '{}': 5 });
  expect(Object.values(steady.at(300, 'increase(c[1m])', '2'))).toEqual([expect.closeTo(40, 9)]);
});

test('what Prometheus 2 does first is the way back to zero, and then the gap', () => {
  // GIVEN 5 and 15 at 30 and 45 s: 16.5 s are bridged, the range has 20 s before the first, zero is 7.5 s before it.
  const late = new Asked('c _ _ 5 15');
  const increase = (prometheus: '2' | '3') => late.at(50, 'increase(c[40s])', prometheus)['{}'];

  // THEN both stop at zero
  expect(increase('3')).toBeCloseTo(10 * (15 + 7.5 + 5) / 15, 9);
  expect(increase('2')).toBeCloseTo(10 * (15 + 7.5 + 5) / 15, 9);

  // GIVEN zero 12 s before the first
  const higher = new Asked('c _ _ 8 18');
  expect(higher.at(50, 'increase(c[40s])')['{}']).toBeCloseTo(10 * (15 + 7.5 + 5) / 15, 9);
  expect(higher.at(50, 'increase(c[40s])', '2')['{}']).toBeCloseTo(10 * (15 + 12 + 5) / 15, 9);
});

test('a counter that falls has begun anew', () => {
  const reset = new Asked('c 10 20 5 15');
  expect(reset.at(45, 'resets(c[1m])')).toEqual({ '{}': 1 });
  // 10 + 5 + 10, and 10 more before the first: the 15 s to the beginning would make it negative only beyond zero, 15 s × 10 / 25 away.
  expect(reset.at(45, 'increase(c[1m])')['{}']).toBeCloseTo(25 * (45 + 15) / 45, 9);
  expect(reset.at(30, 'irate(c[1m])')).toEqual({ '{}': 5 / 15 });
});

test('NaN is no extreme, spoils a sum, and is no change after itself', () => {
  const holes = new Asked('g NaN NaN 3 NaN 1');
  expect(holes.at(60, 'min_over_time(g[2m])')).toEqual({ '{}': 1 });
  expect(holes.at(60, 'max_over_time(g[2m])')).toEqual({ '{}': 3 });
  expect(holes.at(60, 'sum_over_time(g[2m])')).toEqual({ '{}': NaN });
  expect(holes.at(60, 'changes(g[2m])')).toEqual({ '{}': 3 });
  expect(holes.at(15, 'max_over_time(g[2m])')).toEqual({ '{}': NaN });
});

test('sums keep what rounding would lose, and means what would overflow', () => {
  const large = new Asked('g 1e100 1 -1e100');
  expect(large.at(30, 'sum_over_time(g[1m])')).toEqual({ '{}': 1 });
  expect(large.at(30, 'avg_over_time(g[1m])')).toEqual({ '{}': expect.closeTo(1 / 3, 12) });
  const huge = new Asked('g 1.5e308 1.5e308 1.5e308');
  expect(huge.at(30, 'sum_over_time(g[1m])')).toEqual({ '{}': Infinity });
  expect(huge.at(30, 'avg_over_time(g[1m])')['{}']).toBeCloseTo(1.5e308, -299);
});

test('the line through equal values is that value, and through infinity none', () => {
  expect(new Asked('g 5 5 5').at(30, 'deriv(g[1m])')).toEqual({ '{}': 0 });
  expect(new Asked('g 5 5 5').at(30, 'predict_linear(g[1m], 1000)')).toEqual({ '{}': 5 });
  expect(new Asked('g Inf Inf').at(30, 'deriv(g[1m])')).toEqual({ '{}': NaN });
});

test('the absence of a range has the labels that were asked for by a single equality', () => {
  const asked = new Asked('up{job="a"} 1 1 stale');
  expect(asked.at(30, 'absent_over_time(up{job="b", code=~"5.."}[1m])')).toEqual({ '{job="b"}': 1 });
  expect(asked.at(30, 'absent_over_time(up[1m])')).toEqual({});
  expect(asked.over(0, 120, 60, 'absent_over_time(up[30s])')).toEqual({ '{}': [undefined, 1, 1] });
});

test('names are dropped but by last_over_time, and what then looks the same is refused', () => {
  const two = new Asked('a{x="1"} 1 2\nb{x="1"} 1 2');
  expect(Object.keys(two.at(15, 'last_over_time({x="1"}[1m])'))).toEqual(['{__name__="a", x="1"}', '{__name__="b", x="1"}']);
  expect(() => two.at(15, 'rate({x="1"}[1m])')).toThrow('vector cannot contain metrics with the same labelset');
});

test('a subquery that is pinned in a call that is not gives nothing, as in Prometheus', () => {
  expect(steady.at(300, 'predict_linear((c * 1)[1m:15s] @ 200, 60)')).toEqual({});
  expect(steady.at(300, 'deriv((c * 1)[1m:15s] @ 200)')).toEqual({ '{}': expect.closeTo(10 / 15, 9) });
});
