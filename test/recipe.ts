import * as fc from 'fast-check';
import { anyKey, anyString, anyValue } from './yaml-values';

/** A construct of an app, as plain data: what it is, where it stands and what it holds. */
export type Part = ChartPart | ObjectPart | GroupPart;

interface AnyPart {
  readonly id: string;
  /** Fails the validation, with these messages. */
  readonly messages: string[];
  readonly children: Part[];
}

interface ChartPart extends AnyPart {
  readonly type: 'chart';
  readonly namespace?: string;
  readonly labels?: { [key: string]: string };
  readonly disableResourceNameHashes?: boolean;
  /** Renders itself, without its last object. */
  readonly ownToJson: boolean;
}

export interface ObjectPart extends AnyPart {
  readonly type: 'object';
  readonly kind: string;
  readonly name?: string;
  readonly annotations?: { [key: string]: string };
  readonly fields: { [field: string]: unknown };
  /** A field that is known only at synth, and what it will be. */
  readonly lazy?: unknown;
  readonly patches: Patch[];
  /** What its validation adds. */
  readonly late?: 'annotation' | 'object';
}

interface GroupPart extends AnyPart {
  readonly type: 'group';
}

export interface Patch {
  readonly op: 'add' | 'remove' | 'replace' | 'test';
  readonly path: string;
  readonly value: unknown;
}

/** An app as plain data, so that several can be made that are the same. */
export interface Recipe {
  /** cdk8s knows 0 to 3, and does nothing for others. */
  readonly layout: number;
  readonly outputFileExtension?: string;
  readonly recordConstructMetadata: boolean;
  readonly resolver: boolean;
  readonly parts: Part[];
  /** Who depends on whom, by position among all constructs but the app. */
  readonly dependencies: [number, number][];
  /** A construct that is removed and, if it is an object, made again in its place, as others may depend on the first. */
  readonly remade?: number;
}

/** Such as are names already, and such as have to be made into one, or look like an index, or mean something to cdk8s. */
const anyId = fc.constantFrom(
  'web', 'api', 'db', '0', '2', '10', '007', 'Web App', 'a/b', 'a--b', 'x_y.z', 'Resource', 'Default', 'é', '😀', '-', 'UPPER', 'l'.repeat(70), 'canary',
);

const messages = rarely(fc.array(fc.constantFrom('is wrong', 'two\nlines', ''), { minLength: 1, maxLength: 2 }), 40).map((some) => some ?? []);
const labels = fc.option(fc.dictionary(fc.constantFrom('app', 'app.kubernetes.io/name'), anyString, { maxKeys: 2, noNullPrototype: true }), { nil: undefined });

const anyPatch: fc.Arbitrary<Patch> = fc.record({
  op: fc.constantFrom('add', 'add', 'add', 'replace', 'remove', 'test'),
  path: fc.constantFrom('/spec', '/spec/a', '/metadata/labels', '/metadata/annotations', '/metadata/name', '/metadata', '/kind', '/data/-', '/other'),
  value: fc.oneof(anyString, fc.constantFrom(null, {}, [], { a: [1] })),
});

const anyObject: fc.Arbitrary<ObjectPart> = fc.record({
  type: fc.constant('object' as const),
  id: anyId,
  messages,
  children: rarely(anyId, 20).map((id) => id === undefined ? [] : [plainObject(id)]),
  kind: fc.constantFrom('ConfigMap', 'Rollout', 'CronJob', 'Odd/Kind'),
  name: fc.option(fc.constantFrom('web', 'a.b', 'A B', '../up'), { nil: undefined }),
  annotations: labels,
  fields: fc.dictionary(fc.oneof(fc.constantFrom('spec', 'data', 'type'), anyKey), anyValue, { maxKeys: 3, noNullPrototype: true }),
  lazy: fc.option(anyValue, { nil: undefined }),
  patches: rarely(fc.array(anyPatch, { minLength: 1, maxLength: 2 }), 6).map((some) => some ?? []),
  late: rarely(fc.constantFrom('annotation' as const, 'object' as const), 10),
});

const anyChart: fc.Arbitrary<ChartPart> = fc.letrec<{ chart: ChartPart; group: GroupPart }>((tie) => ({
  chart: fc.record({
    type: fc.constant('chart' as const),
    id: anyId,
    messages,
    children: partsOf(anyObject, tie('chart'), tie('group')),
    namespace: fc.option(fc.constantFrom('shop', 'on'), { nil: undefined }),
    labels,
    disableResourceNameHashes: fc.option(fc.boolean(), { nil: undefined }),
    ownToJson: rarely(fc.constant(true), 10).map((own) => own ?? false),
  }),
  group: fc.record({ type: fc.constant('group' as const), id: anyId, messages, children: partsOf(anyObject) }),
})).chart;

export const anyRecipe: fc.Arbitrary<Recipe> = fc.record({
  layout: fc.constantFrom(0, 1, 1, 2, 3, 4),
  outputFileExtension: fc.constantFrom(undefined, '.yaml', ''),
  recordConstructMetadata: fc.boolean(),
  resolver: fc.boolean(),
  parts: fc.uniqueArray(fc.oneof({ weight: 9, arbitrary: anyChart }, { weight: 1, arbitrary: emptyGroup() }), { maxLength: 3, selector: idInTree }),
  dependencies: fc.array(fc.tuple(fc.nat({ max: 20 }), fc.nat({ max: 20 })), { maxLength: 4 }),
  remade: rarely(fc.nat({ max: 20 }), 10),
});

/** One in so many; what makes a synth fail has to be rare, or nothing else is seen. */
function rarely<T>(arbitrary: fc.Arbitrary<T>, oneIn: number): fc.Arbitrary<T | undefined> {
  return fc.oneof({ weight: oneIn - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });
}

function partsOf(first: fc.Arbitrary<Part>, ...others: fc.Arbitrary<Part>[]): fc.Arbitrary<Part[]> {
  const choices = [{ weight: 3 * (others.length + 1), arbitrary: first }, ...others.map((arbitrary) => ({ weight: 1, arbitrary }))];
  return fc.uniqueArray(fc.oneof(...choices), { maxLength: 3, selector: idInTree });
}

/** Outside of any chart, where a dependency has no chart to belong to. */
function emptyGroup(): fc.Arbitrary<GroupPart> {
  return anyId.map((id) => ({ type: 'group', id, messages: [], children: [] }));
}

function plainObject(id: string): ObjectPart {
  return { type: 'object', id, messages: [], children: [], kind: 'ConfigMap', fields: {}, patches: [] };
}

/** `a/b` and `a--b` are one id to constructs. */
function idInTree({ id }: Part): string {
  return id.replaceAll('/', '--');
}
