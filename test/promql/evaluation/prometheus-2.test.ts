import { Asked } from './ask';

/** What Prometheus 2.42.0 answered when it had scraped these series with their times, and was asked by its API. */
const asked = new Asked(`
  c1 _ _ 5 15
  c2 _ _ 8 18
  g 1 1 0 1
  old 7
  s 0+1x20
`);

test.each<[string, number, Record<string, number | number[]>]>([
  ['increase(c1[40s])', 50, { '{}': 18.333333333333332 }],
  ['rate(c1[40s])', 50, { '{}': 0.4583333333333333 }],
  ['increase(c2[40s])', 50, { '{}': 21.333333333333332 }],
  ['rate(c2[40s])', 50, { '{}': 0.5333333333333333 }],
  ['count_over_time(s[1m])', 300, { '{}': 5 }],
  ['increase(s[1m])', 300, { '{}': 4 }],
  ['increase(s[1m])', 310, { '{}': 4 }],
  ['sum_over_time(s[1m:15s])', 300, { '{}': 90 }],
  ['old', 300, { '{__name__="old"}': 7 }],
  ['old', 300.001, {}],
  ['g[45s]', 45, { '{__name__="g"}': [1, 1, 0, 1] }],
])('%s at %d s is what it was there', (query, at, expected) => {
  const rounded = Object.entries(expected).map(([labels, value]) => [labels, typeof value === 'number' ? expect.closeTo(value, 12) : value]);
  expect(asked.at(at, query, '2')).toEqual(Object.fromEntries(rounded));
});
