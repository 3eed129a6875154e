import { type ServedWorkload } from '../../../src/simulation/world/served-workload';
import { tallyLabelsOf } from '../../../src/simulation/world/tally-labels';

const SHOP: ServedWorkload = { namespace: 'eu', name: 'shop', protocol: 'http', port: 80, services: [] };

test('makes labels once for all worlds of a workload', () => {
  const first = tallyLabelsOf(SHOP, 'good/pod-1', () => ({ pod: 'pod-1', app: 'shop' }));
  const again = tallyLabelsOf(SHOP, 'good/pod-1', () => { throw new Error('made twice'); });
  expect(again.of('requests_total')).toBe(first.of('requests_total'));
  expect(first.of('requests_total').toString()).toBe('{__name__="requests_total", app="shop", pod="pod-1"}');
  expect(first.of('duration_bucket', '0.5').toString()).toBe('{__name__="duration_bucket", app="shop", le="0.5", pod="pod-1"}');
});

test('makes others for another workload, and under another name', () => {
  const other: ServedWorkload = { ...SHOP };
  expect(tallyLabelsOf(other, 'good/pod-1', () => ({ pod: 'a' })).key).toBe('{"pod":"a"}');
  expect(tallyLabelsOf(other, 'good/pod-2', () => ({ pod: 'b' })).key).toBe('{"pod":"b"}');
});
