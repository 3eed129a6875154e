import { playLoop, shop, synthesized, valuesOf } from './loop';
import { eventsOf, weightsOf } from './release';
import { type Situation } from '../../src/simulation/situation';

const BY_HASH = '(sum(rate(istio_requests_total{reporter="destination",rollout_hash="{{args.hash}}",response_code!~"5.*"}[1m])) or vector(0))'
  + ' / sum(rate(istio_requests_total{reporter="destination",rollout_hash="{{args.hash}}"}[1m]))';
const GUARDED = { query: `round(${BY_HASH}, 0.001)`, condition: 'result[0] >= 0.95' };
const TWO_WEIGHTS = [{ setWeight: 20 }, { pause: { duration: '3m' } }, { setWeight: 60 }, { pause: { duration: '5m' } }];
const OPEN_PAUSE = [{ setWeight: 20 }, { pause: {} }, { setWeight: 60 }, { pause: { duration: '5m' } }];

function outcomeOf(text: string, situation: Situation, scenario = {}) {
  const { outcome, endsAt, exposure } = playLoop(text, situation, scenario);
  return [outcome, endsAt, exposure];
}

// The first weight is a fifth of 50 requests per second for three minutes, and then a minute of 60 %.
test('fails from a weight on, and is good below', () => {
  const timeline = playLoop(shop({ ...GUARDED, steps: TWO_WEIGHTS }), { name: 'fails-only-at-weight', atWeight: 60, errorRate: 0.5 });
  expect([timeline.outcome, timeline.endsAt]).toEqual(['aborted', 240]);
  expect(timeline.measurements.map(({ at, value }) => [at, value])).toEqual([[120, '[1]'], [180, '[1]'], [240, '[0.5]']]);
  expect(timeline.exposure).toEqual({ requests: 3600, failed: 900 });
});

test('never fails where the weight is never reached before all is promoted', () => {
  expect(outcomeOf(shop({ ...GUARDED, steps: TWO_WEIGHTS }), { name: 'fails-only-at-weight', atWeight: 61 })).toEqual(['promoted', 480, { requests: 10_800, failed: 0 }]);
});

test('takes the traffic from pods that have crashed, and gives it back', () => {
  // Services are not held up by pods that are not ready, as subsets alone are.
  const timeline = playLoop(shop({ steps: TWO_WEIGHTS, strategy: { stableService: 'shop' } }), { name: 'canary-crashloops', crashAfter: 20 });
  // Ready from 0, 20 (at once), 50 (after 10 s), 90 (20 s) and 150 (40 s) on, for 20 s each.
  expect(weightsOf(timeline).filter(([at]) => at < 180)).toEqual([[0, 20], [40, 0], [50, 20], [70, 0], [90, 20], [110, 0], [150, 20], [170, 0]]);
});

test('counts the restarts of containers that crash', () => {
  const restarts = 'sum(kube_pod_container_status_restarts_total{pod=~"shop-canary-hash-.*"})';
  const { measurements } = playLoop(shop({ query: restarts, metric: { initialDelay: '15s', interval: '15s' } }), { name: 'canary-crashloops', crashAfter: 20 });
  expect(measurements.slice(0, 8).map(({ at, value }) => [at, value])).toEqual([
    [15, '[0]'], [30, '[1]'], [45, '[1]'], [60, '[2]'], [75, '[2]'], [90, '[3]'], [105, '[3]'], [120, '[3]'],
  ]);
});

test('aborts by Threshold.restarts a canary that crashes, and promotes one that does not', () => {
  const query = 'sum(kube_pod_container_status_restarts_total{pod=~"shop-canary-hash-.*"})';
  const text = shop({ query, condition: 'result[0] <= 2', strategy: { stableService: 'shop' } });
  expect(playLoop(text, { name: 'canary-crashloops', crashAfter: 20 })).toMatchObject({ outcome: 'aborted', endsAt: 120 });
  expect(playLoop(text, { name: 'healthy' }).outcome).toBe('promoted');
});

test('aborts the second release by queries of its own hash', () => {
  const { outcome, endsAt, exposure, measurements, events } = playLoop(shop({ ...GUARDED, steps: TWO_WEIGHTS }), { name: 'second-deploy', from: 90 });
  // 90 s of the first at 20 % of 50 requests per second, and two minutes of the second.
  expect([outcome, endsAt, exposure]).toEqual(['aborted', 210, { requests: 2100, failed: 1200 }]);
  expect(measurements).toEqual([{ metric: 'checked', at: 210, phase: 'Failed', value: '[0]' }]);
  expect(events.filter(({ kind }) => kind === 'analysisRun').map((event) => [event.at, Object.values(event).slice(2, 4).join(' ')])).toEqual([
    [0, 'shop-2 Running'], [90, 'shop-2 Successful'], [90, 'shop-3 Running'], [210, 'shop-3 Failed'],
  ]);
});

test('promotes the second release where the first one fails', () => {
  const timeline = playLoop(shop({ ...GUARDED, steps: TWO_WEIGHTS }), { name: 'second-deploy', from: 90, failing: 'first' });
  expect([timeline.outcome, timeline.endsAt, valuesOf(timeline)]).toEqual(['promoted', 570, ['Successful [1]']]);
  expect(timeline.exposure?.failed).toBe(900);
  expect(eventsOf(timeline, 'promote').map(({ revision }) => revision)).toEqual([3]);
});

test('has the first release as the stable one where the second comes late', () => {
  const timeline = playLoop(shop({ ...GUARDED, steps: TWO_WEIGHTS }), { name: 'second-deploy', from: 600 });
  expect([timeline.outcome, timeline.endsAt]).toEqual(['aborted', 720]);
  expect(eventsOf(timeline, 'promote').map(({ at, revision }) => [at, revision])).toEqual([[480, 2]]);
});

test('fills in the hash of the version that is stable when a run begins', () => {
  const query = 'sum(rate(istio_requests_total{rollout_hash="{{args.hash}}"}[1m])) * 60';
  const args = { analysis: { startingStep: 1, templates: [{ templateName: 'checks' }], args: [{ name: 'hash', valueFrom: { podTemplateHashValue: 'Stable' } }] } };
  const { measurements } = playLoop(shop({ query: `round(${query})`, steps: TWO_WEIGHTS, strategy: args, telemetry: 'rollout_hash' }), { name: 'second-deploy', from: 660 });
  // 80 % of 50 requests per second in a minute are stable's, that before and that in between: from 480 s on the first release is.
  expect(measurements.filter(({ at }) => at === 120 || at === 780).map(({ at, value }) => [at, value])).toEqual([[120, '[2400]'], [780, '[2400]']]);
});

test.each([
  ['at once', 0, ['aborted', 120, { requests: 3600, failed: 1800 }]],
  ['after ten minutes', 600, ['aborted', 120, { requests: 1200, failed: 600 }]],
  ['never', undefined, ['aborted', 120, { requests: 1200, failed: 600 }]],
])('measures a canary that somebody would promote %s', (_, promoteAfter, expected) => {
  expect(outcomeOf(shop({ ...GUARDED, steps: OPEN_PAUSE }), { name: 'canary-fails', errorRate: 0.5 }, { promoteAfter })).toEqual(expected);
});

test('counts the requests of a release that waits until it is given up', () => {
  const text = shop({ steps: OPEN_PAUSE, strategy: { analysis: undefined } });
  expect(outcomeOf(text, { name: 'canary-fails' }, { limit: 600 })).toEqual(['paused', 0, { requests: 6000, failed: 6000, until: 600 }]);
});

test('waits for somebody with a guard that never fires', () => {
  expect(outcomeOf(synthesized('02-the-article/rpc-server'), { name: 'healthy' }, { limit: 1200 })).toEqual(['paused', 0, { requests: 12_000, failed: 0, until: 1200 }]);
});

test('has as many requests as a profile says', () => {
  const query = 'sum(rate(istio_requests_total{reporter="destination"}[30s]))';
  const situation: Situation = { name: 'healthy', requestsPerSecond: 10, requestChanges: [{ at: 90, requestsPerSecond: 40 }, { at: 210, requestsPerSecond: 0 }] };
  const { measurements, exposure } = playLoop(shop({ query: `round(${query})`, metric: { initialDelay: '60s' } }), situation);
  expect(measurements.map(({ at, value }) => [at, value])).toEqual([[60, '[10]'], [120, '[40]'], [180, '[40]'], [240, '[0]'], [300, '[0]']]);
  // A fifth of 900 and of 4800.
  expect(exposure).toEqual({ requests: 1140, failed: 0 });
});
