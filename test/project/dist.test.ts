import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { exampleNames } from '../../scripts/examples';
import { readManifests } from '../../src/manifest/read-manifests';
import { Severity } from '../../src/validation/finding';
import { validate } from '../../src/validation/validate';

const DIST = join(__dirname, '..', '..', 'dist');

/** What is wrong with examples that are here to be wrong; their apps accept what is an error. */
const INTENDED: Readonly<Record<string, string[]>> = {
  '02-the-article': [
    ...['SC0401', 'SC0409', 'SC0416', 'SC0501'].map((code) => `${code} ClusterAnalysisTemplate/success-rate`),
    ...['SC0713', 'SC0701'].map((code) => `${code} Rollout/rpc-server`),
  ],
};

interface Manifest {
  readonly apiVersion?: unknown;
  readonly kind?: unknown;
  readonly metadata?: { readonly name?: unknown };
}

/** All files below dist/, relative to it. */
function filesInDist(): string[] {
  return readdirSync(DIST, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(DIST, join(entry.parentPath, entry.name)));
}

function isIdentified(manifest: Manifest | null): boolean {
  return [manifest?.apiVersion, manifest?.kind, manifest?.metadata?.name].every((value) => typeof value === 'string' && value !== '');
}

test('dist/ has one folder for each example and nothing else', () => {
  // WHEN
  const entries = readdirSync(DIST);

  // THEN
  expect(entries.sort()).toEqual(exampleNames());
});

test.each(exampleNames())('dist/%s holds manifests and nothing else', (name) => {
  // WHEN
  const entries = readdirSync(join(DIST, name), { withFileTypes: true });

  // THEN
  expect(entries).not.toHaveLength(0);
  expect(entries.filter((entry) => !(entry.isFile() && entry.name.endsWith('.k8s.yaml'))).map((entry) => entry.name)).toEqual([]);
});

test.each(filesInDist())('every document of dist/%s is YAML and has an apiVersion, a kind and a name', (file) => {
  // WHEN
  const documents = parseAllDocuments(readFileSync(join(DIST, file), 'utf-8'));

  // THEN
  expect(documents).not.toHaveLength(0);
  expect(documents.flatMap(({ errors }) => errors.map(String))).toEqual([]);
  expect(documents.map((document) => document.toJS()).filter((manifest) => !isIdentified(manifest))).toEqual([]);
});

test.each(exampleNames())('nothing is found in dist/%s as a whole but what is intended', (name) => {
  // GIVEN
  const files = filesInDist().filter((file) => file.startsWith(join(name, '/'))).map((file) => readManifests(readFileSync(join(DIST, file)), file));

  // WHEN
  const verdict = validate(files.flatMap(({ manifests }) => manifests), { problems: files.flatMap(({ problems }) => problems) });

  // THEN
  expect(files).not.toHaveLength(0);
  const wrong = verdict.findings.filter(({ severity }) => severity !== Severity.INFO);
  expect(wrong.map(({ code, resource }) => `${code} ${resource}`)).toEqual(INTENDED[name] ?? []);
  expect(verdict.accepted).toEqual([]);
});
