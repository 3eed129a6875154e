import { playLoop, shop, synthesized, valuesOf } from './loop';
import { weightsOf } from './release';

const ARTICLE = synthesized('02-the-article/rpc-server');
const GRPC_SERVICE = 'apiVersion: v1\nkind: Service\nmetadata: {name: rpc-server}\nspec: {selector: {app.kubernetes.io/name: rpc-server}, ports: [{name: grpc, port: 50051}]}\n';
const RULE = 'sum(irate(istio_requests_total{reporter="destination",destination_service_name="shop",response_code!~"5.*"}[5m]))'
  + ' / sum(irate(istio_requests_total{reporter="destination",destination_service_name="shop"}[5m]))';
const BY_HASH = 'sum(rate(istio_requests_total{reporter="destination",rollout_hash="{{args.hash}}",response_code!~"5.*"}[1m]))'
  + ' / sum(rate(istio_requests_total{reporter="destination",rollout_hash="{{args.hash}}"}[1m]))';

// Its query counts both versions, and a call that fails is a response 200 to it.
test('promotes the article\'s gRPC canary that fails every call', () => {
  // WHEN
  const timeline = playLoop(`${ARTICLE}---\n${GRPC_SERVICE}`, { name: 'canary-fails' }, { promoteAfter: 60 });

  // THEN
  expect(timeline.outcome).toBe('promoted');
  expect(valuesOf(timeline)).toEqual(['Successful [1]']);
  // A minute at 20 % and half a minute at 50 % of 50 requests per second.
  expect(timeline.exposure).toEqual({ requests: 1350, failed: 1350 });
});

test.each([
  ['03-grpc-service/rpc-server', 'healthy', 'promoted', ['Successful [1]']],
  ['03-grpc-service/rpc-server', 'canary-fails', 'aborted', ['Failed [0]']],
  ['01-three-words/rpc-server', 'healthy', 'promoted', ['Successful [1]']],
  ['01-three-words/rpc-server', 'canary-fails', 'aborted', ['Failed [0]']],
  ['01-three-words/rpc-server', 'no-traffic', 'aborted', ['Failed []']],
  ['01-three-words/rpc-server', 'prometheus-down', 'aborted', ['Error undefined']],
  ['01-three-words/rpc-server', 'never-ready', 'aborted', []],
  ['06-host-routing/search', 'canary-fails', 'aborted', ['Failed [0]', 'Successful [47.75]']],
  ['07-existing-objects/checkout', 'healthy', 'promoted', ['Successful [1]']],
  ['07-existing-objects/checkout', 'canary-fails', 'aborted', ['Failed [0]']],
  ['06-host-routing/search', 'canary-slow', 'aborted', ['Successful [1]', 'Failed [4800]']],
] as const)('plays %s with %s until it is %s', (name, situation, outcome, values) => {
  const timeline = playLoop(synthesized(name), { name: situation });
  expect(timeline.outcome).toBe(outcome);
  expect(valuesOf(timeline)).toEqual(values);
});

test('errors five times where nothing is there to be measured, and then aborts', () => {
  const timeline = playLoop(shop({ query: RULE, condition: 'result[0] >= 0.95' }), { name: 'no-traffic' });
  expect(timeline.outcome).toBe('aborted');
  expect(timeline.measurements.map(({ at, phase }) => [at, phase])).toEqual([[120, 'Error'], [130, 'Error'], [140, 'Error'], [150, 'Error'], [160, 'Error']]);
});

test('reads 0.96 where a query counts both versions and a fifth of the canary\'s requests fail at weight 20', () => {
  const { measurements } = playLoop(shop({ query: RULE, condition: 'result[0] >= 0.95' }), { name: 'canary-fails', errorRate: 0.2 });
  expect(measurements.map(({ phase }) => phase)).toEqual(['Successful', 'Successful', 'Successful', 'Successful']);
  for (const { value } of measurements) expect(numberIn(value)).toBeCloseTo(0.96, 9);
});

test.each([
  ['a Telemetry provides it', 'rollout_hash'],
  ['Prometheus is taken to', undefined],
])('reads what the canary alone does where %s', (_, telemetry) => {
  const { measurements, outcome } = playLoop(shop({ query: BY_HASH, condition: 'result[0] >= 0.95', telemetry }), { name: 'canary-fails', errorRate: 0.2 });
  expect(outcome).toBe('aborted');
  for (const { value } of measurements) expect(numberIn(value)).toBeCloseTo(0.8, 9);
});

test('measures the stable version\'s errors from before the release', () => {
  const { measurements: [first] } = playLoop(shop({ query: RULE, metric: { initialDelay: '0s' } }), { name: 'healthy', stableErrorRate: 0.1 });
  expect(first.at).toBe(0);
  expect(numberIn(first.value)).toBeCloseTo(0.9, 9);
});

test('begins to fail when it is told to', () => {
  const query = BY_HASH.replaceAll('[1m]', '[30s]');
  const { measurements } = playLoop(shop({ query, metric: { failureLimit: 10 } }), { name: 'canary-fails', errorRate: 0.5, from: 150 });
  expect(measurements.map(({ at, value }) => [at, rounded(value)])).toEqual([[120, 1], [180, 0.5], [240, 0.5], [300, 0.5]]);
});

test('errors of both versions are over after two minutes', () => {
  const query = RULE.replaceAll('irate', 'rate').replaceAll('[5m]', '[30s]');
  const { measurements } = playLoop(shop({ query, metric: { initialDelay: '30s', failureLimit: 10 } }), { name: 'error-spike', errorRate: 0.5, from: 60 });
  expect(measurements.map(({ at, value }) => [at, rounded(value)])).toEqual([[30, 1], [90, 0.5], [150, 0.5], [210, 1], [270, 1]]);
});

test('counts what the canary had until it is aborted', () => {
  const { outcome, endsAt, exposure } = playLoop(shop({ query: BY_HASH, condition: 'result[0] >= 0.95' }), { name: 'canary-fails', requestsPerSecond: 10 });
  // Nothing that succeeds is no series, and its share no value: five errors from 2m on, and 20 % of ten requests per second until then.
  expect([outcome, endsAt, exposure]).toEqual(['aborted', 160, { requests: 320, failed: 320 }]);
});

test('tries again what the route says, and the canary\'s callers see few of its failures', () => {
  const bySource = RULE.replaceAll('reporter="destination"', 'reporter="source"').replaceAll('irate', 'rate').replaceAll('[5m]', '[1m]');
  const reads = (query: string) => {
    const { measurements } = playLoop(shop({ query, route: { retries: { attempts: 2, retryOn: '5xx' } } }), { name: 'canary-fails', errorRate: 0.5 });
    return rounded(measurements.at(-1)!.value);
  };
  // Half of 20 of 100 requests fail, and of these an eighth does so three times.
  expect(reads(bySource)).toBe(0.975);
  // The pods see 35 tries beside the 80 requests of the stable version, and fail half of them.
  expect(reads(BY_HASH)).toBe(0.5);
});

test('measures a canary by what is mirrored to it, which nobody is exposed to', () => {
  // GIVEN
  const match = [{ method: { exact: 'GET' } }];
  const steps = [{ setCanaryScale: { replicas: 1 } }, { setMirrorRoute: { name: 'shadow', match } }, { pause: { duration: '5m' } }];

  // WHEN
  const mirrored = shop({ query: BY_HASH, condition: 'result[0] >= 0.95', steps });
  const { outcome, measurements, exposure } = playLoop(mirrored, { name: 'canary-fails', errorRate: 0.5 });

  // THEN
  expect([outcome, measurements.length > 0, exposure]).toEqual(['aborted', true, { requests: 0, failed: 0 }]);
  for (const { value } of measurements) expect(numberIn(value)).toBeCloseTo(0.5, 9);
});

test.each([[undefined, 'Error undefined'], [0.1, 'Failed [0.5]']])('sends a share of %s of the requests to a canary behind a header, which reads %s', (headerShare, value) => {
  const match = [{ headerName: 'x-tester', headerValue: { exact: 'yes' } }];
  const steps = [{ setCanaryScale: { replicas: 1 } }, { setHeaderRoute: { name: 'testers', match } }, { pause: { duration: '10m' } }];
  const timeline = playLoop(shop({ query: BY_HASH, condition: 'result[0] >= 0.95', steps }), { name: 'canary-fails', errorRate: 0.5, headerShare });
  expect(timeline.outcome).toBe('aborted');
  expect(valuesOf(timeline)).toEqual([value]);
  expect(timeline.exposure?.requests).toBe(headerShare === undefined ? 0 : 600);
});

test('waits for ever for what is mirrored and hangs: the timeout is another route\'s', () => {
  const match = [{ method: { exact: 'GET' } }];
  const steps = [{ setCanaryScale: { replicas: 1 } }, { setMirrorRoute: { name: 'shadow', match } }, { pause: { duration: '5m' } }];
  const query = 'sum(rate(istio_requests_total{reporter="destination",rollout_hash="{{args.hash}}",response_code="0"}[1m])) or vector(0)';
  const late = ({ measurements }: ReturnType<typeof playLoop>) => rounded(measurements[0].value);
  expect(late(playLoop(shop({ steps, query, route: { timeout: '2s' } }), { name: 'canary-slow' }))).toBe(0);
  // At weight 20 it has ten requests a second, and three of four take longer.
  expect(late(playLoop(shop({ query, route: { timeout: '2s' } }), { name: 'canary-slow' }))).toBe(7.5);
});

test('plays the same for a seed, and otherwise for another', () => {
  const play = (seed: number) => playLoop(shop({ query: BY_HASH }), { name: 'canary-fails', errorRate: 0.2, seed });
  expect(play(1)).toEqual(play(1));
  expect(play(2).measurements).not.toEqual(play(1).measurements);
});

test('has no requests in most minutes where there are few', () => {
  const query = 'sum(increase(istio_requests_total{reporter="destination"}[1m]))';
  const { exposure, measurements } = playLoop(shop({ query, metric: { initialDelay: '0s' } }), { name: 'low-traffic' });
  // One in five minutes is expected, and whole ones come.
  expect(exposure).toEqual({ requests: 1, failed: 0 });
  expect(measurements.map(({ value }) => value)).toContain('[0]');
});

test('moves the weights by what was measured', () => {
  const steps = [{ setWeight: 20 }, { pause: { duration: '5m' } }, { setWeight: 60 }, { pause: { duration: '5m' } }];
  const failing = playLoop(shop({ steps, query: BY_HASH, condition: 'result[0] >= 0.95' }), { name: 'canary-fails', from: 300, errorRate: 0.5 });
  expect(weightsOf(failing)).toEqual([[0, 20], [300, 60], [360, 0]]);
});

function numberIn(value = ''): number {
  return Number(value.replace(/^\[(.*)\]$/, '$1'));
}

function rounded(value: string | undefined): number {
  return Math.round(numberIn(value) * 1e9) / 1e9;
}
