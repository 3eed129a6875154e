import { parse } from '../../src/promql/parse';
import { severalSeries } from '../../src/promql/series-count';

function several(query: string): string | undefined {
  return severalSeries(parse(query).expression!);
}

test.each([
  ['sum by (pod) (rate(a[5m]))', 'each pod'],
  ['sum by (pod, app) (rate(a{app="shop"}[5m]))', 'each pod'],
  ['max without (pod) (rate(a[5m]))', 'each group without pod'],
  ['count_values("v", a)', 'each value'],
  ['topk(3, istio_requests_total)', 'each series of istio_requests_total'],
  ['topk(1, a) by (pod)', 'each pod'],
  ['bottomk(scalar(b), rate(a[5m]))', 'each series of a'],
  ['istio_requests_total', 'each series of istio_requests_total'],
  ['queue{queue=~"shop-.*"}', 'each series of queue'],
  ['{queue!="shop"}', 'each series of its selector'],
  ['irate(a{pod="b"}[5m])', 'each series of a'],
  ['-(abs(rate(a[5m])))', 'each series of a'],
  ['max_over_time(rate(a[5m])[1h:])', 'each series of a'],
  ['histogram_quantile(0.9, rate(a_bucket[5m]))', 'each series of a_bucket'],
  ['histogram_quantile(0.9, sum by (le, pod) (rate(a_bucket[5m])))', 'each pod'],
  ['rate(a[5m]) / rate(b[5m])', 'each series of a'],
  ['rate(a[5m]) / on (pod) group_left sum(rate(b[5m]))', 'each series of a'],
  ['sum(a) / on () group_right rate(b[5m])', 'each series of b'],
  ['100 * rate(a[5m])', 'each series of a'],
  ['rate(a[5m]) > (2 * scalar(b))', 'each series of a'],
  ['rate(a[5m]) and sum(b)', 'each series of a'],
  ['sum(a) or rate(b[5m])', 'each series of b'],
])('%s may answer with one number for %s', (query, reason) => {
  expect(several(query)).toBe(reason);
});

test.each([
  '1', 'time()', 'scalar(rate(a[5m]))', 'vector(1)', 'absent(rate(a[5m]))', 'sum(rate(a[5m]))', 'sum by () (rate(a[5m]))', 'topk(1, rate(a[5m]))',
  'sum(rate(a[5m])) / sum(rate(b[5m]))', 'sum(rate(a[5m])) or vector(0)', 'rate(a[5m]) / sum(b)', 'sum(a) unless rate(b[5m])', '2 * (1 - sum(a))', 'sum(a) * -(1 + time())',
  'histogram_quantile(0.9, sum by (le) (rate(a_bucket[5m])))', 'histogram_fraction(0, 500, sum by (le) (rate(a_bucket[5m])))',
  'sum by (app) (rate(a{app="shop"}[5m]))', 'sum without (pod) (sum(a))', 'queue', 'queue{queue="shop"}', 'shop:errors:rate5m', 'rate(shop:requests:total[5m])', 'hour()',
])('%s answers with one number, as far as anybody can tell', (query) => {
  expect(several(query)).toBeUndefined();
});
