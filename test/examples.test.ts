import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { EXAMPLES, exampleNames } from '../scripts/examples';

const DIST = join(__dirname, '../dist');

/** Runs an example as the cdk8s CLI does, and gives its files by name. */
function runExample(name: string): { [file: string]: string } {
  const output = mkdtempSync(join(tmpdir(), 'example-'));
  process.env.CDK8S_OUTDIR = output;
  try {
    jest.isolateModules(() => jest.requireActual(join(EXAMPLES, name, 'main.ts')));
    return readFiles(output);
  } finally {
    delete process.env.CDK8S_OUTDIR;
    rmSync(output, { recursive: true });
  }
}

function readFiles(folder: string): { [file: string]: string } {
  return Object.fromEntries(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf-8')]));
}

function read(text: string, version: '1.1' | '1.2' = '1.2'): any[] {
  return parseAllDocuments(text, { version }).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS();
  });
}

describe.each(exampleNames())('example %s', (name) => {
  const files = runExample(name);

  test('is what lies in dist/', () => {
    expect(files).toEqual(readFiles(join(DIST, name)));
  });

  test('gives the same bundle as ever', () => {
    expect(Object.values(files).flatMap((text) => read(text))).toMatchSnapshot();
  });

  test('reads the same to a YAML 1.1 reader', () => {
    for (const text of Object.values(files)) expect(read(text, '1.1')).toEqual(read(text));
  });

  test('comes in an order in which it can be applied', () => {
    const kinds = Object.values(files).flatMap((text) => read(text)).map(({ kind }) => kind).filter((kind) => kind !== 'HorizontalPodAutoscaler');
    const [rules, routes] = ['DestinationRule', 'VirtualService'].map((kind) => kinds.lastIndexOf(kind));
    if (rules >= 0 && routes >= 0) expect(kinds.indexOf('DestinationRule')).toBeLessThan(kinds.indexOf('VirtualService'));
    expect(Math.max(rules, routes)).toBeLessThan(kinds.lastIndexOf('Rollout'));
    expect(kinds.at(-1)).toBe('Rollout');
  });
});

test('example 01 needs nothing but three words: service, steps, thresholds', () => {
  const source = readFileSync(join(EXAMPLES, '01-three-words/main.ts'), 'utf-8');
  const [, props] = /new SmartCanary\(chart, 'canary', \{\n([^]*?)\n\}\);/.exec(source)!;
  expect([...props.matchAll(/^ {2}(\w+):/gm)].map(([, prop]) => prop)).toEqual(['service', 'steps', 'thresholds']);
});

test('example 03 keeps strings strings for a reader that takes on, 0x1F, 1e3 and 22:22 for something else', () => {
  const config = read(runExample('03-grpc-service')['rpc-server.k8s.yaml'], '1.1').find(({ kind }) => kind === 'ConfigMap');
  expect(config.data).toEqual({ TRACING: 'on', FEATURE_MASK: '0x1F', MAX_QUEUE: '1e3', QUIET_HOURS_FROM: '22:22' });
});

test('example 03 watches the canary alone, by the status that gRPC calls have, through all of the deployment\'s own settings', () => {
  const objects = read(runExample('03-grpc-service')['rpc-server.k8s.yaml']);
  const rollout = objects.find(({ kind }) => kind === 'Rollout');
  const deployment = objects.find(({ kind }) => kind === 'Deployment');
  const template = objects.find(({ kind }) => kind === 'AnalysisTemplate');
  expect(new Set(objects.map(({ metadata }) => metadata.namespace))).toEqual(new Set(['arch']));
  expect(rollout.spec).toMatchObject({ replicas: 3, minReadySeconds: 5, progressDeadlineSeconds: 300, selector: deployment.spec.selector });
  expect(deployment.spec).not.toHaveProperty('replicas');
  expect(template.spec.metrics[0].provider.prometheus.query.match(/rollout_hash="\{\{args\.canary-hash\}\}"/g)).toHaveLength(2);
  expect(template.spec.metrics[0].provider.prometheus.query).toContain('grpc_response_status=~');
});

test('example 04 lets testers in before customers, and customers from outside and inside the mesh alike', () => {
  const objects = read(runExample('04-http-ingress')['shop.k8s.yaml']);
  const { steps, trafficRouting, analysis } = objects.find(({ kind }) => kind === 'Rollout').spec.strategy.canary;
  const { hosts, gateways } = objects.find(({ kind }) => kind === 'VirtualService').spec;
  const indexOf = (key: string) => steps.findIndex((step: object) => key in step);
  expect(indexOf('setHeaderRoute')).toBeLessThan(indexOf('setWeight'));
  expect(trafficRouting.managedRoutes).toEqual([{ name: 'testers' }]);
  expect(analysis.startingStep).toBe(indexOf('setWeight') + 1);
  expect([hosts, gateways]).toEqual([['shop.shop.svc.cluster.local', 'shop.example.com'], ['istio-ingress/public', 'mesh']]);
});

test('example 05 applies the template before those who use it, and lets each say what is different', () => {
  const files = runExample('05-shared-analysis');
  expect(Object.keys(files)).toEqual(['0000-platform.k8s.yaml', '0001-cart.k8s.yaml', '0002-catalog.k8s.yaml', '0003-payment.k8s.yaml']);
  const objects = Object.values(files).flatMap((text) => read(text));
  const [template, ...others] = objects.filter(({ kind }) => kind.endsWith('AnalysisTemplate'));
  expect([template.kind, template.metadata, others]).toEqual(['ClusterAnalysisTemplate', { name: 'http-requests' }, []]);
  const analyses = objects.filter(({ kind }) => kind === 'Rollout').map(({ spec }) => spec.strategy.canary.analysis);
  expect(analyses.map(({ templates }) => templates)).toEqual(Array(3).fill([{ templateName: 'http-requests', clusterScope: true }]));
  expect(analyses.map(({ args }) => args.find(({ name }: any) => name === 'max-restarts')?.value)).toEqual([undefined, undefined, '4']);
});

test('example 06 splits requests between two Services like the apex, and leaves the pods to an autoscaler of the Rollout', () => {
  const objects = read(runExample('06-host-routing')['search.k8s.yaml']);
  const [apex, stable, canary] = objects.filter(({ kind }) => kind === 'Service').map(({ spec }) => spec.ports);
  const rollout = objects.find(({ kind }) => kind === 'Rollout');
  const autoscaler = objects.find(({ kind }) => kind === 'HorizontalPodAutoscaler');
  expect([stable, canary]).toEqual([apex, apex]);
  expect(objects.some(({ kind }) => kind === 'DestinationRule')).toBe(false);
  expect(rollout.spec.strategy.canary).toMatchObject({ stableService: 'search-stable', canaryService: 'search-canary', dynamicStableScale: true });
  expect(rollout.spec).not.toHaveProperty('replicas');
  expect(autoscaler.spec.scaleTargetRef).toEqual({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', name: 'search' });
});

test('example 07 makes neither Deployment nor VirtualService, and names both', () => {
  const objects = read(runExample('07-existing-objects')['checkout.k8s.yaml']);
  const { workloadRef, strategy: { canary } } = objects.find(({ kind }) => kind === 'Rollout').spec;
  expect(objects.map(({ kind }) => kind)).toEqual(['Service', 'DestinationRule', 'Telemetry', 'AnalysisTemplate', 'Rollout']);
  expect(workloadRef.name).toBe('checkout-app');
  expect(canary.trafficRouting.istio.virtualServices).toEqual([
    { name: 'public.istio-ingress', routes: ['checkout', 'checkout-api'] },
    { name: 'checkout-internal', routes: ['all'] },
  ]);
});
