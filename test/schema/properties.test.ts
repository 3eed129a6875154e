import * as fc from 'fast-check';
import { GOOD, manifestsIn } from './manifests';
import { checkObject } from '../../src/schema/check-object';
import { type JsonObject } from '../../src/schema/json-value';
import { allResourceSchemas } from '../../src/schema/library';

const KINDS = allResourceSchemas().map(({ apiVersion, kind }) => ({ apiVersion, kind }));
const MANIFESTS = manifestsIn(GOOD);

/** Anything that a program may hand over, what JSON cannot say included. */
const anything = fc.anything({ withBigInt: true, withDate: true, withMap: true, withSparseArray: true, withNullPrototype: true, maxDepth: 4 });
const json = fc.jsonValue({ maxDepth: 5 });

/** Every place of a manifest as the keys that lead to it. */
function placesOf(value: unknown, keys: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, below]) => [[...keys, key], ...placesOf(below, [...keys, key])]);
}

/** A good manifest with something else in one or two of its places. */
const damaged = fc.constantFrom(...MANIFESTS).chain((manifest) => {
  const place = fc.constantFrom(...placesOf(manifest));
  return fc.array(fc.tuple(place, fc.oneof(json, anything)), { minLength: 1, maxLength: 2 }).map((changes) => changes.reduce(replace, manifest));
});

function replace(value: unknown, [keys, put]: [string[], unknown]): JsonObject {
  const copy = structuredClone(value) as JsonObject;
  let parent: unknown = copy;
  for (const key of keys.slice(0, -1)) parent = (parent as JsonObject | undefined)?.[key];
  if (typeof parent === 'object' && parent !== null) (parent as JsonObject)[keys[keys.length - 1]] = put;
  return copy;
}

test('no manifest, however odd, makes it throw', () => {
  fc.assert(fc.property(fc.constantFrom(...KINDS), anything, anything, (kind, metadata, spec) => {
    expect(Array.isArray(checkObject({ ...kind, metadata, spec }))).toBe(true);
  }));
});

test('no damage to a good manifest makes it throw', () => {
  fc.assert(fc.property(damaged, (manifest) => {
    checkObject(manifest);
  }));
});

test('the same manifest gets the same errors, and stays as it is', () => {
  fc.assert(fc.property(fc.constantFrom(...KINDS), json, json, (kind, metadata, spec) => {
    const manifest = { ...kind, metadata, spec } as JsonObject;
    const before = JSON.stringify(manifest);
    const errors = checkObject(manifest);
    expect(checkObject(manifest)).toEqual(errors);
    expect(JSON.stringify(manifest)).toBe(before);
  }));
});

test('every error says where, what and when', () => {
  fc.assert(fc.property(fc.constantFrom(...KINDS), json, json, (kind, metadata, spec) => {
    for (const error of checkObject({ ...kind, metadata, spec } as JsonObject)!) {
      expect(error).toMatchObject({ path: expect.any(String), class: expect.any(String), message: expect.stringMatching(/./) });
      expect(['decode', 'strict', 'validation']).toContain(error.stage);
    }
  }));
});

test('keys that are names of JavaScript are unknown fields like any other', () => {
  // GIVEN
  const spec = JSON.parse('{ "__proto__": { "replicas": 1 }, "constructor": 1, "toString": 1 }');

  // WHEN
  const paths = ['argoproj.io/v1alpha1/Rollout', 'apps/v1/Deployment'].map((name) => {
    const [kind] = name.split('/').slice(-1);
    const errors = checkObject({ apiVersion: name.slice(0, -kind.length - 1), kind, metadata: { name: 'shop' }, spec })!;
    return errors.filter(({ stage }) => stage === 'strict').map(({ path }) => path);
  });

  // THEN
  expect(paths).toEqual([
    ['spec.__proto__', 'spec.constructor', 'spec.toString'],
    ['spec.__proto__', 'spec.constructor', 'spec.toString'],
  ]);
});

test.each([
  ['a Rollout', { apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' }, ['spec', 'strategy', 'canary', 'trafficRouting', 'plugins', 'x']],
  ['an EnvoyFilter', { apiVersion: 'networking.istio.io/v1alpha3', kind: 'EnvoyFilter' }, ['spec', 'configPatches', '0', 'patch', 'value', 'x']],
  ['a Deployment', { apiVersion: 'apps/v1', kind: 'Deployment' }, ['spec', 'template', 'spec', 'nonsense']],
])('nesting of 100,000 levels in %s is no danger', (_, kind, keys) => {
  // GIVEN
  let deep: unknown = 1;
  for (let level = 0; level < 100_000; level++) deep = level % 2 ? [deep] : { deep };
  const manifest = keys.reduceRight((below, key) => key === '0' ? [below] : { [key]: below }, deep);

  // THEN
  expect(Array.isArray(checkObject({ ...kind, metadata: { name: 'deep' }, ...manifest as JsonObject }))).toBe(true);
});

test('a value that contains itself is no danger', () => {
  // GIVEN
  const spec: JsonObject = { replicas: 1 };
  spec.selector = spec;
  spec.template = { metadata: spec, spec };

  // THEN
  for (const kind of KINDS) expect(Array.isArray(checkObject({ ...kind, metadata: { name: 'loop' }, spec }))).toBe(true);
});

test.each<[string, string, string, unknown]>([
  ['unknown fields', 'apps/v1', 'Deployment', Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`replicaz${index}`, 1]))],
  ['wrong items', 'argoproj.io/v1alpha1', 'Rollout', { strategy: { canary: { steps: Array.from({ length: 150_000 }, () => 'x') } } }],
  ['wrong items of an alternative', 'networking.istio.io/v1', 'VirtualService', {
    http: Array.from({ length: 5_000 }, () => ({ match: [{ uri: { exact: 1, prefix: 2 } }] })),
  }],
  ['volumes', 'v1', 'Pod', { containers: [], volumes: Array.from({ length: 20_000 }, () => ({ name: 'A' })) }],
  ['long names', 'v1', 'Service', { selector: { ['a'.repeat(100_000)]: `${'1'.repeat(100_000)}!` } }],
  ['long numbers', 'v1', 'Pod', { containers: [{ name: 'a', resources: { limits: { cpu: `${'1'.repeat(100_000)}!` } } }] }],
])('%s in any number are no danger', (_, apiVersion, kind, spec) => {
  expect(checkObject({ apiVersion, kind, metadata: { name: 'many' }, spec })).not.toHaveLength(0);
});
