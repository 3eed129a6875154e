import { App, Chart, Duration } from 'cdk8s';
import { Protocol, SmartCanary, Step, Threshold } from '../../src';
import { Scenario, simulate } from '../../src/jest';
import { SITUATIONS } from '../../src/simulation/situation';
import { shop } from '../simulation/loop';

const STEPS = [Step.weight(20), Step.pause(Duration.minutes(5)), Step.weight(100), Step.pause(Duration.minutes(5))];

function canaryIn(chart: Chart, service = 'shop', steps = STEPS): SmartCanary {
  return new SmartCanary(chart, 'canary', { service, protocol: Protocol.HTTP, steps, thresholds: [Threshold.successRate(0.95)] });
}

test('plays the release of a construct, with what its app has beside it', () => {
  // GIVEN
  const app = new App();
  const canary = canaryIn(new Chart(app, 'shop', { namespace: 'eu' }));
  canaryIn(new Chart(app, 'cart', { namespace: 'eu' }), 'cart');

  // THEN
  for (const subject of [canary, Chart.of(canary)]) {
    const { rollout, timeline } = simulate(subject, Scenario.canaryFails());
    expect([rollout, timeline.outcome]).toEqual(['eu/shop', 'aborted']);
  }
  expect(simulate(app, Scenario.healthy(), { rollout: 'cart' }).timeline.outcome).toBe('promoted');
});

test('keeps to the charts that a construct needs where several are for different clusters', () => {
  // GIVEN
  const app = new App();
  const blue = canaryIn(new Chart(app, 'blue', { namespace: 'eu' }));
  const green = canaryIn(new Chart(app, 'green', { namespace: 'eu' }), 'shop', [Step.weight(10), ...STEPS]);

  // THEN
  expect([blue, green].map((canary) => simulate(canary, Scenario.healthy()).steps.length)).toEqual([4, 5]);
});

test('plays manifests, as objects and as a text', () => {
  const app = new App();
  canaryIn(new Chart(app, 'shop'));
  const objects: object[] = app.charts.flatMap((chart) => chart.toJson());
  expect(simulate(objects, Scenario.canaryFails()).rollout).toBe('default/shop');
  expect(simulate(app.synthYaml(), Scenario.canaryFails()).timeline).toEqual(simulate(objects, Scenario.canaryFails()).timeline);
});

test('has a scenario for each situation', () => {
  const made = [
    Scenario.healthy(), Scenario.canaryFails(), Scenario.canarySlow(), Scenario.canaryCrashloops(), Scenario.failsOnlyAtWeight(),
    Scenario.secondDeploy(), Scenario.errorSpike(), Scenario.noTraffic(), Scenario.lowTraffic(), Scenario.neverReady(), Scenario.prometheusDown(),
  ];
  expect(made.map(({ name }) => name)).toEqual([...SITUATIONS]);
});

test('gives every option to the twin', () => {
  const { situation, played } = Scenario.errorSpike({
    requestsPerSecond: 20,
    errorRate: 0.1,
    stableErrorRate: 0.01,
    from: Duration.minutes(1),
    scrapeInterval: Duration.seconds(30),
    seed: 7,
    podStartup: Duration.seconds(20),
    promoteAfter: Duration.millis(1500),
  });
  expect(situation).toEqual({ name: 'error-spike', requestsPerSecond: 20, errorRate: 0.1, stableErrorRate: 0.01, from: 60, scrapeInterval: 30, seed: 7 });
  expect(played).toEqual({ podStartup: 20, promoteAfter: 1.5 });
  expect(Scenario.canaryCrashloops({ crashAfter: Duration.minutes(1) }).situation).toEqual({ name: 'canary-crashloops', crashAfter: 60 });
  expect(Scenario.failsOnlyAtWeight({ atWeight: 30, errorRate: 0.5 }).situation).toEqual({ name: 'fails-only-at-weight', atWeight: 30, errorRate: 0.5 });
  expect(Scenario.secondDeploy({ from: Duration.minutes(2), failing: 'first' }).situation).toEqual({ name: 'second-deploy', from: 120, failing: 'first' });
});

test.each([
  [() => Scenario.failsOnlyAtWeight({ atWeight: 0 }), '\'atWeight\' must be a number from 1 to 100, got 0; half of all requests are 50'],
  [() => Scenario.canaryCrashloops({ crashAfter: Duration.seconds(0) }), '\'crashAfter\' must be above 0 seconds, got 0; a pod that is never ready is Scenario.neverReady()'],
  [() => Scenario.secondDeploy({ failing: 'third' as 'first' }), '\'failing\' must be one of first, second, got \'third\'; it is the release that is bad'],
])('fails for what no scenario can have', (make, message) => {
  expect(make).toThrow(message);
});

test('counts fewer requests where fewer come, and none that fail before they do', () => {
  const exposed = (scenario: Scenario) => simulate(shop(), scenario).timeline.exposure;
  // A fifth for five minutes.
  expect(exposed(Scenario.healthy({ requestsPerSecond: 10 }))).toEqual({ requests: 600, failed: 0 });
  expect(exposed(Scenario.canaryFails({ requestsPerSecond: 10, from: Duration.minutes(4) }))).toEqual({ requests: 600, failed: 120 });
});

test('tells what it takes for granted', () => {
  const { assumptions } = simulate(shop({ query: 'sum(rate(istio_requests_total{rollout_hash="{{args.hash}}"}[1m]))' }), Scenario.healthy());
  expect(assumptions).toHaveLength(1);
  expect(assumptions[0]).toContain('rollout_hash');
});

test.each([
  [() => Scenario.canaryFails({ errorRate: 5 }), '\'errorRate\' must be a share from 0 to 1, got 5; 5 % is 0.05'],
  [() => Scenario.healthy({ stableErrorRate: NaN }), '\'stableErrorRate\' must be a share from 0 to 1, got NaN; 5 % is 0.05'],
  [() => Scenario.healthy({ requestsPerSecond: -1 }), '\'requestsPerSecond\' must be a number from 0 to 100000, got -1; it is for all versions together'],
  [() => Scenario.healthy({ scrapeInterval: Duration.millis(1500) }), '\'scrapeInterval\' must be whole seconds from 1, got 1.5; it is that of the Prometheus which is asked'],
  [() => Scenario.healthy({ seed: 0.5 }), '\'seed\' must be a whole number from 0, got 0.5; each gives other requests, and the same ones every time'],
])('fails for an option that means nothing: %#', (make, message) => {
  expect(make).toThrow(new Error(message));
});

const SERVICE = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'shop' } };
const CART = shop().replaceAll('name: shop\n', 'name: cart\n');

test.each([
  ['no Rollout', [SERVICE], {}, '\'subject\' must have a Rollout, got Service/shop; give what is applied to the cluster, all of it'],
  ['nothing', [], {}, '\'subject\' must have a Rollout, got no object; give what is applied to the cluster, all of it'],
  ['two Rollouts', `${shop()}---\n${CART}`, {}, '\'rollout\' must name one of eu/shop, eu/cart, got none; one release is played at a time'],
  ['another Rollout', shop(), { rollout: 'carts' }, '\'rollout\' must name one of eu/shop, got \'carts\'; one release is played at a time'],
  ['an object that is no manifest', [SERVICE, {}], {}, '\'subject[1]\' must be a manifest, got another object; \'apiVersion\' must be a string, got nothing'],
  ['a text that is no YAML', 'kind: [', {}, /^'subject' must be manifests in YAML, got line 1: /],
  ['nothing at all', undefined as unknown as string, {}, '\'subject\' must be a construct, a list of manifests or a text in YAML, got undefined; give what is applied to the cluster'],
  ['what the twin does not play', shop({ metric: { provider: { web: { url: 'http://a' } } } }), {},
    '\'subject\' must be a release that can be simulated, got Rollout eu/shop; metric \'checked\' is measured by web, and a scenario has only Prometheus'],
])('fails for %s', (_, subject, options, message) => {
  expect(() => simulate(subject, Scenario.healthy(), options)).toThrow(typeof message === 'string' ? new Error(message) : message);
});

test('fails for a construct without a Rollout below it', () => {
  const chart = new Chart(new App(), 'shop');
  const canary = canaryIn(chart);
  expect(() => simulate(canary.virtualService!, Scenario.healthy())).toThrow('\'subject\' must have a Rollout, got ');
});
