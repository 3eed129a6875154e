import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type CustomResourceDefinition, renderDefinitions, withoutDescriptions } from './crd-manifest';

/** Where each pinned Go module keeps the CRDs of its release. */
const MANIFESTS: Record<string, string[]> = {
  'github.com/argoproj/argo-rollouts': [
    'manifests/crds/analysis-run-crd.yaml',
    'manifests/crds/analysis-template-crd.yaml',
    'manifests/crds/cluster-analysis-template-crd.yaml',
    'manifests/crds/experiment-crd.yaml',
    'manifests/crds/rollout-crd.yaml',
  ],
  'istio.io/api': ['kubernetes/customresourcedefinitions.gen.yaml'],
};

const MODULE_ROOT = join(__dirname, 'crds');
const OUTPUT = join(__dirname, '..', 'crds');

interface GoModule {
  readonly Path: string;
  readonly Version: string;
  readonly Dir?: string;
  readonly Error?: string;
}

main();

function main(): void {
  const byGroup = new Map<string, CustomResourceDefinition[]>();
  for (const module of downloadModules()) {
    for (const definition of readDefinitions(module)) {
      const group = definition.spec.group;
      byGroup.set(group, [...byGroup.get(group) ?? [], withoutDescriptions(definition)]);
    }
  }
  // `cdk8s import` names its output after the API group: a second file of one group would overwrite the first.
  rmSync(OUTPUT, { recursive: true, force: true });
  mkdirSync(OUTPUT, { recursive: true });
  for (const [group, definitions] of byGroup) {
    definitions.sort((a, b) => a.spec.names.kind < b.spec.names.kind ? -1 : 1);
    writeFileSync(join(OUTPUT, `${group}.yaml`), renderDefinitions(definitions));
    console.error(`crds/${group}.yaml: ${definitions.map((definition) => definition.spec.names.kind).join(', ')}`);
  }
}

function downloadModules(): GoModule[] {
  const pins = [...readFileSync(join(MODULE_ROOT, 'go.mod'), 'utf-8').matchAll(/^\s+(\S+) (v\S+)$/gm)].map(([, path, version]) => `${path}@${version}`);
  const output = runGo(['mod', 'download', '-json', ...pins]);
  const modules: GoModule[] = JSON.parse(`[${output.replace(/^}\n{/gm, '},{')}]`);
  for (const module of modules) {
    if (module.Error || !module.Dir) throw new Error(`cannot download ${module.Path}@${module.Version}: ${module.Error ?? 'no directory'}`);
  }
  return modules;
}

function runGo(args: string[]): string {
  try {
    return execFileSync('go', args, { cwd: MODULE_ROOT, encoding: 'utf-8', stdio: ['ignore', 'pipe', 'inherit'] });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new Error('\'npm run crds\' takes the CRDs out of Go modules and needs Go 1.24 or later on the PATH, found none', { cause: error });
  }
}

function readDefinitions(module: GoModule): CustomResourceDefinition[] {
  return (MANIFESTS[module.Path] ?? []).flatMap((file) =>
    parseAllDocuments(readFileSync(join(module.Dir!, file), 'utf-8'))
      .map((document) => document.toJS() as CustomResourceDefinition | null)
      .filter((definition) => definition !== null));
}
