import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type KubeObject } from '../harness/kube';

const ROOT = join(__dirname, '..', '..');
const DIST = join(ROOT, 'dist');
const FIXTURES = join(__dirname, '..', 'fixtures');

/** What an example writes, and what it assumes to be there. */
export interface Example {
  readonly name: string;
  /** Where objects without a namespace go. */
  readonly namespace: string;
  readonly assumed: readonly KubeObject[];
  readonly bundle: readonly KubeObject[];
}

/** Names of all examples, found by their folders. */
export function exampleNames(): string[] {
  return readdirSync(DIST).sort();
}

export function readExample(name: string): Example {
  return { name, namespace: name, assumed: readManifests(join(FIXTURES, name)), bundle: readManifests(join(DIST, name)) };
}

/** Every namespace that an example's objects are in. */
export function namespacesOf({ namespace, assumed, bundle }: Example): string[] {
  return [...new Set([namespace, ...[...assumed, ...bundle].map(({ metadata }) => metadata.namespace ?? namespace)])];
}

function readManifests(folder: string): KubeObject[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml')).sort();
  return files.flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), 'utf-8')).map((document) => document.toJS() as KubeObject | null))
    .filter((manifest) => manifest !== null);
}
