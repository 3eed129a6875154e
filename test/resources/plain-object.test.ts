import type * as Cdk8s from 'cdk8s';
import { ApiObject, App, Chart, JsonPatch, Lazy } from 'cdk8s';
import * as fc from 'fast-check';
import { addObject, type Manifest } from '../../src/resources/object';
import { PlainObject, readJson } from '../../src/resources/plain-object';
import { anyKey, anyValue } from '../yaml-values';

/** Loud, so that it shows wherever it was asked. */
const SHOUTING: Cdk8s.IResolver = {
  resolve: (context) => { if (context.value === 'plain') context.replaceValue('PLAIN'); },
};

const TEAM: Cdk8s.ChartProps = { namespace: 'team', labels: { zone: 'eu', chart: 'yes' } };

function newChart(props: Cdk8s.ChartProps, resolvers: Cdk8s.IResolver[]): Chart {
  return new Chart(new App({ resolvers }), 'chart', props);
}

/** Text and result of a rendering, in the order of its keys, or how it fails. */
function renderingOf(render: () => unknown): unknown {
  try {
    const json = render();
    return { json, text: JSON.stringify(json) };
  } catch (error) {
    return (error as Error).message;
  }
}

interface Use {
  /** What is done with the object before it is rendered. */
  readonly use?: (object: ApiObject) => void;
  readonly resolvers?: Cdk8s.IResolver[];
  readonly chart?: Cdk8s.ChartProps;
}

function expectSame(manifest: Manifest, { use = () => undefined, resolvers = [], chart = TEAM }: Use = {}): ApiObject {
  const ours = addObject(newChart(chart, resolvers), 'object', 'shop', manifest);
  const theirs = new ApiObject(newChart(chart, resolvers), 'object', { ...manifest, metadata: { name: 'shop' } });
  for (const object of [ours, theirs]) use(object);
  const expected = renderingOf(() => theirs.toJson());
  expect(renderingOf(() => ours.toJson())).toEqual(expected);
  expect(renderingOf(() => readJson(ours))).toEqual(expected);
  return ours;
}

const PLAIN: Manifest = { kind: 'Config', apiVersion: 'v1', spec: { b: ['plain', { d: 1, c: true }], a: null, e: undefined }, alpha: [] };

test('whatever an object is made of, it is rendered as cdk8s renders it', () => {
  const fields = fc.dictionary(anyKey.filter((key) => !['apiVersion', 'kind', 'metadata'].includes(key)), anyValue, { maxKeys: 5, noNullPrototype: true });
  fc.assert(fc.property(fields, (others) => { expectSame({ ...others, apiVersion: 'v1', kind: 'Config' }); }));
});

test('an object of values is plain', () => {
  expect(expectSame(PLAIN).constructor).toBe(PlainObject);
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

const late = (produce: () => unknown) => Lazy.any({ produce }) as string;

test.each<[string, (object: ApiObject) => void]>([
  ['patches', (object) => object.addJsonPatch(JsonPatch.replace('/spec/b/0', 'patched'), JsonPatch.add('/zeta', 1), JsonPatch.add('/beta', 1))],
  ['a label', (object) => object.metadata.addLabel('late', 'yes')],
  ['another value of a label of the chart', (object) => object.metadata.addLabel('chart', 'no')],
  ['the same value of a label of the chart', (object) => object.metadata.addLabel('chart', 'yes')],
  ['a lazy label', (object) => object.metadata.addLabel('chart', late(() => 'no'))],
  ['a label that fails', (object) => object.metadata.addLabel('late', late(() => { throw new Error('never'); }))],
  ['an annotation', (object) => object.metadata.addAnnotation('team', 'shop')],
  ['a finalizer', (object) => object.metadata.addFinalizers('shop/last')],
  ['an owner', (object) => object.metadata.addOwnerReference({ apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid: '1' })],
  ['another field', (object) => object.metadata.add('generateName', 'shop-')],
  ['a field that is there', (object) => object.metadata.add('name', 'cart')],
  ['a rendering of its own', (object) => { object.toJson = () => ({ kind: 'Other' }); }],
])('%s reach it', (_, use) => {
  expect(expectSame(PLAIN, { use }).constructor).toBe(PlainObject);
});

test('who only reads an object gets no copy of it, unless cdk8s renders it', () => {
  const object = expectSame(PLAIN);
  expect(readJson(object)).toBe(readJson(object));
  object.metadata.addLabel('late', 'yes');
  expect(readJson(object)).not.toBe(readJson(object));
});

test('resolvers of one\'s own reach it', () => {
  expectSame(PLAIN, { resolvers: [SHOUTING] });
});

test.each<[string, Cdk8s.ChartProps]>([
  ['nothing', {}],
  ['a namespace', { namespace: 'team' }],
  ['an empty namespace', { namespace: '' }],
  ['labels', { labels: { b: '1', a: '2' } }],
  ['empty labels', { labels: {} }],
  ['a label without a value', { labels: { a: undefined as unknown as string } }],
  ['a lazy label', { labels: { a: late(() => '2') } }],
  ['a lazy namespace', { namespace: late(() => 'team') }],
])('a chart with %s gives its objects the same', (_, chart) => {
  expectSame(PLAIN, { chart });
});

test('what was rendered belongs to whoever has asked', () => {
  const object = expectSame(PLAIN);
  const before = JSON.stringify(object.toJson());
  object.toJson().spec.b[1].d = 2;
  object.toJson().metadata.labels.chart = 'no';
  expect(JSON.stringify(object.toJson())).toBe(before);
});
