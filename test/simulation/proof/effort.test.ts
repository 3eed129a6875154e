import { readQuery } from '../../../src/promql/query';
import { ASSUMED } from '../../../src/simulation/proof/assumptions';
import { takesTooLong, tooMuchIn } from '../../../src/simulation/proof/effort';
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
  ['501 pods', { spec: { replicas: 501 } }, 'a version of it has 501 replicas, and releases of at most 500 are played'],
  ['a billion pods', { spec: { replicas: 1e9 } }, 'a version of it has 1000000000 replicas, and releases of at most 500 are played'],
  ['a pause of 15 days', { steps: [{ pause: { duration: '360h' } }] }, 'its pauses, analyses and delays last longer than 14 days together'],
  ['a pause of 50 years', { steps: [{ pause: { duration: '438000h' } }] }, 'its pauses, analyses and delays last longer than 14 days together'],
  ['a progress deadline of years', { spec: { progressDeadlineSeconds: 1e9 } }, 'its pauses, analyses and delays last longer than 14 days together'],
  ['251 steps', { steps: Array.from({ length: 251 }, () => ({ setWeight: 20 })) }, 'it has 251 steps, and releases of at most 250 are played'],
  ['51 metrics', { metrics: Array.from({ length: 51 }, (_, index) => ({ ...METRIC, name: `errors-${index}` })) }, 'it has 51 metrics, and releases of at most 50 are played'],
  ['a canary of 501 pods', { steps: [{ setCanaryScale: { replicas: 501 } }] }, 'a version of it has 501 replicas, and releases of at most 500 are played'],
  ['an experiment of 15 days', { steps: [{ experiment: { duration: '360h', templates: [{ name: 'a' }] } }] }, 'its pauses, analyses and delays last longer than 14 days together'],
  ['a pause below 0 that would make up for one', { steps: [{ pause: { duration: -2e9 } }, { pause: { duration: 2e9 } }] }, 'its pauses, analyses and delays last longer than 14 days together'],
  ['an interval of a nanosecond', { metrics: [{ ...METRIC, interval: '1ns' }] }, 'metric \'errors\' has an interval below one second'],
  ['an interval of half a second', { metrics: [{ ...METRIC, interval: '500ms' }] }, 'metric \'errors\' has an interval below one second'],
  // 2 days and the minute after which pods are removed, every 15 s for 201 series.
  ['100 pods for two days', { spec: { replicas: 100, progressDeadlineSeconds: 0 }, steps: [{ pause: { duration: '48h' } }] },
    'it is long for its 100 replicas and its intervals: playing it would take 2316324 scrapes and measurements'],
  // 3 days and that minute every second, and every 15 s for 21 series.
  ['a measurement each second for three days', { metrics: [{ ...METRIC, interval: '1s' }], spec: { progressDeadlineSeconds: 0 }, steps: [{ pause: { duration: '72h' } }] },
    'it is long for its 10 replicas and its intervals: playing it would take 622224 scrapes and measurements'],
])('%s: too much', (_, options, refusal) => {
  expect(refusalOf(options)).toBe(refusal);
});

test('who scrapes rarely has less to play', () => {
  const options: ReleaseOptions = { spec: { replicas: 100 }, steps: [{ pause: { duration: '12h' } }] };
  expect(refusalOf(options, 15)).toBe('it is long for its 100 replicas and its intervals: playing it would take 587724 scrapes and measurements');
  expect(refusalOf(options, 60)).toBeUndefined();
});

test.each([
  ['rate(a[1w])', false],
  ['max_over_time(rate(a[1m])[1h:15s])', false],
  ['max_over_time(rate(a[1m])[1d:1m])', false],
  ['max_over_time(rate(a[1m])[1d:30s])', true],
  ['max_over_time(rate(a[1m])[2d:])', true],
  ['max_over_time(max_over_time(a[1h:1m])[1h:1m])', true],
  ['max_over_time(a[1h:1m]) / max_over_time(a[1h:1m])', false],
])('%s takes too long: %s', (query, isTooLong) => {
  const { expression } = readQuery(query);
  expect(expression && takesTooLong(expression)).toBe(isTooLong);
});
