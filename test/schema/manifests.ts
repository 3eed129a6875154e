import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type JsonObject } from '../../src/schema/json-value';

/** Manifests that an API server v1.37.2 takes, of every kind and with as many fields as make sense. */
export const GOOD = join(__dirname, 'good');

/** All manifests below a folder. */
export function manifestsIn(folder: string): JsonObject[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(({ name }) => name.endsWith('.yaml'));
  return files.flatMap((file) => parseAllDocuments(readFileSync(join(file.parentPath, file.name), 'utf-8')))
    .map((document) => document.toJS() as JsonObject | null)
    .filter((manifest) => manifest !== null);
}

/** A manifest's kind and name, which tell it from the others. */
export function titleOf({ kind, metadata }: JsonObject): string {
  return `${String(kind)}/${String((metadata as JsonObject).name)}`;
}

let good: Map<string, JsonObject> | undefined;

/** A good manifest that may be changed. */
export function goodManifest(title: string): JsonObject {
  good ??= new Map(manifestsIn(GOOD).map((manifest) => [titleOf(manifest), manifest]));
  const found = good.get(title);
  if (!found) throw new Error(`there is no good ${title}`);
  return JSON.parse(JSON.stringify(found));
}
