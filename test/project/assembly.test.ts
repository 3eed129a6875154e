import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** jsii's own limit: it cuts a longer first paragraph in two. */
const MAX_WORDS = 20;

interface Documented {
  readonly name?: string;
  readonly docs?: { readonly summary?: string; readonly default?: string };
}

interface Property extends Documented {
  readonly optional?: boolean;
}

interface Type extends Documented {
  readonly kind: 'class' | 'enum' | 'interface';
  readonly datatype?: boolean;
  readonly locationInModule: { readonly filename: string };
  readonly initializer?: Documented;
  readonly properties?: Property[];
  readonly methods?: Documented[];
  readonly members?: Documented[];
}

const types: Type[] = Object.values(JSON.parse(readFileSync(join(__dirname, '..', '..', '.jsii'), 'utf-8')).types);

/** Paths to all objects below a value for which the predicate holds; an element of a list goes by its name, where it has one. */
function pathsTo(predicate: (node: Record<string, unknown>) => boolean, value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const children = Object.entries(value).flatMap(([key, child]) => pathsTo(predicate, child, `${path}.${child?.name ?? key}`));
  return predicate(value as Record<string, unknown>) ? [path, ...children] : children;
}

function inSignatures(predicate: (node: Record<string, unknown>) => boolean): string[] {
  return types.flatMap((type) => pathsTo(predicate, type, type.name!));
}

/** Every type and everything that it offers, by path. */
function documented(): [path: string, docs: Documented['docs']][] {
  return types.flatMap((type) => {
    const initializers = type.initializer ? [{ name: 'constructor', ...type.initializer }] : [];
    const members = [...initializers, ...type.properties ?? [], ...type.methods ?? [], ...type.members ?? []];
    return [[type.name!, type.docs], ...members.map(({ name, docs }): [string, Documented['docs']] => [`${type.name}.${name}`, docs])];
  });
}

test('no public signature has an any', () => {
  expect(inSignatures(({ primitive }) => primitive === 'any')).toEqual([]);
});

test('no public signature has a union, which the other languages do not have', () => {
  expect(inSignatures(({ union }) => union !== undefined)).toEqual([]);
});

test('every optional property of a struct says what holds without it', () => {
  // GIVEN
  const optional = types.filter(({ datatype }) => datatype).flatMap(({ name, properties }) =>
    (properties ?? []).filter((property) => property.optional).map((property) => ({ path: `${name}.${property.name}`, docs: property.docs })));

  // WHEN
  const silent = optional.filter(({ docs }) => !docs?.default);

  // THEN
  expect(optional).not.toHaveLength(0);
  expect(silent.map(({ path }) => path)).toEqual([]);
});

test('every type and every member has a summary', () => {
  expect(documented().filter(([, docs]) => !docs?.summary).map(([path]) => path)).toEqual([]);
});

test(`every summary has less than ${MAX_WORDS} words`, () => {
  // WHEN
  const long = documented().filter(([, docs]) => (docs?.summary ?? '').split(/\s+/).length >= MAX_WORDS);

  // THEN
  expect(long.map(([path, docs]) => `${path}: ${docs?.summary}`)).toEqual([]);
});

test('no type of the generated L1s is public', () => {
  expect(types.filter(({ locationInModule }) => !locationInModule.filename.startsWith('src/')).map(({ name }) => name)).toEqual([]);
});
