import { ArgoOracle } from './argo';
import { IstioOracle } from './istio';
import { type KubeObject } from './kube-object';
import { PromqlOracle } from './promql';
import { examples } from '../bundle/example';
import { type Json, type Path, valueAt, withValue } from '../generators/json';

/* What an oracle must refuse: one that said yes to everything would make all other suites green. */

let argo: ArgoOracle;
let istio: IstioOracle;
let promql: PromqlOracle;

beforeAll(async () => {
  argo = await ArgoOracle.start();
  istio = await IstioOracle.start();
  promql = await PromqlOracle.start();
});

afterAll(async () => Promise.all([argo.stop(), istio.stop(), promql.stop()]));

const CANARY = ['spec', 'strategy', 'canary'];
const ISTIO = [...CANARY, 'trafficRouting', 'istio'];

interface Refusal {
  readonly what: string;
  readonly kind: string;
  readonly path: Path;
  /** What stands there instead; nothing for what is taken out. */
  readonly value?: Json | ((value: Json) => Json);
  readonly says: RegExp;
}

/** An example that has everything that is spoilt below. */
const EXAMPLE = examples().find(({ bundle }) => ['AnalysisTemplate', 'Service', 'Telemetry'].every((kind) => bundle.some((object) => object.kind === kind)))!;

/** The example's objects with one change in each object of the kind. */
function spoil({ kind, path, value }: Refusal): KubeObject[] {
  return EXAMPLE.objects.map((object) => {
    if (object.kind !== kind) return object;
    const root = object as Json;
    return withValue(root, path, typeof value === 'function' ? value(valueAt(root, path)!) : value) as KubeObject;
  });
}

const CONTROLLER: Record<string, Refusal[]> = {
  decode: [
    { what: 'a text where replicas is', kind: 'Rollout', path: ['spec', 'replicas'], value: 'three', says: /cannot unmarshal string into Go struct field/ },
    { what: 'a number where an interval is', kind: 'AnalysisTemplate', path: ['spec', 'metrics', 0, 'interval'], value: 60, says: /cannot unmarshal number/ },
  ],
  workload: [
    { what: 'a Deployment that does not exist', kind: 'Rollout', path: ['spec', 'workloadRef', 'name'], value: 'nobody', says: /Deployment\.apps "nobody" not found/ },
    { what: 'a workload of a strange kind', kind: 'Rollout', path: ['spec', 'workloadRef', 'kind'], value: 'StatefulSet', says: /workload of type apps\/StatefulSet is not supported/ },
  ],
  rollout: [
    { what: 'fewer than no replicas', kind: 'Rollout', path: ['spec', 'replicas'], value: -1, says: /must be greater than or equal to 0/ },
    { what: 'a weight of 101', kind: 'Rollout', path: [...CANARY, 'steps', 0], value: { setWeight: 101 }, says: /SetWeight needs to be between 0 and 100/ },
    { what: 'a step that does nothing', kind: 'Rollout', path: [...CANARY, 'steps', 0], value: {}, says: /Step must have one of the following set/ },
    { what: 'a step that does two things', kind: 'Rollout', path: [...CANARY, 'steps', 0], value: { setWeight: 5, pause: {} }, says: /Step must have one of the following set/ },
    { what: 'a pause without a unit of time', kind: 'Rollout', path: [...CANARY, 'steps', 0], value: { pause: { duration: 'soon' } }, says: /Duration needs to be greater than 0/ },
    { what: 'no strategy', kind: 'Rollout', path: ['spec', 'strategy'], value: {}, says: /does not have|Missing/i },
    { what: 'no destination rule and no services', kind: 'Rollout', path: [...ISTIO, 'destinationRule'], says: /Canary service and Stable service/i },
    { what: 'a header route that is not managed', kind: 'Rollout', path: [...CANARY, 'steps', 0], value: { setHeaderRoute: { name: 'nobody' } }, says: /managedRoutes/ },
    { what: 'a deadline before the pods may be ready', kind: 'Rollout', path: ['spec', 'progressDeadlineSeconds'], value: 0, says: /must be greater than minReadySeconds/ },
  ],
  lookup: [
    { what: 'a stable Service that does not exist', kind: 'Rollout', path: [...CANARY, 'stableService'], value: 'nobody', says: /service "nobody" not found/ },
    { what: 'a VirtualService that does not exist', kind: 'Rollout', path: [...ISTIO, 'virtualService', 'name'], value: 'nobody', says: /virtualservices\.networking\.istio\.io "nobody" not found/ },
    { what: 'a template that does not exist', kind: 'Rollout', path: [...CANARY, 'analysis', 'templates', 0, 'templateName'], value: 'nobody', says: /AnalysisTemplate 'nobody' not found/ },
    { what: 'two ways to name VirtualServices', kind: 'Rollout', path: [...ISTIO, 'virtualServices'], value: [{ name: 'x' }], says: /either VirtualService or VirtualServices must be configured/i },
  ],
  references: [
    { what: 'a route that does not exist', kind: 'Rollout', path: [...ISTIO, 'virtualService', 'routes'], value: ['nobody'], says: /HTTP Route 'nobody' is not found/ },
    { what: 'a subset that is in no route', kind: 'Rollout', path: [...ISTIO, 'destinationRule', 'canarySubsetName'], value: 'nobody', says: /Canary DestinationRule subset 'nobody' not found in route/ },
    { what: 'a stable version without a destination', kind: 'VirtualService', path: ['spec', 'http', 0, 'route', 0], says: /Stable DestinationRule subset 'stable' not found in route/ },
    { what: 'a template without a route to its arguments', kind: 'Rollout', path: [...CANARY, 'analysis', 'args'], says: /args\.[\w-]+ was not resolved/ },
    { what: 'two metrics of one name', kind: 'AnalysisTemplate', path: ['spec', 'metrics'], value: (metrics) => [...metrics as Json[], ...metrics as Json[]], says: /two metrics have the same name/ },
  ],
  run: [
    { what: 'an interval in days', kind: 'AnalysisTemplate', path: ['spec', 'metrics', 0, 'interval'], value: '1d', says: /Analysis spec invalid: metrics\[0\]: invalid interval string: time: unknown unit "d"/ },
    { what: 'an argument that is not declared', kind: 'AnalysisTemplate', path: ['spec', 'metrics', 0, 'provider', 'prometheus', 'query'], value: 'x{{args.nobody}}', says: /Unable to resolve metric arguments: failed to resolve {{args\.nobody}}/ },
    { what: 'a limit below -1', kind: 'AnalysisTemplate', path: ['spec', 'metrics', 0, 'failureLimit'], value: -2, says: /failureLimit must be >= 0, or -1 to be disabled/ },
    { what: 'no provider', kind: 'AnalysisTemplate', path: ['spec', 'metrics', 0, 'provider'], value: {}, says: /no provider specified/ },
    { what: 'no metrics', kind: 'AnalysisTemplate', path: ['spec', 'metrics'], value: [], says: /no metrics specified/ },
    { what: 'a dry run of a metric that does not exist', kind: 'Rollout', path: [...CANARY, 'analysis', 'dryRun'], value: [{ metricName: 'nobody' }], says: /dryRun\[0\]: Rule didn't match any metric name\(s\)/ },
  ],
};

describe.each(Object.entries(CONTROLLER))('the controller refuses, at the stage \'%s\',', (stage, refusals) => {
  test.each(refusals)('$what', async (refusal) => {
    const { accepted, issues } = await argo.validate(spoil(refusal));
    expect(accepted).toBe(false);
    expect(issues[0].stage).toBe(stage);
    expect(issues[0].message).toMatch(refusal.says);
  });
});

const LINT: Refusal[] = [
  { what: 'a field that is unknown', kind: 'Rollout', path: [...CANARY, 'stepz'], value: [], says: /unknown field "stepz"/ },
  { what: 'a weight of 101', kind: 'Rollout', path: [...CANARY, 'steps', 0], value: { setWeight: 101 }, says: /SetWeight needs to be between 0 and 100/ },
];

test.each(LINT)('lint refuses $what', async (refusal) => {
  const { accepted, messages } = await argo.lint(spoil(refusal));
  expect(accepted).toBe(false);
  expect(messages.join('\n')).toMatch(refusal.says);
});

const HTTP = ['spec', 'http', 0];
const SUBSETS = ['spec', 'subsets'];
const OVERRIDE = ['spec', 'metrics', 0, 'overrides', 0];

const BOTH: Refusal[] = [
  { what: 'a timeout of nothing', kind: 'VirtualService', path: [...HTTP, 'timeout'], value: '0s', says: /duration must be greater than 1ms/ },
  { what: 'weights that are all 0', kind: 'VirtualService', path: [...HTTP, 'route', 0, 'weight'], value: 0, says: /total destination weight = 0/ },
  { what: 'a negative weight', kind: 'VirtualService', path: [...HTTP, 'route', 0, 'weight'], value: -1, says: /weight -1 < 0/ },
  { what: 'a host that is none', kind: 'VirtualService', path: ['spec', 'hosts', 0], value: 'a_b', says: /domain name "a_b" invalid/ },
  { what: 'a destination without a host', kind: 'VirtualService', path: [...HTTP, 'route', 0, 'destination', 'host'], value: '', says: /empty domain name|host/ },
  { what: 'a text where a weight is', kind: 'VirtualService', path: [...HTTP, 'route', 0, 'weight'], value: 'x', says: /cannot parse proto message/ },
  { what: 'no routes', kind: 'VirtualService', path: ['spec', 'http'], says: /http, tcp or tls must be provided/ },
  { what: 'retries that it does not know', kind: 'VirtualService', path: [...HTTP, 'retries'], value: { attempts: 1, retryOn: 'whenever' }, says: /"whenever" is not a valid retryOn policy/ },
  { what: 'one subset twice', kind: 'DestinationRule', path: SUBSETS, value: (subsets) => [...subsets as Json[], (subsets as Json[])[0]], says: /subset canary already exists|duplicate subset/ },
  { what: 'a subset without a name', kind: 'DestinationRule', path: [...SUBSETS, 0, 'name'], value: '', says: /subset name/ },
  { what: 'a traffic policy that says nothing', kind: 'DestinationRule', path: ['spec', 'trafficPolicy'], value: {}, says: /traffic policy must have at least one field/ },
  { what: 'a label that is none', kind: 'DestinationRule', path: [...SUBSETS, 0, 'labels'], value: { 'a b': 'c' }, says: /invalid tag key/ },
  { what: 'a tag without a value', kind: 'Telemetry', path: [...OVERRIDE, 'tagOverrides'], value: { rollout_hash: {} }, says: /must be set when operation is UPSERT/ },
  { what: 'a mode that does not exist', kind: 'Telemetry', path: [...OVERRIDE, 'match', 'mode'], value: 'SOMETIMES', says: /unknown value .*SOMETIMES.* for enum/ },
];

const UNKNOWN: Refusal[] = [
  { what: 'an unknown field of a route', kind: 'VirtualService', path: [...HTTP, 'wieght'], value: 1, says: /unknown field "wieght"/ },
  { what: 'an unknown field of a subset', kind: 'DestinationRule', path: [...SUBSETS, 0, 'lables'], value: {}, says: /unknown field "lables"/ },
];

async function istioErrors(refusal: Refusal, mode: 'webhook' | 'istioctl'): Promise<readonly string[]> {
  const results = await istio.validate(spoil(refusal).filter(({ kind }) => kind === refusal.kind), mode);
  expect(results.map(({ accepted, errors }) => accepted === (errors.length === 0))).not.toContain(false);
  return results.flatMap(({ errors }) => errors);
}

describe.each(['webhook', 'istioctl'] as const)('Istio\'s %s refuses', (mode) => {
  test.each(BOTH)('$what', async (refusal) => {
    expect((await istioErrors(refusal, mode)).join('\n')).toMatch(refusal.says);
  });
});

test.each(UNKNOWN)('istioctl refuses $what, which the webhook lets pass', async (refusal) => {
  expect((await istioErrors(refusal, 'istioctl')).join('\n')).toMatch(refusal.says);
  expect(await istioErrors(refusal, 'webhook')).toEqual([]);
});

test('Prometheus refuses each query of the examples without its last character, and with a function misspelt', async () => {
  const queries = examples().flatMap(({ bundle }) => JSON.stringify(bundle).match(/"query":"(?:[^"\\]|\\.)*"/g) ?? [])
    .map((field) => (JSON.parse(`{${field}}`) as { query: string }).query.trim().replace(/\{\{.*?\}\}/g, 'x'));
  expect(queries).not.toHaveLength(0);
  for (const query of queries) {
    expect(await promql.parse(query)).toMatchObject({ accepted: true });
    for (const spoilt of [query.slice(0, -1), query.replace(/\w+\(/, 'un$&')]) {
      expect(await promql.parse(spoilt)).toMatchObject({ accepted: false, errors: expect.arrayContaining([expect.objectContaining({ message: expect.stringMatching(/./) })]) });
    }
  }
});

test('what is spoilt here was good before', async () => {
  expect(await argo.validate(EXAMPLE.objects)).toMatchObject({ accepted: true });
});
