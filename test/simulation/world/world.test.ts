import { answer, atWeight, behaving, newWorld, numberOf, pod, query, SHOP, traffic } from './shop';
import { ClusterLog } from '../../../src/simulation/world/cluster-log';
import { Latency } from '../../../src/simulation/world/latency';
import { OverTime } from '../../../src/simulation/world/over-time';
import { messageOf } from '../../canary';

const BY_HASH = 'sum by (rollout_hash) (rate(istio_requests_total{reporter="destination"}[1m]))';
const BY_CODE = 'sum by (response_code, response_flags) (rate(istio_requests_total{reporter="REPORTER"}[1m]))';

function byCode(reporter: string): string {
  return BY_CODE.replace('REPORTER', reporter);
}

/** As they come out after two minutes, without errors of rounding. */
function rounded(values: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, Number(value.toPrecision(6))]));
}

describe('requests', () => {
  test('are shared by the weights, and within a version by its pods', () => {
    const world = newWorld();
    expect(rounded(answer(world, 120, BY_HASH))).toEqual({ '{rollout_hash="canary"}': 20, '{rollout_hash="stable"}': 80 });
    expect(numberOf(world, 120, 'rate(istio_requests_total{pod="shop-stable-3"}[1m])')).toBeCloseTo(20, 6);
  });

  test('go to all pods alike where subsets have no hashes', () => {
    const destinations = [{ service: 'shop', weight: 80 }, { service: 'shop', weight: 20 }];
    const world = newWorld({ cluster: new ClusterLog(atWeight(20, { destinations, pods: [pod('stable'), pod('canary')] })) });
    expect(rounded(answer(world, 120, BY_HASH))).toEqual({ '{rollout_hash="canary"}': 50, '{rollout_hash="stable"}': 50 });
  });

  test('go to the pods that a Service selects where it is the destination', () => {
    const destinations = [{ service: 'shop-stable', weight: 70 }, { service: 'shop-canary', weight: 30 }];
    const selectors = new Map([['shop-stable', 'stable'], ['shop-canary', 'canary']]);
    const world = newWorld({ cluster: new ClusterLog(atWeight(0, { destinations, selectors })) });
    expect(rounded(answer(world, 120, BY_HASH))).toEqual({ '{rollout_hash="canary"}': 30, '{rollout_hash="stable"}': 70 });
  });

  test('have weights that are relative, and one destination has all of them', () => {
    const equal = [{ service: 'shop', hash: 'stable', weight: 10 }, { service: 'shop', hash: 'canary', weight: 10 }];
    expect(rounded(answer(newWorld({ cluster: new ClusterLog(atWeight(0, { destinations: equal })) }), 120, BY_HASH))).toEqual({
      '{rollout_hash="canary"}': 50, '{rollout_hash="stable"}': 50,
    });
    const single = [{ service: 'shop', hash: 'canary', weight: 0 }];
    expect(rounded(answer(newWorld({ cluster: new ClusterLog(atWeight(0, { destinations: single })) }), 120, BY_HASH))).toEqual({ '{rollout_hash="canary"}': 100 });
  });

  test('reach no pod that is not ready, and the caller sees that', () => {
    const pods = [pod('stable'), pod('canary', 0, { readyAt: 300_000 })];
    const world = newWorld({ cluster: new ClusterLog(atWeight(20, { pods })) });
    expect(rounded(answer(world, 120, BY_HASH))).toEqual({ '{rollout_hash="stable"}': 80 });
    expect(rounded(answer(world, 120, byCode('source')))).toEqual({
      '{response_code="200", response_flags="-"}': 80, '{response_code="503", response_flags="UH"}': 20,
    });
    expect(rounded(answer(world, 420, byCode('destination')))).toEqual({
      '{response_code="200", response_flags="-"}': 98, '{response_code="500", response_flags="-"}': 2,
    });
  });

  test('are mirrored without their caller knowing', () => {
    const cluster = new ClusterLog(atWeight(0, { mirror: { service: 'shop', hash: 'canary', share: 0.5 } }));
    const world = newWorld({ cluster });
    expect(rounded(answer(world, 120, BY_HASH))).toEqual({ '{rollout_hash="canary"}': 50, '{rollout_hash="stable"}': 100 });
    expect(numberOf(world, 120, 'sum(rate(istio_requests_total{reporter="source"}[1m]))')).toBeCloseTo(100, 6);
    expect(world.exposure('canary')).toEqual({ requests: 0, failed: 0 });
  });

  test('with a header go where it says, without the limits of the route', () => {
    const hanging = new Map([['stable', behaving(0)], ['canary', behaving(0, { hangs: new OverTime(0.5) })]]);
    const tagged = { service: 'shop', hash: 'canary' };
    const cluster = new ClusterLog(atWeight(20, { tagged }));
    const options = { versions: hanging, timeout: 2000, tagged: new OverTime(0.1, { at: 300_000, value: 0 }) };
    const world = newWorld({ cluster, traffic: traffic(0, options) });
    // 90 go by the weights, of which 18 to the canary, and 10 to it alone; of these what hangs is never over.
    expect(rounded(answer(world, 120, BY_HASH))).toEqual({ '{rollout_hash="canary"}': 23, '{rollout_hash="stable"}': 72 });
    expect(rounded(answer(world, 120, byCode('source')))).toEqual({ '{response_code="200", response_flags="-"}': 86, '{response_code="504", response_flags="UT"}': 9 });
    expect(rounded(answer(world, 420, BY_HASH))).toEqual({ '{rollout_hash="canary"}': 20, '{rollout_hash="stable"}': 80 });
  });

  test('with a header are like others where no route asks for it', () => {
    const world = newWorld({ traffic: traffic(0, { tagged: new OverTime(0.5) }) });
    expect(rounded(answer(world, 120, BY_HASH))).toEqual({ '{rollout_hash="canary"}': 20, '{rollout_hash="stable"}': 80 });
  });

  test('fail at the timeout of the route at the source, and without an answer at the destination', () => {
    const hanging = behaving(0, { hangs: new OverTime(0.25) });
    const world = newWorld({ traffic: traffic(0, { versions: new Map([['stable', behaving(0)], ['canary', hanging]]), timeout: 2000 }) });
    expect(rounded(answer(world, 120, byCode('source')))).toEqual({
      '{response_code="200", response_flags="-"}': 95, '{response_code="504", response_flags="UT"}': 5,
    });
    expect(rounded(answer(world, 120, byCode('destination')))).toEqual({
      '{response_code="0", response_flags="DC"}': 5, '{response_code="200", response_flags="-"}': 95,
    });
    expect(numberOf(world, 120, 'sum(rate(istio_request_duration_milliseconds_sum{response_code="0"}[1m]))')).toBeCloseTo(10_000, 6);
  });

  test('that take too long are cut off like those that hang, by callers who leave', () => {
    const slow = behaving(0, { latency: new OverTime(Latency.percentiles([{ share: 0, milliseconds: 0 }, { share: 1, milliseconds: 4000 }])) });
    const world = newWorld({ traffic: traffic(0, { versions: new Map([['stable', behaving(0)], ['canary', slow]]), patience: 3000 }) });
    expect(rounded(answer(world, 120, byCode('source')))).toEqual({
      '{response_code="0", response_flags="DC"}': 5, '{response_code="200", response_flags="-"}': 95,
    });
  });

  test('that hang without any limit are never counted', () => {
    const versions = new Map([['stable', behaving(0)], ['canary', behaving(0.5, { hangs: new OverTime(1) })]]);
    expect(rounded(answer(newWorld({ traffic: traffic(0, { versions }) }), 120, BY_HASH))).toEqual({ '{rollout_hash="stable"}': 80 });
  });

  test('change with time: how many there are, how many fail, and where they go', () => {
    const versions = new Map([['stable', behaving(0)], ['canary', { ...behaving(0), errors: new OverTime(0, { at: 300_000, value: 0.5 }, { at: 600_000, value: 0 }) }]]);
    const cluster = new ClusterLog(atWeight(20));
    cluster.record(900_000, atWeight(50));
    const world = newWorld({ cluster, traffic: traffic(0, { versions, requestsPerSecond: new OverTime(100, { at: 1_200_000, value: 10 }) }) });
    const failing = 'sum(rate(istio_requests_total{reporter="destination", response_code="500"}[1m])) or vector(0)';
    expect([300, 420, 720].map((seconds) => Number(numberOf(world, seconds, failing).toPrecision(6)))).toEqual([0, 10, 0]);
    expect(rounded(answer(world, 1020, BY_HASH))).toEqual({ '{rollout_hash="canary"}': 50, '{rollout_hash="stable"}': 50 });
    expect(rounded(answer(world, 1320, BY_HASH))).toEqual({ '{rollout_hash="canary"}': 5, '{rollout_hash="stable"}': 5 });
  });

  test('are exposed to a version as its callers met it', () => {
    const world = newWorld();
    world.advance(60_000);
    const { requests, failed } = world.exposure('canary');
    expect(requests).toBeCloseTo(1200, 6);
    expect(failed).toBeCloseTo(120, 6);
  });
});

describe('a series', () => {
  test('begins with the first request of its labels', () => {
    // A failure in 50 seconds.
    const world = newWorld({ traffic: traffic(0.001) });
    const failed = 'istio_requests_total{reporter="destination", response_code="500"}';
    expect(answer(world, 45, failed)).toEqual({});
    expect(numberOf(world, 60, failed)).toBeCloseTo(1.2, 9);
  });

  test('ends when its pod has gone, at the next scrape', () => {
    const cluster = new ClusterLog(atWeight(20));
    cluster.record(100_000, atWeight(0, { pods: [pod('stable')] }));
    const world = newWorld({ cluster });
    const count = 'count(istio_requests_total{pod="shop-canary-0", response_code="200"})';
    expect(numberOf(world, 104, count)).toBe(1);
    expect(answer(world, 105, count)).toEqual({});
    expect(numberOf(world, 105, 'sum(rate(istio_requests_total{pod="shop-canary-0"}[1m]))')).toBeGreaterThan(0);
  });

  test('of a pod that came and went between two scrapes is never seen', () => {
    const before = atWeight(0, { pods: [pod('stable')] });
    const cluster = new ClusterLog(before);
    cluster.record(61_000, atWeight(20, { pods: [pod('stable'), pod('canary')] }));
    cluster.record(74_000, before);
    expect(answer(newWorld({ cluster }), 90, 'istio_requests_total{rollout_hash="canary"}')).toEqual({});
  });

  test('begins anew with another pod of the same name', () => {
    const cluster = new ClusterLog(atWeight(20));
    cluster.record(100_000, atWeight(20, { pods: [pod('stable')] }));
    cluster.record(200_000, atWeight(20));
    const count = 'istio_requests_total{pod="shop-canary-0", response_code="200"}';
    expect(numberOf(newWorld({ cluster }), 210, count)).toBeCloseTo(180, 6);
  });

  test('takes the name of the Service that selects its pod first, and another when that changes', () => {
    const ports = [{ port: 80, targetPort: 8080 }];
    const services = ['shop', 'shop-canary'].map((name) => ({ name, createdAt: 0, ports }));
    const cluster = new ClusterLog(atWeight(20, { selectors: new Map([['shop-canary', 'stable']]) }));
    cluster.record(300_000, atWeight(20, { selectors: new Map([['shop-canary', 'canary']]) }));
    const world = newWorld({ cluster, workload: { ...SHOP, services } });
    const names = 'sum by (rollout_hash, destination_service_name) (rate(istio_requests_total{reporter="destination"}[1m])) > 0';
    expect(Object.keys(answer(world, 300, names)).sort()).toEqual([
      '{destination_service_name="shop", rollout_hash="canary"}', '{destination_service_name="shop-canary", rollout_hash="stable"}',
    ]);
    expect(Object.keys(answer(world, 420, names)).sort()).toEqual([
      '{destination_service_name="shop", rollout_hash="stable"}', '{destination_service_name="shop-canary", rollout_hash="canary"}',
    ]);
  });

  test('is made of no metrics but those that are asked for', () => {
    const world = newWorld({ metrics: new Set(['istio_requests_total']) });
    world.advance(60_000);
    expect([...new Set([...world.store.all()].map(({ labels }) => labels.get('__name__')))]).toEqual(['istio_requests_total']);
  });
});

describe('Prometheus', () => {
  const UPS = 'count_over_time(istio_requests_total{pod="shop-stable-0"}[10m])';

  test('scrapes at its interval, from its phase on', () => {
    const world = newWorld({ scrape: { interval: 30_000, phase: 7000 } });
    world.advance(100_000);
    expect([...world.store.all()].map(({ times, length }) => [...times.slice(0, length)])).toContainEqual([7000, 37_000, 67_000, 97_000]);
  });

  test('does not answer while it is down, and has a gap afterwards', () => {
    const world = newWorld({ prometheus: new OverTime({ state: 'up' }, { at: 100_000, value: { state: 'down' } }, { at: 200_000, value: { state: 'up' } }) });
    expect(world.ask(query(UPS), 150_000)).toEqual({ seconds: 0, error: 'connection refused' });
    // At 15, 30, … 90 and 210, 225, 240 s.
    expect(numberOf(world, 240, UPS)).toBe(9);
  });

  test('knows nothing while it is empty', () => {
    const world = newWorld({ prometheus: new OverTime({ state: 'up' }, { at: 100_000, value: { state: 'empty' } }) });
    expect(answer(world, 150, UPS)).toEqual({});
    expect(numberOf(world, 150, 'vector(0)')).toBe(0);
  });

  test('takes its time while it is slow, and scrapes all the same', () => {
    const world = newWorld({ prometheus: new OverTime({ state: 'slow', seconds: 40 }) });
    expect(world.ask(query('count(istio_requests_total{pod="shop-stable-0"})'), 60_000).seconds).toBe(40);
    expect(numberOf(world, 60, UPS)).toBe(4);
  });

  test('does not see the end of a pod while it is down', () => {
    const cluster = new ClusterLog(atWeight(20));
    cluster.record(110_000, atWeight(0, { pods: [pod('stable')] }));
    const world = newWorld({ cluster, prometheus: new OverTime({ state: 'up' }, { at: 100_000, value: { state: 'down' } }, { at: 200_000, value: { state: 'up' } }) });
    expect(numberOf(world, 240, 'count(istio_requests_total{pod="shop-canary-0", response_code="200"})')).toBe(1);
  });

  test('says why a query has no value', () => {
    expect(newWorld().ask(query('label_replace(vector(1), "a b", "$1", "x", "(")'), 0).error).toContain('invalid');
  });
});

test('a history that is written on while time passes is followed', () => {
  const cluster = new ClusterLog(atWeight(0));
  const world = newWorld({ cluster });
  world.advance(60_000);
  cluster.record(60_000, atWeight(20));
  cluster.record(60_000, atWeight(50));
  world.advance(120_000);
  expect(world.exposure('canary').requests).toBeCloseTo(3000, 6);
});

test('a world that begins before 0 has its past', () => {
  expect(numberOf(newWorld({ since: -300_000 }), 0, 'sum(rate(istio_requests_total{reporter="destination"}[1m]))')).toBeCloseTo(100, 6);
});

test.each<[string, () => unknown, string]>([
  ['time that goes back', () => { const world = newWorld(); world.advance(10); world.advance(5); }, '\'to\' must not be before 10, got 5; time only goes forward'],
  ['changes that go back', () => { const log = new ClusterLog(atWeight(0)); log.record(10, atWeight(1)); log.record(5, atWeight(2)); },
    '\'at\' must not be before 10, the last change, got 5; record changes in their order'],
  ['a version that nothing is said of', () => newWorld({ traffic: traffic(0, { versions: new Map() }) }),
    '\'versions\' must have the behaviour of each pod template hash, got none of \'stable\'; give its errors and its latency'],
  ['a share above 1', () => newWorld({ traffic: traffic(5) }), '\'errors\' must be a share from 0 to 1, got 5; 5 % is 0.05'],
  ['a share of headers above 1', () => newWorld({ cluster: new ClusterLog(atWeight(0, { tagged: { service: 'shop' } })), traffic: traffic(0, { tagged: new OverTime(10) }) }),
    '\'tagged\' must be a share from 0 to 1, got 10; 5 % is 0.05'],
  ['fewer requests than none', () => newWorld({ traffic: traffic(0, { requestsPerSecond: new OverTime(-1) }) }),
    '\'requestsPerSecond\' must be a finite number of 0 or more, got -1; no traffic is 0'],
  ['a timeout of nothing', () => newWorld({ traffic: traffic(0, { timeout: 0 }) }), '\'timeout\' and \'patience\' must be above 0 ms, got 0; leave out what there is none of'],
  ['an interval of nothing', () => newWorld({ scrape: { interval: 0 } }), '\'interval\' must be a whole number of milliseconds above 0, got 0; 15 seconds are 15000'],
  ['a phase beyond the interval', () => newWorld({ scrape: { interval: 10, phase: 10 } }),
    '\'phase\' must be a whole number of milliseconds from 0 to below the interval, got 10; it is where in the interval a scrape falls'],
])('fails on %s', (_, call, message) => {
  expect(messageOf(call)).toBe(message);
});
