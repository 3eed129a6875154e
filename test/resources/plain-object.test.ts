import type * as Cdk8s from 'cdk8s';
import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import * as fc from 'fast-check';
import { addObject, type Manifest } from '../../src/resources/object';
import { PlainObject } from '../../src/resources/plain-object';
import { anyKey, anyValue } from '../yaml-values';

const METADATA: Cdk8s.ApiObjectMetadata = { name: 'shop', labels: { b: '1', a: Lazy.any({ produce: () => '2' }) as string }, annotations: { team: 'shop' } };

/** Loud, so that it shows wherever it was asked. */
const SHOUTING: Cdk8s.IResolver = {
  resolve: (context) => { if (context.value === 'plain') context.replaceValue('PLAIN'); },
};

function newChart(resolvers: Cdk8s.IResolver[] = []): Chart {
  return new Chart(new App({ resolvers }), 'chart', { namespace: 'team', labels: { chart: 'yes' } });
}

/** Text and result of a rendering, in the order of its keys, or how it fails. */
function renderingOf(object: ApiObject): unknown {
  try {
    const json: unknown = object.toJson();
    return { json, text: JSON.stringify(json) };
  } catch (error) {
    return (error as Error).message;
  }
}

function expectSame(manifest: Manifest, use: (object: ApiObject) => void = () => undefined, resolvers: Cdk8s.IResolver[] = []): ApiObject {
  const ours = addObject(newChart(resolvers), 'object', METADATA, manifest);
  const theirs = new ApiObject(newChart(resolvers), 'object', { ...manifest, metadata: METADATA });
  for (const object of [ours, theirs]) use(object);
  expect(renderingOf(ours)).toEqual(renderingOf(theirs));
  return ours;
}

const PLAIN: Manifest = { kind: 'Config', apiVersion: 'v1', spec: { b: ['plain', { d: 1, c: true }], a: null, e: undefined }, alpha: [] };

test('whatever an object is made of, it is rendered as cdk8s renders it', () => {
  const fields = fc.dictionary(anyKey.filter((key) => !['apiVersion', 'kind', 'metadata'].includes(key)), anyValue, { maxKeys: 5, noNullPrototype: true });
  fc.assert(fc.property(fields, (others) => { expectSame({ ...others, apiVersion: 'v1', kind: 'Config' }); }));
});

test('an object of values is plain', () => {
  expect(expectSame(PLAIN)).toBeInstanceOf(PlainObject);
});

test.each<[string, unknown]>([
  ['something lazy', Lazy.any({ produce: () => ['late'] })],
  ['a token', { resolve: () => 'late' }],
  ['a value of one of two types', new (class IntOrString { public readonly value = 8080; })()],
  ['an object that is not simple', new Map([['a', 1]])],
  ['a date', new Date(0)],
  ['a function', () => 1],
  ['nothing in a list', [1, null, undefined]],
  ['a key of its prototype', JSON.parse('{"__proto__": {"a": 1}}')],
])('%s is left to cdk8s', (_, value) => {
  expect(expectSame({ ...PLAIN, value }).constructor).toBe(ApiObject);
});

test('patches, labels that come later and resolvers of one\'s own reach it', () => {
  expectSame(PLAIN, (object) => object.addJsonPatch(JsonPatch.replace('/spec/b/0', 'patched'), JsonPatch.add('/zeta', 1), JsonPatch.add('/beta', 1)));
  expectSame(PLAIN, (object) => object.metadata.addLabel('late', 'yes'));
  expectSame(PLAIN, (object) => object.metadata.addLabel('late', Lazy.any({ produce: () => { throw new Error('never'); } }) as string));
  expectSame(PLAIN, undefined, [SHOUTING]);
});

test('what was rendered belongs to whoever has asked', () => {
  const object = expectSame(PLAIN);
  const before = JSON.stringify(object.toJson());
  object.toJson().spec.b[1].d = 2;
  expect(JSON.stringify(object.toJson())).toBe(before);
});
