import * as fc from 'fast-check';
import { BUNDLES, type MutableJson, mutatedBundle } from './mutations';
import { groupsAlike } from '../../src/validation/examples';
import { type ProgramObject, validateObjects } from '../../src/validation/validate-objects';

/** More with FUZZ_RUNS; other ones with FAST_CHECK_SEED. */
const NUM_RUNS = Number(process.env.FUZZ_RUNS ?? 400);
const TIMEOUT = 60_000 + NUM_RUNS * 200;
const LONGEST = 50_000;

/** Names that are words of a language or of Istio, parts of each other, at the limit, behind it, or none. */
const NAMES = [
  'a', 'ab', 'abc', 'shop', 'shop-stable', 'shop-canary', 'shop-api', 'shop-api-stable', 'api', 'service-1', 'service-10', 'service-11', 'service-1-stable', 'stable', 'canary', 'primary',
  'sum', 'by', 'rate', 'bool', 'nil', 'nan', 'inf', 'true', 'null', 'len', 'result', 'http', 'http2', 'grpc', 'grpc-web', 'tcp', 'mesh', 'default', 'svc', 'cluster', 'local', 'istio-system',
  'kind', 'name', 'spec', 'metadata', 'rollout', 'args', 'v1', 'apps', 'e5', '5m', '1e5', '10', 'a--b', '-a', 'a-', 'Shop', 'sh.op', 'sh_op', 'u0001', 'dead', 'nshop', 'x-7cbd6c9b4f-x',
  'x'.repeat(55), 'y'.repeat(62), 'x'.repeat(63), 'x'.repeat(64), 'y'.repeat(250),
];

const anyName = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...NAMES) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 400 }).map((index) => `service-${index}`) },
  { weight: 2, arbitrary: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}[a-z0-9]$/) },
);

/** What an app has: many charts with one bundle under several names, some of them changed, and something else. */
interface Recipe {
  readonly bundle: MutableJson[];
  readonly names: string[];
  readonly namespaces: 'none' | 'one' | 'each';
  readonly changed: { readonly at: number; readonly bundle: MutableJson[] }[];
  readonly other: { readonly bundle: MutableJson[]; readonly name: number } | null;
}

const cleanBundle = fc.constantFrom(...BUNDLES.filter((bundle) => validateObjects(objectsOf('x', bundle)).findings.length === 0 && nameOf(bundle) !== undefined));
const anyBundle = fc.oneof({ weight: 5, arbitrary: cleanBundle }, { weight: 1, arbitrary: mutatedBundle });

const recipe: fc.Arbitrary<Recipe> = fc.record({
  bundle: anyBundle,
  names: fc.uniqueArray(anyName, { minLength: 9, maxLength: 16 }),
  namespaces: fc.constantFrom('none', 'one', 'each'),
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
  const namespaceOf = (index: number) => ({ none: undefined, one: 'team', each: `${names[names.length - 1 - index]}` })[namespaces];
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

test('the apps that are compared have charts that are left out, and charts that are not', () => {
  const counts = leftOut(fc.sample(recipe, { numRuns: 400 }));
  expect(counts.filter((count) => count > 0).length).toBeGreaterThan(100);
  expect(counts.filter((count) => count === 0).length).toBeGreaterThan(50);
}, TIMEOUT);

test('what is found is the same whether all charts are looked at or some of those that are alike', () => {
  fc.assert(fc.property(recipe, (one) => {
    const objects = objectsIn(one);
    expect(validateObjects(objects, { groupOf })).toEqual(validateObjects(objects));
  }), { numRuns: NUM_RUNS, endOnFailure: true });
}, TIMEOUT);
