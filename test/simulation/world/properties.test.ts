import * as fc from 'fast-check';
import { atWeight, newWorld, pod } from './shop';
import { ClusterLog } from '../../../src/simulation/world/cluster-log';
import { Latency } from '../../../src/simulation/world/latency';
import { OverTime } from '../../../src/simulation/world/over-time';
import { type World } from '../../../src/simulation/world/world';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const time = fc.integer({ min: 0, max: 600_000 });

/** A share that changes a few times in ten minutes. */
const shareOverTime = fc.tuple(share, fc.array(fc.record({ at: time, value: share }), { maxLength: 3 }))
  .map(([first, changes]) => new OverTime(first, ...changes));

const latency = fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 2, maxLength: 5 })
  .map((times) => times.sort((a, b) => a - b).map((milliseconds, index) => ({ share: index / (times.length - 1), milliseconds })))
  .map((points) => new OverTime(Latency.percentiles(points)));

const behaviour = fc.record({ errors: shareOverTime, latency, hangs: fc.option(shareOverTime, { nil: undefined }) });

const plan = fc.record({
  stable: behaviour,
  canary: behaviour,
  requestsPerSecond: fc.integer({ min: 0, max: 500 }),
  weights: fc.array(fc.record({ at: time, weight: fc.integer({ min: 0, max: 100 }) }), { maxLength: 5 }),
  canaryReadyAt: time,
  timeout: fc.option(fc.integer({ min: 1, max: 30_000 }), { nil: undefined }),
  mirrored: share,
  interval: fc.integer({ min: 5000, max: 60_000 }),
  seed: fc.option(fc.integer(), { nil: undefined }),
});

type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

/** Ten minutes, in as many parts as anybody likes. */
function played({ stable, canary, requestsPerSecond, weights, canaryReadyAt, timeout, mirrored, interval, seed }: Plan, parts = 1): World {
  const pods = [pod('stable', 0), pod('stable', 1), pod('canary', 0, { readyAt: canaryReadyAt })];
  const at = (weight: number) => atWeight(weight, { pods, mirror: { service: 'shop', hash: 'canary', share: mirrored } });
  const cluster = new ClusterLog(at(0));
  for (const change of [...weights].sort((a, b) => a.at - b.at)) cluster.record(change.at, at(change.weight));
  const versions = new Map([['stable', stable], ['canary', canary]]);
  const traffic = { requestsPerSecond: new OverTime(requestsPerSecond), versions, timeout, seed };
  const world = newWorld({ cluster, traffic, scrape: { interval } });
  for (let part = 1; part <= parts; part++) world.advance(Math.floor(600_000 * part / parts));
  return world;
}

function seriesOf(world: World): Record<string, readonly number[]> {
  return Object.fromEntries([...world.store.all()].map(({ labels, times, values, length }) => (
    [labels.toString(), [...times.slice(0, length), ...values.slice(0, length)]])));
}

/** How many requests there are at the end, by what is reported of them. */
function requestsBy(world: World, isCounted: (label: (name: string) => string) => boolean, metric = 'istio_requests_total'): number {
  return [...world.store.all()].filter(({ labels }) => labels.get('__name__') === metric && isCounted((name) => labels.get(name)))
    .reduce((sum, { values, length }) => sum + values[length - 1], 0);
}

test('counters never fall, and begin with a request', () => {
  fc.assert(fc.property(plan, (each) => {
    const wrong = [...played(each).store.all()].filter(({ labels, values, length }) => (
      values.slice(1, length).some((value, index) => value < values[index]) || (labels.get('__name__') === 'istio_requests_total' && values[0] < 1)));
    expect(wrong).toEqual([]);
  }));
});

test('the buckets of a histogram rise up to its count', () => {
  fc.assert(fc.property(plan, (each) => {
    const world = played(each);
    const edges = ['0.5', '1.0', '5.0', '10.0', '25.0', '50.0', '100.0', '250.0', '500.0', '1000.0', '2500.0', '5000.0', '10000.0', '30000.0', '1.8e+06', '+Inf'];
    const within = edges.map((edge) => requestsBy(world, (label) => label('le') === edge, 'istio_request_duration_milliseconds_bucket'));
    within.slice(1).forEach((count, index) => expect(count).toBeGreaterThanOrEqual(within[index] * (1 - 1e-9)));
    const count = requestsBy(world, () => true, 'istio_request_duration_milliseconds_count');
    expect(within.at(-1)).toBe(count);
    expect(within.at(-2)).toBeCloseTo(count, 6);
  }));
});

test('what is planned gives the same series again, with and without chance', () => {
  fc.assert(fc.property(plan, (each) => {
    expect(JSON.stringify(seriesOf(played(each)))).toBe(JSON.stringify(seriesOf(played(each))));
  }), { numRuns: 30 });
});

test('it does not matter how often anybody asks', () => {
  fc.assert(fc.property(plan, fc.integer({ min: 2, max: 40 }), (each, parts) => {
    expect(JSON.stringify(seriesOf(played(each, parts)))).toBe(JSON.stringify(seriesOf(played(each))));
  }), { numRuns: 30 });
});

test('a version has no more failures than requests, and all versions no more requests than came', () => {
  fc.assert(fc.property(plan, (each) => {
    const world = played({ ...each, seed: undefined });
    const exposures = [world.exposure('stable'), world.exposure('canary')];
    for (const { requests, failed } of exposures) expect(failed).toBeLessThanOrEqual(requests * (1 + 1e-9));
    const came = each.requestsPerSecond * 600;
    expect(exposures[0].requests + exposures[1].requests).toBeLessThanOrEqual(came * (1 + 1e-9));
    if (each.timeout !== undefined) expect(exposures[0].requests + exposures[1].requests).toBeGreaterThanOrEqual(came * (1 - 1e-9));
  }));
});
