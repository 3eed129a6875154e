import { Asked } from './ask';

const asked = new Asked(`
  g{x="1"} -1.5
  g{x="2"} 2.5
  b_bucket{le="0.1"} 10
  b_bucket{le="1"} 30
  b_bucket{le="+Inf"} 40
  broken_bucket{le="1"} 3
  names{name="canary-abc"} 1
`);

test.each<[string, readonly number[]]>([
  ['abs(g)', [1.5, 2.5]], ['ceil(g)', [-1, 3]], ['floor(g)', [-2, 2]], ['round(g)', [-1, 3]], ['round(g, 0.2)', [-1.4, 2.6]], ['round(g, 0)', [NaN, NaN]], ['sgn(g)', [-1, 1]],
  ['sqrt(g)', [NaN, Math.sqrt(2.5)]], ['exp(g)', [Math.exp(-1.5), Math.exp(2.5)]], ['ln(g)', [NaN, Math.log(2.5)]], ['log2(g + 5.5)', [2, 3]], ['deg(rad(g))', [-1.5, 2.5]],
  ['clamp(g, 0, 2)', [0, 2]], ['clamp(g, 2, 0)', []], ['clamp_min(g, 0)', [0, 2.5]], ['clamp_max(g, 0)', [-1.5, 0]], ['clamp_min(g * NaN, Inf)', [Infinity, Infinity]], ['clamp_max(g, NaN)', [NaN, NaN]],
  ['histogram_count(g)', []], ['timestamp(g)', [0, 0]], ['timestamp(g + 1)', [60, 60]], ['timestamp(g @ 30)', [0, 0]],
])('%s is %j', (query, values) => {
  expect(Object.values(asked.at(60, query))).toEqual(values.map((value) => (Number.isFinite(value) ? expect.closeTo(value, 12) : value)));
});

test.each([
  [0.5, 0.1 + 0.9 * (20 - 10) / 20], [0.25, 0.1], [0.1, 0.04], [0.9, 1], [1, 1], [0, 0], [-1, -Infinity], [2, Infinity], [NaN, NaN],
])('the %d quantile of a classic histogram', (quantile, value) => {
  expect(asked.at(60, `histogram_quantile(${quantile}, b_bucket)`)).toEqual({ '{}': Number.isFinite(value) ? expect.closeTo(value, 12) : value });
});

test.each([
  [0, 0.1, 0.25], [0, 1, 0.75], [0.1, 0.55, 0.25], [0, 'Inf', 1], ['-Inf', 'Inf', 1], [1, 0, 0], ['NaN', 1, NaN], [2, 3, 0],
])('the part of a classic histogram from %s to %s', (lower, upper, value) => {
  expect(asked.at(60, `histogram_fraction(${lower}, ${upper}, b_bucket)`)).toEqual({ '{}': Number.isNaN(value) ? NaN : expect.closeTo(value, 12) });
});

test('a histogram without the bucket of all is none, and one whose counts fall is lifted', () => {
  expect(asked.at(60, 'histogram_quantile(0.5, broken_bucket)')).toEqual({ '{}': NaN });
  const falling = new Asked('b{le="1"} 10\nb{le="2"} 8\nb{le="+Inf"} 20');
  expect(falling.at(0, 'histogram_quantile(0.5, b)')).toEqual({ '{}': 1 });
  expect(falling.at(0, 'histogram_quantile(0.75, b)')).toEqual({ '{}': 2 });
  expect(new Asked('b{le="-1"} 10\nb{le="+Inf"} 10').at(0, 'histogram_quantile(0.5, b)')).toEqual({ '{}': -1 });
  expect(new Asked('b{le="1"} 5\nb{le="1.0"} 5\nb{le="+Inf"} 10').at(0, 'histogram_quantile(0.5, b)')).toEqual({ '{}': 0.5 });
  expect(new Asked('b{le="none"} 5\nb 5').at(0, 'histogram_quantile(0.5, b)')).toEqual({});
});

test.each([
  ['label_replace(names, "hash", "$1", "name", "canary-(.*)")', '{__name__="names", hash="abc", name="canary-abc"}'],
  ['label_replace(names, "hash", "${h}x$$", "name", "canary-(?P<h>.).*")', '{__name__="names", hash="ax$", name="canary-abc"}'],
  ['label_replace(names, "hash", "$1x$9", "name", "canary-(.*)")', '{__name__="names", name="canary-abc"}'],
  ['label_replace(names, "hash", "$1", "name", "canary")', '{__name__="names", name="canary-abc"}'],
  ['label_replace(names, "name", "", "name", ".*")', '{__name__="names"}'],
  ['label_replace(names, "hash", "none", "missing", "")', '{__name__="names", hash="none", name="canary-abc"}'],
  ['label_join(names, "both", "/", "name", "missing", "name")', '{__name__="names", both="canary-abc//canary-abc", name="canary-abc"}'],
  ['label_join(names, "name", "-")', '{__name__="names"}'],
])('%s', (query, labels) => {
  expect(asked.at(0, query)).toEqual({ [labels]: 1 });
});

test('fails for a label that grows without end', () => {
  const doubled = Array.from({ length: 25 }).reduce<string>((query) => `label_join(${query}, "name", "", "name", "name")`, 'names');
  expect(() => asked.at(0, doubled)).toThrow('a label must not be longer than 1000000 characters');
});

test.each([
  ['absent(nothing{a="b", c!="d", e="f", e="g"})', { '{a="b"}': 1 }], ['absent(g)', {}], ['absent(sum(nothing))', { '{}': 1 }], ['absent((nothing{a="b"}))', { '{a="b"}': 1 }],
  ['vector(time())', { '{}': 60 }],
])('%s', (query, expected) => {
  expect(asked.at(60, query)).toEqual(expected);
});

test.each([
  // 2024-02-29T23:59:58Z was a Thursday.
  ['minute', 59], ['hour', 23], ['day_of_week', 4], ['day_of_month', 29], ['day_of_year', 60], ['days_in_month', 29], ['month', 2], ['year', 2024],
])('%s of a moment in a leap year is %d', (name, value) => {
  expect(asked.at(60, `${name}(vector(1709251198))`)).toEqual({ '{}': value });
  expect(asked.at(1709251198, `${name}()`)).toEqual({ '{}': value });
});

test('dates before the epoch count backwards, and those of the first century are not of the last', () => {
  expect(asked.at(60, 'year(vector(-1))')).toEqual({ '{}': 1969 });
  expect(asked.at(60, 'day_of_year(vector(-62135596800 + 86400))')).toEqual({ '{}': 2 });
});

test('fails for what is no date', () => {
  expect(() => asked.at(60, 'hour(vector(NaN))')).toThrow("'hour' of NaN, which is no time of any calendar, is not implemented here");
});
