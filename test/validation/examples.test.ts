import * as fc from 'fast-check';
import { BUNDLES, type MutableJson, mutatedBundle } from './mutations';
import { groupsAlike } from '../../src/validation/examples';
import { type ProgramObject, validateObjects } from '../../src/validation/validate-objects';

/** More with FUZZ_RUNS; other ones with FAST_CHECK_SEED. */
const NUM_RUNS = Number(process.env.FUZZ_RUNS ?? 200);
const TIMEOUT = 60_000 + NUM_RUNS * 500;
const LONGEST = 50_000;

/** Names that are words of a language or of Istio, parts of each other, at the limit, behind it, or none. */
const NAMES = [
  'a', 'ab', 'abc', 'shop', 'shop-stable', 'shop-canary', 'shop-api', 'shop-api-stable', 'api', 'service-1', 'service-10', 'service-11', 'service-1-stable', 'stable', 'canary', 'primary',
  'sum', 'by', 'rate', 'bool', 'nil', 'nan', 'inf', 'true', 'null', 'len', 'result', 'http', 'http2', 'grpc', 'grpc-web', 'tcp', 'mesh', 'default', 'svc', 'cluster', 'local', 'istio-system',
  'kind', 'name', 'spec', 'metadata', 'rollout', 'args', 'v1', 'apps', 'e5', '5m', '1e5', '10', 'a--b', '-a', 'a-', 'Shop', 'sh.op', 'sh_op', 'u0001', 'dead', 'nshop', 'x-7cbd6c9b4f-x',
  'x'.repeat(55), 'y'.repeat(62), 'x'.repeat(63), 'x'.repeat(64), 'y'.repeat(250),
];

const anyName = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom(...NAMES) },
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 400 }).map((index) => `service-${index}`) },
  { weight: 2, arbitrary: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}[a-z0-9]$/) },
);

/** What an app has: many charts with one bundle under several names, some of them changed, and something else. */
interface Recipe {
  readonly bundle: MutableJson[];
  readonly names: string[];
  readonly namespaces: 'none' | 'one' | 'each' | 'names';
  readonly changed: { readonly at: number; readonly bundle: MutableJson[] }[];
  readonly other: { readonly bundle: MutableJson[]; readonly name: number } | null;
}

const cleanBundle = fc.constantFrom(...BUNDLES.filter((bundle) => validateObjects(objectsOf('x', bundle)).findings.length === 0 && nameOf(bundle) !== undefined));
const anyBundle = fc.oneof({ weight: 5, arbitrary: cleanBundle }, { weight: 1, arbitrary: mutatedBundle });

const recipe: fc.Arbitrary<Recipe> = fc.record({
  bundle: anyBundle,
  names: fc.uniqueArray(anyName, { minLength: 11, maxLength: 16 }),
  namespaces: fc.constantFrom('none', 'one', 'each', 'names'),
  changed: fc.array(fc.record({ at: fc.nat(20), bundle: mutatedBundle }), { maxLength: 1 }),
  other: fc.option(fc.record({ bundle: anyBundle, name: fc.nat(40) })),
});

function nameOf(bundle: MutableJson[]): string | undefined {
  const rollout = bundle.find((object: any) => object?.kind === 'Rollout') as any;
  return typeof rollout?.metadata?.name === 'string' && rollout.metadata.name !== '' ? rollout.metadata.name : undefined;
}

function objectsOf(group: string, bundle: MutableJson[]): ProgramObject[] {
  return bundle.map((object, index) => ({ object, source: `${group}/${index}` }));
}

function renamed(bundle: MutableJson[], name: string, namespace: string | undefined): MutableJson[] {
  const old = nameOf(bundle);
  const text = JSON.stringify(bundle);
  // A mutation may have made it a letter, which is everywhere.
  const objects = JSON.parse(old === undefined || text.length > LONGEST || old.length < 3 ? text : text.replaceAll(old, name)) as MutableJson[];
  if (namespace === undefined) return objects;
  return objects.map((object: any) => object?.metadata && typeof object.metadata === 'object' ? { ...object, metadata: { ...object.metadata, namespace } } : object);
}

function objectsIn({ bundle, names, namespaces, changed, other }: Recipe): ProgramObject[] {
  const namespaceOf = (index: number) => ({ none: undefined, one: 'team', each: `team-${index}`, names: names[names.length - 1 - index] })[namespaces];
  return [
    ...names.flatMap((name, index) => {
      const instead = changed.find(({ at }) => at === index);
      return objectsOf(`chart-${index}`, renamed(instead?.bundle ?? bundle, name, namespaceOf(index)));
    }),
    ...other ? objectsOf('other', renamed(other.bundle, names[other.name] ?? 'other', namespaceOf(0))) : [],
  ];
}

const groupOf = (source: string) => source.split('/')[0];

function leftOut(recipes: Recipe[]): number[] {
  return recipes.map((one) => groupsAlike(objectsIn(one).map(({ object, source }) => ({ object: object as never, group: groupOf(source) }))).size);
}

/** Many canaries of one kind, each a group of two objects, with some changed. */
function canaries(names: readonly string[], change: (objects: any[], name: string) => void = () => undefined) {
  return names.flatMap((name) => {
    const objects: any[] = [
      { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout', metadata: { name }, spec: { strategy: { canary: { stableService: `${name}-stable` } } } },
      { apiVersion: 'v1', kind: 'Service', metadata: { name: `${name}-stable` }, spec: { clusterIP: 'None', selector: { app: name } } },
    ];
    change(objects, name);
    return objects.map((object) => ({ object, group: name }));
  });
}

const SERVICES = Array.from({ length: 12 }, (_, index) => `service-${index}`);
const KEPT = ['service-0', 'service-1', 'service-11', 'service-2'];

/** The groups that are looked at. */
function lookedAt(objects: { readonly object: any; readonly group: string }[]): string[] {
  const left = groupsAlike(objects);
  return [...new Set(objects.map(({ group }) => group))].filter((group) => !left.has(group)).sort();
}

test('of groups that differ in names alone the first three are looked at, and those with the shortest and the longest names', () => {
  const names = ['medium-one', 'medium-two', 'medium-ten', ...SERVICES, 'the-longest-of-all', 'tiny'];
  expect(lookedAt(canaries(names))).toEqual(['medium-one', 'medium-ten', 'medium-two', 'the-longest-of-all', 'tiny']);
});

test('one of each order of the names is looked at, that of the usual namespace among them', () => {
  expect(lookedAt(canaries([...SERVICES, 'apricot-8', 'apricot-9']))).toEqual([...KEPT, 'apricot-8'].sort());
});

test('one of each order of names and namespaces is looked at', () => {
  const teams: Record<string, string> = { 'service-7': 'area-07', 'service-8': 'area-08' };
  const inNamespace = (objects: any[], name: string) => {
    for (const { metadata } of objects) metadata.namespace = teams[name] ?? `team-${name.slice(8).padStart(2, '0')}`;
  };
  expect(lookedAt(canaries(SERVICES, inNamespace))).toEqual([...KEPT, 'service-7'].sort());
});

test('one of each assumption is looked at', () => {
  const assumed = canaries(SERVICES).map((each) => ({ ...each, assumed: each.group === 'service-7' || each.group === 'service-8' ? '2 requests a second' : '10 requests a second' }));
  expect(lookedAt(assumed)).toEqual([...KEPT, 'service-7'].sort());
});

test('few groups are all looked at', () => {
  expect(lookedAt(canaries(SERVICES.slice(0, 7)))).toHaveLength(7);
});

test.each<[string, (objects: any[], name: string) => void]>([
  ['a number', ([rollout], name) => { if (name === 'service-7') rollout.spec.replicas = 5; }],
  ['a name that no grammar takes alike', ([rollout], name) => { if (name === 'service-7') rollout.metadata.name = 'Service-7'; }],
  ['the name of another', ([, service], name) => { if (name === 'service-7') service.spec.selector.app = 'service-5'; }],
])('what differs in %s is looked at', (_, change) => {
  expect(lookedAt(canaries(SERVICES, change))).toContain('service-7');
});

test.each<[string, (objects: any[], name: string) => void]>([
  ['in the name of a port, which may be that of a protocol', ([, service], name) => { service.spec.ports = [{ name, port: 80 }]; }],
  ['in a key', ([rollout], name) => { rollout.metadata.annotations = { [name]: 'x' }; }],
  ['in a query', ([rollout], name) => { rollout.query = `up{service="${name}"}`; }],
])('where a name stands %s, all are looked at', (_, change) => {
  expect(lookedAt(canaries(SERVICES, change))).toHaveLength(12);
});

test.each([
  ['a query with an argument that is no text', 'rate(up[{{args.window}}])', 13],
  ['a query with an argument in an expression', 'up{service=~"{{args.service}}.*"}', 13],
  ['a query that tries names', 'istio_requests_total{destination_workload=~"service-1.*"}', 13],
  ['a query with a pattern for names', 'up{service="{{args.service}}", pod=~"service-1.*"}', 13],
  ['a query that makes labels of names', 'label_replace(up{service="{{args.service}}"}, "team", "$1", "pod", "(.*)-.*")', 13],
  ['a query with an argument that is a text', 'up{service="{{args.service}}", response_code=~"2.."}', 5],
])('%s, %s, leaves %i to look at', (_, query, count) => {
  const template = { apiVersion: 'argoproj.io/v1alpha1', kind: 'ClusterAnalysisTemplate', metadata: { name: 'shared' }, spec: { metrics: [{ provider: { prometheus: { query } } }] } };
  expect(lookedAt([...canaries(SERVICES), { object: template, group: 'platform' }])).toHaveLength(count);
});

test('a group is looked at that something else is about', () => {
  const budget = { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: { name: 'budget' }, spec: { selector: { matchLabels: { app: 'service-7' } } } };
  expect(lookedAt([...canaries(SERVICES), { object: budget, group: 'platform' }])).toEqual([...KEPT, 'service-7', 'platform'].sort());
});

test('groups are looked at of which one has the name of a part of the other', () => {
  const names = [...SERVICES.slice(0, 8), 'shop', 'shop-stable', 'service-8', 'service-9'];
  expect(lookedAt(canaries(names))).toEqual(expect.arrayContaining(['shop', 'shop-stable']));
});

test('the apps that are compared have charts that are left out, and charts that are not', () => {
  const counts = leftOut(fc.sample(recipe, { numRuns: 400 }));
  expect(counts.filter((count) => count > 0).length).toBeGreaterThan(100);
  expect(counts.filter((count) => count === 0).length).toBeGreaterThan(50);
}, TIMEOUT);

test('what is found is the same whether all charts are looked at or some of those that are alike', () => {
  fc.assert(fc.property(recipe, fc.boolean(), (one, complete) => {
    const objects = objectsIn(one);
    expect(validateObjects(objects, { groupOf, complete })).toEqual(validateObjects(objects, { complete }));
  }), { numRuns: NUM_RUNS, endOnFailure: true });
}, TIMEOUT);
