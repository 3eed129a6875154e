import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type KubeObject } from './kube-object';

const DIST = join(__dirname, '..', '..', 'dist');

/** What an example assumes to exist, and what its queries read where that differs from the usual. */
const FIXTURES = join(__dirname, '..', 'fixtures');

export interface Example {
  readonly name: string;
  /** What the example wrote. */
  readonly bundle: readonly KubeObject[];
  /** That, and what has to be there already. */
  readonly objects: readonly KubeObject[];
}

/** Every example that has been synthesized. */
export function examples(): Example[] {
  return readdirSync(DIST).sort().map((name) => {
    const bundle = manifestsIn(join(DIST, name));
    return { name, bundle, objects: [...manifestsIn(join(FIXTURES, name)), ...bundle] };
  });
}

/** A file of data beside an example's fixtures; nothing where there is none. */
export function fixtureOf<Fixture>(example: string, file: string): Partial<Fixture> {
  const path = join(FIXTURES, example, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf-8')) : {};
}

function manifestsIn(folder: string): KubeObject[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml')).sort();
  return files.flatMap((file) => parseAllDocuments(readFileSync(join(folder, file), 'utf-8')).map((document) => document.toJS() as KubeObject));
}
