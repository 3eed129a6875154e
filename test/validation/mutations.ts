import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { readManifests } from '../../src/manifest/read-manifests';

const ROOT = join(__dirname, '..', '..');

export type MutableJson = null | boolean | number | string | MutableJson[] | { [key: string]: MutableJson };

/** One change of a bundle: which of all places in it, and what happens there. */
interface Mutation {
  readonly place: number;
  readonly change: (typeof CHANGES)[number];
  readonly value: MutableJson;
}

interface Place {
  readonly container: MutableJson[] | { [key: string]: MutableJson };
  readonly key: string | number;
}

const CHANGES = ['delete', 'replace', 'rename', 'duplicate', 'wrap', 'copy'] as const;

/** What somebody's generator, editor or finger may leave behind. */
const ODD: MutableJson[] = [
  null, true, false, 0, -1, 1.5, 1e21, -(2 ** 31) - 1, 2 ** 53, '', ' ', '0', '100%', '-5%', '5m', '1d', '.', '..', '[0]', 'a.b[c].d', '{{', '{{args.x}}', '{{args.}}{{', '}}{{',
  '__proto__', 'constructor', 'toString', 'length', '\u0000', '\ud800', '\u202e', '\ufeff', 'é', 'x'.repeat(300), 'a-'.repeat(3000), '$(', '*', '/', '//', '\n', '# smart-canary-accept: SC0001 x',
  [], {}, [null], [[]], [{}], { '': '' }, { constructor: { prototype: 1 } }, Array.from({ length: 300 }, () => 'x'),
];

const SIGNS = [
  '', ' ', '\n', '\t', '\r', ':', '- ', '{', '}', '[', ']', '"', '\'', '&a ', '*a', '<<: ', '#', '|', '>', '---', '...', '!!int ', '%', '\u0000', '🐤',
];

const ANY_JSON = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<MutableJson>;

/** The objects of each file of examples and of rules. */
export const BUNDLES: MutableJson[][] = [...yamlFiles(join(ROOT, 'dist')), ...yamlFiles(join(ROOT, 'test', 'fixtures', 'rules'))]
  .map((file) => readManifests(readFileSync(file), file).manifests.map(({ object }) => object as MutableJson))
  .filter((objects) => objects.length > 0);

export const TEXTS: string[] = yamlFiles(join(ROOT, 'test', 'fixtures', 'rules')).map((file) => readFileSync(file, 'utf-8'));

/** A bundle with some changes, as one document for each object. */
export const mutatedBundle: fc.Arbitrary<MutableJson[]> = fc.tuple(
  fc.nat(),
  fc.array(fc.record<Mutation>({
    place: fc.nat(),
    change: fc.constantFrom(...CHANGES),
    value: fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ODD) }, { weight: 1, arbitrary: ANY_JSON }),
  }), { maxLength: 6 }),
).map(([bundle, mutations]) => {
  const objects = structuredClone(BUNDLES[bundle % BUNDLES.length]);
  // What one bundle was given, a later change must not change in others.
  for (const mutation of mutations) mutate(objects, { ...mutation, value: structuredClone(mutation.value) });
  return objects;
});

/** Text of a fixture in which some characters are others, more or gone. */
export const mutatedText: fc.Arbitrary<string> = fc.tuple(
  fc.nat(),
  fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom(...SIGNS)), { maxLength: 8 }),
).map(([index, edits]) => edits.reduce((text, [at, removed, added]) => {
  const offset = at % (text.length + 1);
  return text.slice(0, offset) + added + text.slice(offset + removed);
}, TEXTS[index % TEXTS.length]));

function mutate(objects: MutableJson[], { place, change, value }: Mutation): void {
  const places = placesIn(objects);
  if (places.length === 0) return;
  const { container, key } = places[place % places.length];
  const old = (container as Record<string | number, MutableJson>)[key];
  const set = (to: MutableJson) => {
    if (Array.isArray(container)) container[Number(key)] = to;
    else define(container, key, to);
  };
  switch (change) {
    case 'replace':
      return set(value);
    case 'wrap':
      return set(typeof value === 'string' ? { [value]: old } : [old]);
    case 'copy':
      return set(structuredClone(Object.values(places[(place * 31) % places.length].container)[0] ?? null));
    case 'duplicate':
      return set([old, structuredClone(old)]);
    case 'rename':
      remove(container, key);
      return define(container, typeof value === 'string' ? value : `${key}s`, old);
    default:
      return remove(container, key);
  }
}

function remove(container: Place['container'], key: string | number): void {
  if (Array.isArray(container)) container.splice(Number(key), 1);
  else delete container[key];
}

/** Keys such as `__proto__` become keys. */
function define(container: Place['container'], key: string | number, value: MutableJson): void {
  if (Array.isArray(container)) container.push(value);
  else Object.defineProperty(container, key, { value, configurable: true, enumerable: true, writable: true });
}

/** The first level are the objects: they stay objects. */
function placesIn(objects: MutableJson[]): Place[] {
  const places: Place[] = [];
  const open: MutableJson[] = objects.filter((object) => typeof object === 'object' && object !== null);
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const container = next as Place['container'];
    for (const [key, value] of Object.entries(container)) {
      places.push({ container, key: Array.isArray(container) ? Number(key) : key });
      if (typeof value === 'object' && value !== null) open.push(value);
    }
  }
  return places;
}

function yamlFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf-8' }).filter((name) => name.endsWith('.yaml')).sort().map((name) => join(folder, name));
}
