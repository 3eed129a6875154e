import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type CustomResourceDefinition, renderDefinitions, withoutDescriptions } from './crd-manifest';
import { downloadModules } from './go-modules';

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

const OUTPUT = join(__dirname, '..', 'crds');

main();

function main(): void {
  const byGroup = new Map<string, CustomResourceDefinition[]>();
  for (const [module, folder] of downloadModules(Object.keys(MANIFESTS))) {
    for (const definition of MANIFESTS[module].flatMap((file) => readDefinitions(join(folder, file)))) {
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

function readDefinitions(file: string): CustomResourceDefinition[] {
  return parseAllDocuments(readFileSync(file, 'utf-8'))
    .map((document) => document.toJS() as CustomResourceDefinition | null)
    .filter((definition) => definition !== null);
}
