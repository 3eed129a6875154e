import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type KubeObject } from '../harness/kube';

const DIST = join(__dirname, '..', '..', 'dist');

/** What an example assumes to exist, and what else the suites have to know of it. */
const FIXTURES = join(__dirname, '..', 'fixtures');

/** An object with all that a file says of it. */
export interface Manifest extends KubeObject {
  readonly [field: string]: unknown;
}

/** What an example writes, and what it assumes to be there. */
export interface Example {
  readonly name: string;
  /** Where objects without a namespace go. */
  readonly namespace: string;
  readonly assumed: readonly KubeObject[];
  readonly bundle: readonly KubeObject[];
}

/** An example as it has been synthesized. */
export interface WrittenExample extends Example {
  readonly assumed: readonly Manifest[];
  readonly bundle: readonly Manifest[];
  /** All that is there when the bundle has been applied. */
  readonly objects: readonly Manifest[];
}

/** Names of all examples, found by their folders. */
export function exampleNames(): string[] {
  return readdirSync(DIST).sort();
}

export function readExample(name: string): WrittenExample {
  const [assumed, bundle] = [manifestsIn(join(FIXTURES, name)), manifestsIn(join(DIST, name))];
  return { name, namespace: name, assumed, bundle, objects: [...assumed, ...bundle] };
}

/** Every example that has been synthesized. */
export function examples(): WrittenExample[] {
  return exampleNames().map(readExample);
}

/** A file of data beside an example's fixtures; nothing where there is none. */
export function fixtureOf<Fixture>(example: string, file: string): Partial<Fixture> {
  const path = join(FIXTURES, example, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf-8')) : {};
}

/** Every namespace that an example's objects are in. */
export function namespacesOf({ namespace, assumed, bundle }: Example): string[] {
  return [...new Set([namespace, ...[...assumed, ...bundle].map(({ metadata }) => metadata.namespace ?? namespace)])];
}

/** All objects of the files of a folder; none where there is no such folder. */
function manifestsIn(folder: string): Manifest[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml')).sort();
  return files.flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), 'utf-8')).map((document) => document.toJS() as Manifest | null))
    .filter((manifest) => manifest !== null);
}
