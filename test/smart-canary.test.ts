import { ApiObject, App, Chart, Duration, JsonPatch, Testing } from 'cdk8s';
import * as fc from 'fast-check';
import { SmartCanary, Step, Threshold } from '../src';
import { manifestOf, manifests, messageOf, newCanary, newChart, THREE_WORDS } from './canary';

function kindsOf(chart: Chart): string[] {
  return manifests(chart).map(({ kind }) => kind);
}

function newConfigMap(chart: Chart): ApiObject {
  return new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
}

describe('three words', () => {
  test('make a complete bundle, in an order in which it can be applied', () => {
    const chart = newChart();
    newCanary({}, chart);
    expect(kindsOf(chart)).toEqual(['Service', 'DestinationRule', 'VirtualService', 'Telemetry', 'AnalysisTemplate', 'Rollout']);
    expect(manifests(chart)).toMatchSnapshot();
  });

  test('assume a Deployment that the controller has to scale down', () => {
    const chart = newChart();
    newCanary({}, chart);
    expect(manifestOf(chart, 'Rollout').spec).toMatchObject({
      replicas: 3,
      workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'shop', scaleDown: 'progressively' },
      selector: { matchLabels: { 'app.kubernetes.io/name': 'shop' } },
    });
  });
});

describe('the bundle', () => {
  test('aborts a canary whose pods do not become ready', () => {
    const chart = newChart();
    newCanary({ traffic: { podStartup: Duration.minutes(20) } }, chart);
    expect(manifestOf(chart, 'Rollout').spec).toMatchObject({ progressDeadlineAbort: true, progressDeadlineSeconds: 2400 });
  });

  test('has one Service for the controller, headless and without ports, so that it lends its name to no metric', () => {
    const chart = newChart();
    newCanary({}, chart);
    expect(manifestOf(chart, 'Service').spec).toEqual({ clusterIP: 'None', selector: { 'app.kubernetes.io/name': 'shop' } });
    expect(manifestOf(chart, 'Rollout').spec.strategy.canary).toMatchObject({ stableService: 'shop-stable' });
    expect(manifestOf(chart, 'Rollout').spec.strategy.canary).not.toHaveProperty('canaryService');
  });

  test('names its route and its subsets alike in all places', () => {
    const chart = newChart();
    newCanary({}, chart);
    const { istio } = manifestOf(chart, 'Rollout').spec.strategy.canary.trafficRouting;
    const [route] = manifestOf(chart, 'VirtualService').spec.http;
    expect(istio.virtualService.routes).toEqual([route.name]);
    expect(route.route.map(({ destination, weight }: any) => [destination.subset, weight])).toEqual([
      [istio.destinationRule.stableSubsetName, 100], [istio.destinationRule.canarySubsetName, 0],
    ]);
    expect(manifestOf(chart, 'DestinationRule').spec.subsets.map(({ name }: any) => name).sort()).toEqual(['canary', 'stable']);
  });

  test.each([
    [undefined, undefined, 'shop'],
    ['arch', undefined, 'shop.arch.svc.cluster.local'],
    ['arch', 'k8s.example.com', 'shop.arch.svc.k8s.example.com'],
  ])('in namespace %p and cluster domain %p names the host %s', (namespace, clusterDomain, host) => {
    const chart = newChart({ namespace });
    newCanary({ clusterDomain }, chart);
    const virtualService = manifestOf(chart, 'VirtualService').spec;
    const destinations = virtualService.http[0].route.map(({ destination }: any) => destination.host);
    expect([...virtualService.hosts, ...destinations]).toEqual([host, host, host]);
    expect(manifestOf(chart, 'DestinationRule').spec.host).toBe(host);
  });

  test('carries the chart\'s labels and namespace', () => {
    const chart = newChart({ namespace: 'arch', labels: { team: 'payments' } });
    newCanary({}, chart);
    expect(new Set(manifests(chart).map(({ metadata }) => `${metadata.namespace}/${metadata.labels.team}`))).toEqual(new Set(['arch/payments']));
  });

  test('ends a request that hangs', () => {
    const chart = newChart();
    newCanary({ timeout: Duration.millis(1500) }, chart);
    expect(manifestOf(chart, 'VirtualService').spec.http[0].timeout).toBe('1s500ms');
  });

  test.each([
    [{ timeout: Duration.millis(0.5) }, '\'timeout\' must be positive and a whole number of milliseconds, got 0.0005 s; give at least Duration.millis(1)'],
    [{ clusterDomain: 'Cluster local' },
      '\'clusterDomain\' must be a DNS name (a-z, 0-9, \'-\' and \'.\', a letter or digit at both ends, at most 253 characters), got \'Cluster local\'; try \'cluster-local\''],
  ])('fails on %j', (props, message) => {
    expect(messageOf(() => newCanary(props))).toBe(message);
  });
});

describe('a program without types', () => {
  test.each<[string, object, string]>([
    ['steps', { steps: undefined }, '\'steps\' must be a list, got undefined; for example [Step.weight(20)]'],
    ['thresholds', { thresholds: null }, '\'thresholds\' must be a list, got null; for example [Threshold.successRate(0.95)]'],
    ['a threshold', { thresholds: [undefined] }, '\'thresholds\' must be a list, got one with holes; for example [Threshold.successRate(0.95)]'],
  ])('fails where it leaves out %s', (_, props, message) => {
    expect(messageOf(() => newCanary(props))).toBe(message);
  });
});

describe('the escape hatches', () => {
  test('a JSON patch reaches every field, those with two types included', () => {
    const chart = newChart();
    const { rollout } = newCanary({ accept: [{ code: 'SC0006', reason: 'the controller of tomorrow knows it' }] }, chart);
    rollout.addJsonPatch(
      JsonPatch.replace('/spec/strategy/canary/steps/1/pause', { duration: 45 }),
      JsonPatch.add('/spec/fieldOfTomorrow', { nested: true }),
    );
    const { spec } = manifestOf(chart, 'Rollout');
    expect(spec.strategy.canary.steps[1]).toEqual({ pause: { duration: 45 } });
    expect(spec.fieldOfTomorrow).toEqual({ nested: true });
  });

  test('a removed child stays away', () => {
    const chart = newChart();
    newCanary({}, chart).node.tryRemoveChild('Telemetry');
    expect(kindsOf(chart)).not.toContain('Telemetry');
  });

  test('the order holds when something earlier depends on the Rollout', () => {
    const chart = newChart();
    const first = newConfigMap(chart);
    first.addDependency(newCanary({}, chart).rollout);
    const kinds = kindsOf(chart);
    expect(kinds.indexOf('DestinationRule')).toBeLessThan(kinds.indexOf('VirtualService'));
    expect(kinds.indexOf('VirtualService')).toBeLessThan(kinds.indexOf('Rollout'));
  });

  test('a removed child stays away when something earlier depends on the Rollout, too', () => {
    const chart = newChart();
    const first = newConfigMap(chart);
    const canary = newCanary({}, chart);
    first.addDependency(canary.rollout);
    canary.node.tryRemoveChild('Telemetry');
    expect(kindsOf(chart)).not.toContain('Telemetry');
    expect(kindsOf(chart).at(-1)).toBe('ConfigMap');
  });

  test('fails where one of its objects depends on a later one', () => {
    const { analysisTemplate, rollout } = newCanary();
    analysisTemplate!.addDependency(rollout);
    expect(messageOf(() => analysisTemplate!.chart.toJson())).toBe([
      'Validation failed with the following errors:',
      '  [test/canary] AnalysisTemplate \'shop\' must not depend on an object that has to be applied after it, got a dependency on a later one of its canary; remove it',
    ].join('\n'));
  });

  test('each child is a property, by an id that is part of the API', () => {
    const canary = newCanary();
    const byId = Object.fromEntries(canary.node.children.map((child) => [child.node.id, child]));
    expect(Object.keys(byId)).toEqual(['StableService', 'DestinationRule', 'VirtualService', 'Telemetry', 'AnalysisTemplate', 'Rollout']);
    expect(byId.StableService).toBe(canary.stableService);
    expect(byId.DestinationRule).toBe(canary.destinationRule);
    expect(byId.VirtualService).toBe(canary.virtualService);
    expect(byId.Telemetry).toBe(canary.telemetry);
    expect(byId.AnalysisTemplate).toBe(canary.analysisTemplate);
    expect(byId.Rollout).toBe(canary.rollout);
  });
});

test('whatever the steps and the ratio, they come out as they went in', () => {
  const step = fc.oneof(fc.integer({ min: 0, max: 100 }).map((weight) => ({ setWeight: weight })), fc.constant({ pause: {} }));
  fc.assert(fc.property(fc.array(step, { maxLength: 6 }), fc.integer({ min: 1, max: 1000 }), (steps, permille) => {
    const chart = newChart();
    new SmartCanary(chart, 'canary', {
      ...THREE_WORDS,
      steps: [...steps.map((each) => 'setWeight' in each ? Step.weight(each.setWeight) : Step.pause()), Step.weight(1), Step.pause(Duration.minutes(10))],
      thresholds: [Threshold.successRate(permille / 1000)],
    });
    expect(manifestOf(chart, 'Rollout').spec.strategy.canary.steps).toEqual([...steps, { setWeight: 1 }, { pause: { duration: '10m' } }]);
    expect(manifestOf(chart, 'AnalysisTemplate').spec.metrics[0].successCondition).toMatch(new RegExp(`>= ${permille / 1000}$`));
  }), { numRuns: 30 });
});

test('a synth through the App gives the same as one through Testing', () => {
  const app = new App();
  const chart = new Chart(app, 'test');
  newCanary({}, chart);
  expect(app.synthYaml()).toContain('kind: Rollout');
  expect(chart.toJson()).toEqual(Testing.synth(chart));
});
