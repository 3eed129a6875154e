import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiObject, App as Cdk8sApp, Chart, type ChartProps, Duration, JsonPatch, Lazy, Testing } from 'cdk8s';
import { App, Protocol, Prometheus, Routing, Severity, SharedAnalysis, SmartCanary, Threshold, Workload } from '../src';
import { manifests, messageOf, newCanary, newChart, newDeployment, THREE_WORDS } from './canary';
import { Trials } from '../src/simulation/proof/trials';
import type * as ValidateObjects from '../src/validation/validate-objects';
import { validateObjects } from '../src/validation/validate-objects';

jest.mock('../src/validation/validate-objects', () => {
  const actual = jest.requireActual<typeof ValidateObjects>('../src/validation/validate-objects');
  return { ...actual, validateObjects: jest.fn(actual.validateObjects) };
});

const UNKNOWN_FIELD = 'SC0006 unknown-field in \'test/canary/Rollout\': Rollout/shop spec.tomorrow: unknown field "spec.tomorrow"; '
  + 'remove it, or look up what the field is called in this apiVersion';

const PATCH = JsonPatch.add('/spec/tomorrow', true);

let outdir: string;

beforeAll(() => { outdir = mkdtempSync(join(tmpdir(), 'check-')); });
afterAll(() => rmSync(outdir, { recursive: true }));

function failure(...lines: string[]): string {
  return ['Validation failed with the following errors:', ...lines.map((line) => `  ${line}`)].join('\n');
}

/** A Service that the API server refuses. */
function addBadService(chart: Chart): ApiObject {
  return new ApiObject(chart, 'by-hand', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'cart' }, spec: { ports: [{ port: 80000 }] } });
}

function addChart(app: Cdk8sApp, id: string, props: ChartProps = {}): Chart {
  return new Chart(app, id, props);
}

/** With how many objects the validator has been called, each time. */
function calls(): number[] {
  return jest.mocked(validateObjects).mock.calls.map(([objects]) => objects.length);
}

describe.each<[string, (chart: Chart) => unknown]>([
  ['our App', (chart) => (chart.node.root as Cdk8sApp).synthYaml()],
  ['cdk8s\'s App', (chart) => Cdk8sApp.prototype.synth.call(chart.node.root)],
  ['Testing', (chart) => Testing.synth(chart)],
])('a synth by %s', (_, synth) => {
  const newTestChart = () => addChart(new App({ outdir }), 'test');

  test('fails for a patch that the API server would refuse, with the path of the construct', () => {
    const chart = newTestChart();
    newCanary({}, chart).rollout.addJsonPatch(PATCH);
    expect(messageOf(() => synth(chart))).toBe(failure(`[test/canary] ${UNKNOWN_FIELD}`));
  });

  test('fails for an object that was made by hand beside the canary', () => {
    const chart = newTestChart();
    newCanary({}, chart);
    addBadService(chart);
    expect(messageOf(() => synth(chart))).toBe(failure(
      '[test] SC0010 invalid-value in \'test/by-hand\': Service/cart spec.ports[0].port: Invalid value: 80000: must be between 1 and 65535, inclusive; correct the value',
      '[test] SC0010 invalid-value in \'test/by-hand\': Service/cart spec.ports[0].targetPort: Invalid value: 80000: must be between 1 and 65535, inclusive; correct the value',
    ));
  });

  test('fails for what the Rollout refers to and another object does not have', () => {
    const chart = newTestChart();
    newCanary({}, chart).virtualService!.addJsonPatch(JsonPatch.replace('/spec/http/0/name', 'other'));
    expect(messageOf(() => synth(chart))).toContain('[test/canary] SC0211 ');
  });

  test('does not fail for warnings', () => {
    const canary = newCanary({}, newTestChart());
    expect(canary.findings.map(({ severity }) => severity)).toContain('warning');
    expect(() => synth(canary.rollout.chart)).not.toThrow();
  });

  test('is fine again once it is mended, and fails again once it is not, all in one task', () => {
    const chart = newTestChart();
    const { rollout } = newCanary({}, chart);
    const bad = addBadService(chart);
    expect(messageOf(() => synth(chart))).toContain('SC0010');
    chart.node.tryRemoveChild(bad.node.id);
    expect(() => synth(chart)).not.toThrow();
    rollout.addJsonPatch(PATCH);
    expect(messageOf(() => synth(chart))).toBe(failure(`[test/canary] ${UNKNOWN_FIELD}`));
  });

  test('validates once, whatever the number of charts', () => {
    const app = new App({ outdir });
    const charts = ['a', 'b', 'c'].map((id) => addChart(app, id));
    for (const chart of charts) newCanary({ service: `shop-${chart.node.id}` }, chart);
    synth(charts[0]);
    expect(calls()).toEqual([18]);
  });
});

describe('several charts', () => {
  /** A canary whose requests are split by the route of a VirtualService in another chart. */
  function routedElsewhere(route: string): Chart {
    const chart = newChart();
    const routing = Routing.existing({ virtualService: 'edge', routes: ['shop'] });
    newCanary({ routing }, chart);
    const destinations = ['stable', 'canary'].map((subset, index) => ({ destination: { host: 'shop', subset }, weight: index ? 0 : 100 }));
    new ApiObject(addChart(chart.node.root as Cdk8sApp, 'edge'), 'edge', {
      apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: { name: 'edge' }, spec: { hosts: ['shop'], http: [{ name: route, route: destinations }] },
    });
    return chart;
  }

  test('are looked at together: a release refers to objects of other charts', () => {
    expect(() => manifests(routedElsewhere('shop'))).not.toThrow();
    expect(messageOf(() => manifests(routedElsewhere('cart')))).toContain('[test/canary] SC0211 ');
  });

  test('with objects of one name are for different clusters, and looked at one by one', () => {
    const app = new App({ outdir });
    for (const id of ['staging', 'production']) newCanary({}, addChart(app, id));
    app.synthYaml();
    expect(calls()).toEqual([6, 6]);
  });

  test('with objects of one name are looked at with the charts that they depend on', () => {
    const app = new App({ outdir });
    const shared = new SharedAnalysis(addChart(app, 'platform'), 'shared', {
      name: 'platform', protocol: Protocol.HTTP, prometheus: Prometheus.at('http://prometheus:9090'), thresholds: [Threshold.requestVolume({ min: 1 })],
    });
    for (const id of ['staging', 'production']) newCanary({ protocol: Protocol.HTTP, thresholds: [], analysis: { templates: [shared] } }, addChart(app, id));
    app.synthYaml();
    expect(calls()).toEqual([1, 6, 6]);
  });

  test('of different cluster domains are looked at one by one', () => {
    const app = new App({ outdir });
    for (const id of ['eu', 'us']) newCanary({ service: `shop-${id}`, clusterDomain: `${id}.example` }, addChart(app, id, { namespace: 'shop' }));
    app.synthYaml();
    expect(calls()).toEqual([6, 6]);
  });

  test('without a canary and without a shared analysis are not judged', () => {
    const chart = newChart();
    newCanary({}, chart);
    addBadService(addChart(chart.node.root as Cdk8sApp, 'other'));
    expect(() => manifests(chart)).not.toThrow();
  });
});

test('fails for a patch of a shared analysis, with the path of its chart', () => {
  const chart = newChart();
  const { template } = new SharedAnalysis(chart, 'shared', {
    name: 'platform', protocol: Protocol.HTTP, prometheus: Prometheus.at('http://prometheus:9090'), thresholds: [Threshold.requestVolume({ min: 1 })],
  });
  template.addJsonPatch(PATCH);
  expect(messageOf(() => manifests(chart))).toContain('[test] SC0006 unknown-field in \'test/shared/Template\': ClusterAnalysisTemplate/platform spec.tomorrow: ');
});

test('fails for the Deployment that a canary has taken over, with the path of the canary', () => {
  const chart = newChart();
  newCanary({ workload: Workload.deployment(newDeployment(chart, { paused: 'yes' })) }, chart);
  expect(messageOf(() => manifests(chart))).toContain('[test/canary] SC0007 wrong-type in \'test/deployment\': Deployment/shop spec.paused: ');
});

test('fails once for two objects of one name', () => {
  const chart = newChart();
  newCanary({}, chart);
  for (const id of ['a', 'b']) new ApiObject(chart, id, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });
  expect(messageOf(() => manifests(chart)).split('\n')).toEqual([
    'Validation failed with the following errors:',
    '  [test] ConfigMap \'settings\' must be unique in its namespace, got it from \'test/a\' and \'test/b\'; remove one: a Service that exists before its SmartCanary is used as it is',
  ]);
});

test('fails for an object that a patch has left without a kind', () => {
  const chart = newChart();
  newCanary({}, chart);
  new ApiObject(chart, 'config', { apiVersion: 'v1', kind: 'ConfigMap' }).addJsonPatch(JsonPatch.remove('/kind'));
  expect(messageOf(() => manifests(chart))).toContain('[test] SC0005 no-object in \'test/config\': \'kind\' must be a string, got nothing; give it an apiVersion and a kind');
});

test('leaves it to cdk8s to say that an object cannot be rendered', () => {
  const chart = newChart();
  newCanary({}, chart);
  const app = chart.node.root as Cdk8sApp;
  new ApiObject(addChart(app, 'other'), 'bad', { apiVersion: 'v1', kind: 'ConfigMap', data: Lazy.any({ produce: () => { throw new Error('not today'); } }) });
  expect(() => manifests(chart)).not.toThrow();
  expect(messageOf(() => app.synth())).toContain('not today');
});

test('a canary that was taken away is not looked at', () => {
  const chart = newChart();
  newCanary({}, chart).rollout.addJsonPatch(PATCH);
  chart.node.tryRemoveChild('canary');
  new SmartCanary(chart, 'again', THREE_WORDS);
  expect(() => manifests(chart)).not.toThrow();
});

test('a finding beside the canaries of a chart is accepted by one of them, and listed by none', () => {
  const chart = newChart();
  const accepting = newCanary({ accept: [{ code: 'SC0010', reason: 'a patch replaces the port' }] }, chart);
  const other = new SmartCanary(chart, 'other', { ...THREE_WORDS, service: 'cart-web' });
  addBadService(chart);
  expect(() => manifests(chart)).not.toThrow();
  expect(accepting.accepted.map(({ finding: { resource, path } }) => `${resource} ${path}`)).toEqual(['Service/cart spec.ports[0].port', 'Service/cart spec.ports[0].targetPort']);
  expect([...accepting.findings, ...other.findings].map(({ code }) => code)).not.toContain('SC0010');
});

test('many canaries that differ in names alone are proven by some of them, whatever their names', () => {
  const play = jest.spyOn(Trials.prototype, 'play');
  const playsFor = (services: readonly string[]) => {
    const app = new App({ outdir });
    const canaries = services.map((service) => newCanary({ service }, addChart(app, service)));
    play.mockClear();
    app.synthYaml();
    const plays = play.mock.calls.length;
    // Each is told what was seen, all the same.
    expect(canaries.map(({ findings }) => findings.filter(({ code }) => code === 'SC0707').map(({ resource }) => resource))).toEqual(services.map((service) => [`Rollout/${service}`]));
    return plays;
  };
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const words = letters.map((letter) => `shop${letter}`);
  const [few, many] = [playsFor(words.slice(0, 10)), playsFor(letters.flatMap((letter) => words.map((word) => word + letter)).slice(0, 60))];
  expect(few).toBeGreaterThan(0);
  expect(many).toBeLessThanOrEqual(few);
  play.mockRestore();
});

test('a canary that is proven in another world is not judged by those that are like it', () => {
  const app = new App({ outdir });
  for (const service of [...'abcdefghijkl'].map((letter) => `shop${letter}`)) {
    newCanary({ service, traffic: service === 'shopg' ? { requestsPerSecond: 0.001 } : undefined }, addChart(app, service));
  }
  expect(messageOf(() => app.synthYaml())).toContain('[shopg/canary] SC0703 healthy-canary-aborted');
});

test('a canary accepts nothing for another one', () => {
  const chart = newChart();
  newCanary({ accept: [{ code: 'SC0006', reason: 'not yet released' }] }, chart);
  new SmartCanary(chart, 'other', { ...THREE_WORDS, service: 'cart' }).rollout.addJsonPatch(PATCH);
  expect(messageOf(() => manifests(chart))).toContain('[test/other] SC0006 ');
});

test('findings of a canary hold what a synth has found, even if it failed', () => {
  const canary = newCanary();
  canary.rollout.addJsonPatch(PATCH);
  const before = canary.findings;
  expect(() => manifests(canary.rollout.chart)).toThrow();
  expect(canary.findings.slice(before.length).filter(({ severity }) => severity === Severity.ERROR).map(({ code, path }) => [code, path])).toEqual([['SC0006', 'spec.tomorrow']]);
});

test('a query of one\'s own is held against the scrape interval that is stated', () => {
  const canary = (seconds: number) => newCanary({
    target: { scrapeInterval: Duration.seconds(seconds) },
    thresholds: [Threshold.query('queue', { query: 'sum(rate(queue[30s]))', max: 1 })],
  }).rollout.chart;
  expect(messageOf(() => manifests(canary(30)))).toContain('SC0412 window-below-scrape in \'test/canary/AnalysisTemplate\'');
  expect(() => manifests(canary(29))).not.toThrow();
});

test('what a canary says of its latency and its objects show as well is told once, and edges that its pods do not have are found', () => {
  const chart = newChart();
  const workload = Workload.deployment(newDeployment(chart));
  const thresholds = [
    Threshold.latency({ percentile: 99, max: Duration.millis(300) }),
    Threshold.query('own', { query: 'histogram_quantile(0.9, sum by (le) (rate(istio_request_duration_milliseconds_bucket{reporter="destination",h="{{args.canary-hash}}"}[2m])))', max: 300 }),
    Threshold.latency({ name: 'stated', percentile: 99, max: Duration.millis(300), buckets: [Duration.millis(300), Duration.millis(1000)] }),
  ];
  const canary = newCanary({ workload, thresholds }, chart);
  manifests(chart);
  const paths = canary.findings.filter(({ code }) => code === 'SC0405').map(({ path }) => path);
  expect(paths).toEqual([0, 1, 2].map((index) => `spec.metrics[${index}].successCondition`));
});
