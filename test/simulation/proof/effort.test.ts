import { ASSUMED } from '../../../src/simulation/proof/assumptions';
import { tooMuchIn } from '../../../src/simulation/proof/effort';
import { modelOf, type ReleaseOptions } from '../release';

const METRIC = { name: 'errors', successCondition: 'true', interval: '1m' };

function refusalOf(options: ReleaseOptions, scrapeInterval = ASSUMED.scrapeInterval): string | undefined {
  return tooMuchIn(modelOf(options), { ...ASSUMED, scrapeInterval });
}

test.each<[string, ReleaseOptions]>([
  ['a usual release', { metrics: [METRIC] }],
  ['one of 500 pods and minutes', { spec: { replicas: 500 }, metrics: [METRIC] }],
  ['one of few pods that takes two days', { steps: [{ setWeight: 5 }, { pause: { duration: '48h' } }], metrics: [METRIC] }],
  ['one without an analysis', {}],
  ['a metric that is measured every second', { metrics: [{ ...METRIC, interval: '1s' }] }],
])('%s is played', (_, options) => {
  expect(refusalOf(options)).toBeUndefined();
});

test.each<[string, ReleaseOptions, string]>([
  ['501 pods', { spec: { replicas: 501 } }, 'it has 501 replicas, and releases of at most 500 are played'],
  ['a billion pods', { spec: { replicas: 1e9 } }, 'it has 1000000000 replicas, and releases of at most 500 are played'],
  ['a pause of 15 days', { steps: [{ pause: { duration: '360h' } }] }, 'its pauses and analyses last longer than 14 days together'],
  ['a pause of 50 years', { steps: [{ pause: { duration: '438000h' } }] }, 'its pauses and analyses last longer than 14 days together'],
  ['a progress deadline of years', { spec: { progressDeadlineSeconds: 1e9 } }, 'its pauses and analyses last longer than 14 days together'],
  ['an interval of a nanosecond', { metrics: [{ ...METRIC, interval: '1ns' }] }, 'metric \'errors\' has an interval below one second'],
  ['an interval of half a second', { metrics: [{ ...METRIC, interval: '500ms' }] }, 'metric \'errors\' has an interval below one second'],
  // 2 days of 15 s, for 201 series each.
  ['100 pods for two days', { spec: { replicas: 100, progressDeadlineSeconds: 0 }, steps: [{ pause: { duration: '48h' } }] },
    'it is long for its 100 replicas and its intervals: playing it would take 2315520 scrapes and measurements'],
  // 3 days of one second, and 21 scrapes every 15 s.
  ['a measurement each second for three days', { metrics: [{ ...METRIC, interval: '1s' }], spec: { progressDeadlineSeconds: 0 }, steps: [{ pause: { duration: '72h' } }] },
    'it is long for its 10 replicas and its intervals: playing it would take 622080 scrapes and measurements'],
])('%s: too much', (_, options, refusal) => {
  expect(refusalOf(options)).toBe(refusal);
});

test('who scrapes rarely has less to play', () => {
  const options: ReleaseOptions = { spec: { replicas: 100 }, steps: [{ pause: { duration: '12h' } }] };
  expect(refusalOf(options, 15)).toBe('it is long for its 100 replicas and its intervals: playing it would take 586920 scrapes and measurements');
  expect(refusalOf(options, 60)).toBeUndefined();
});
