import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { type CustomResourceDefinition, renderDefinitions, type Schema } from './crd-manifest';

const ROOT = join(__dirname, '..');

/** The kinds that `src/resources` emits; the rest of a group would be loaded for nothing. */
const EMITTED = ['Rollout', 'AnalysisTemplate', 'ClusterAnalysisTemplate', 'VirtualService', 'DestinationRule', 'Telemetry'];

/** Istio serves one schema under several names; `v1` is the one that is emitted. */
const VERSIONS = ['v1', 'v1alpha1'];

/** How `cdk8s import` leaves out what is undefined: with a new copy of the object for each field that is there. */
const COPIES = /Object\.entries\(([\w.]+)\)\.reduce\(\(r, i\) => \(i\[1\] === undefined\) \? r : \(\{ \.\.\.r, \[i\[0\]\]: i\[1\] \}\), \{\}\)/g;
const COMMENT = /^ *\/\/ filter undefined values\n/gm;

main();

function main(): void {
  for (const trimmed of readImports()) trim(trimmed);
  execFileSync('cdk8s', ['import'], { cwd: ROOT, stdio: 'inherit', env: { ...process.env, CDK8S_CHECK_UPGRADE: 'false' } });
  for (const file of readdirSync(join(ROOT, 'imports'))) copyNothing(join(ROOT, 'imports', file));
}

/** What is undefined stays: whoever renders an object leaves it out, and the copies took a third of the time of a canary. */
function copyNothing(file: string): void {
  writeFileSync(file, readFileSync(file, 'utf-8').replace(COPIES, '$1').replace(COMMENT, ''));
}

/** The files that `imports:` of cdk8s.yaml names: each is made here from the whole CRDs of its group. */
function readImports(): string[] {
  return parse(readFileSync(join(ROOT, 'cdk8s.yaml'), 'utf-8')).imports;
}

function trim(trimmed: string): void {
  const whole = trimmed.replace('crds/trimmed/', 'crds/');
  if (!existsSync(join(ROOT, whole))) throw new Error(`${whole} is missing: run 'npm run crds' first (needs Go)`);
  const definitions = parseAllDocuments(readFileSync(join(ROOT, whole), 'utf-8')).map((document) => document.toJS() as CustomResourceDefinition);
  const emitted = definitions.filter((definition) => EMITTED.includes(definition.spec.names.kind));
  for (const { spec } of emitted) {
    spec.versions = [spec.versions.find(({ name }) => name === VERSIONS[0]) ?? spec.versions.find(({ name }) => name === VERSIONS[1])!];
    const schema = spec.versions[0].schema.openAPIV3Schema;
    delete schema.properties!.status;
    openPodTemplates(schema);
  }
  rmSync(join(ROOT, trimmed), { force: true });
  mkdirSync(join(ROOT, 'crds/trimmed'), { recursive: true });
  writeFileSync(join(ROOT, trimmed), renderDefinitions(emitted));
}

/** Pod templates are nine tenths of the Argo CRDs, and the library takes pods from Deployments. */
function openPodTemplates(schema: Schema): void {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (property.properties?.spec?.properties?.containers) {
      schema.properties![name] = { 'type': 'object', 'x-kubernetes-preserve-unknown-fields': true };
    } else {
      openPodTemplates(property);
    }
  }
  if (isSchema(schema.items)) openPodTemplates(schema.items);
  if (isSchema(schema.additionalProperties)) openPodTemplates(schema.additionalProperties);
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null;
}
