import { answer, behaving, newWorld, traffic } from './shop';
import { OverTime } from '../../../src/simulation/world/over-time';
import { type Retries } from '../../../src/simulation/world/retries';
import { type Traffic } from '../../../src/simulation/world/traffic';
import { type World } from '../../../src/simulation/world/world';

const ON_ERROR: Retries = { attempts: 2, onError: true, onTimeout: false };

/** The canary has 20 of 100 requests a second. */
function worldOf(retries: Retries, more: Partial<Traffic> = {}): World {
  return newWorld({ traffic: traffic(0.5, { retries, ...more }) });
}

/** Requests per second by their code, of the canary alone at the destination and of both versions at the source. */
function ratesOf(world: World, reporter: 'source' | 'destination'): Record<string, number> {
  const scope = reporter === 'source' ? '' : ', rollout_hash="canary"';
  const rates = answer(world, 120, `sum by (response_code) (rate(istio_requests_total{reporter="${reporter}"${scope}}[1m]))`);
  return Object.fromEntries(Object.entries(rates).map(([labels, value]) => [labels.replace(/[^\d]/g, ''), Math.round(value * 1e6) / 1e6]));
}

function exposureOf(world: World): { requests: number; failed: number } {
  const { requests, failed } = world.exposure('canary');
  return { requests: Math.round(requests), failed: Math.round(failed) };
}

test('each try is a request to the pod, and its caller knows of the last alone', () => {
  const world = worldOf(ON_ERROR);
  // Of 20 requests 10 are tried again, and 5 of these once more.
  expect(ratesOf(world, 'destination')).toEqual({ 200: 17.5, 500: 17.5 });
  expect(ratesOf(world, 'source')).toEqual({ 200: 97.5, 500: 2.5 });
  expect(exposureOf(world)).toEqual({ requests: 2400, failed: 300 });
});

test('what is not tried again on errors fails at once', () => {
  const world = worldOf({ ...ON_ERROR, onError: false });
  expect(ratesOf(world, 'destination')).toEqual({ 200: 10, 500: 10 });
  expect(ratesOf(world, 'source')).toEqual({ 200: 90, 500: 10 });
});

test('the caller has waited for all tries, and the pod for its own', () => {
  const world = worldOf({ ...ON_ERROR, attempts: 1 });
  const mean = (reporter: string, code: number) => Object.values(answer(world, 120, [`sum(rate(istio_request_duration_milliseconds_sum{reporter="${reporter}",response_code="${code}"}[1m]))`,
    `sum(rate(istio_request_duration_milliseconds_count{reporter="${reporter}",response_code="${code}"}[1m]))`].join(' / ')))[0];
  // A try takes 20 ms, and what fails in the end has failed twice.
  expect(mean('destination', 500)).toBeCloseTo(20, 6);
  expect(mean('source', 500)).toBeCloseTo(40, 6);
  // 90 requests of 20 ms, and 5 that had to be tried again.
  expect(mean('source', 200)).toBeCloseTo((90 * 20 + 5 * 40) / 95, 6);
  const within25 = answer(world, 120, 'sum(rate(istio_request_duration_milliseconds_bucket{reporter="source",response_code="500",le="25"}[1m])) or vector(0)');
  expect(Object.values(within25)).toEqual([0]);
});

const HANGING: Partial<Traffic> = {
  versions: new Map([['stable', behaving(0)], ['canary', behaving(0, { hangs: new OverTime(0.5) })]]),
  timeout: 2000,
};

test('a try that takes too long ends the request where nothing says that it is tried again', () => {
  const world = worldOf({ attempts: 2, perTryTimeout: 500, onError: false, onTimeout: false }, HANGING);
  expect(ratesOf(world, 'source')).toEqual({ 200: 90, 504: 10 });
  expect(ratesOf(world, 'destination')).toEqual({ 0: 10, 200: 10 });
  expect(Object.values(answer(world, 120, 'sum(rate(istio_request_duration_milliseconds_sum{reporter="source",response_code="504"}[1m]))'))[0]).toBeCloseTo(5000, 6);
});

test('a try that takes too long is tried again, until the time of the request is over', () => {
  // 1500 ms are three tries, and for a fourth there is no time.
  const world = worldOf({ attempts: 9, perTryTimeout: 500, onError: false, onTimeout: true }, { ...HANGING, timeout: 1500 });
  expect(ratesOf(world, 'destination')).toEqual({ 0: 17.5, 200: 17.5 });
  expect(ratesOf(world, 'source')).toEqual({ 200: 97.5, 504: 2.5 });
  expect(Object.values(answer(world, 120, 'sum(rate(istio_request_duration_milliseconds_sum{reporter="source",response_code="504"}[1m]))'))[0]).toBeCloseTo(2.5 * 1500, 6);
});

test('comes by chance as often as is expected', () => {
  const world = worldOf(ON_ERROR, { seed: 1 });
  world.advance(3_600_000);
  const { requests, failed } = world.exposure('canary');
  expect(requests / 72_000).toBeCloseTo(1, 1);
  expect(failed / 9_000).toBeCloseTo(1, 1);
});
