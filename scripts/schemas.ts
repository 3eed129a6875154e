import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type CustomResourceDefinition } from './crd-manifest';
import { downloadModules } from './go-modules';
import { readEnums } from './openapi-enums';
import { type Enums, OpenApiPool, type OpenApiSchema } from './openapi-schema';
import { SchemaPool } from './schema-pool';
import { poolStructural } from './structural-schema';

const ROOT = join(__dirname, '..');
const OUTPUT = join(ROOT, 'schemas');
const KUBERNETES = 'k8s.io/kubernetes';
const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** The groups of `crds/` that a bundle has something of. */
const CUSTOM_GROUPS = ['argoproj.io', 'networking.istio.io', 'security.istio.io', 'telemetry.istio.io'];

/** The kinds of the API server itself that a bundle has, by their OpenAPI document. */
const BUILT_IN: Record<string, string[]> = {
  'api__v1': ['ConfigMap', 'Namespace', 'Pod', 'Secret', 'Service', 'ServiceAccount'],
  'apis__apps__v1': ['Deployment', 'ReplicaSet'],
  'apis__autoscaling__v2': ['HorizontalPodAutoscaler'],
  'apis__batch__v1': ['CronJob', 'Job'],
  'apis__networking.k8s.io__v1': ['Ingress', 'NetworkPolicy'],
  'apis__policy__v1': ['PodDisruptionBudget'],
  'apis__rbac.authorization.k8s.io__v1': ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
};

const CLUSTER_SCOPED = ['ClusterRole', 'ClusterRoleBinding', 'Namespace'];

/** Where the API server's OpenAPI documents are, one for each version of a group. */
const OPEN_API = 'api/openapi-spec/v3';

interface OpenApiOperation {
  readonly 'x-kubernetes-action'?: string;
  readonly 'x-kubernetes-group-version-kind'?: { readonly group: string; readonly version: string; readonly kind: string };
}

interface OpenApiDocument {
  readonly paths: Record<string, { readonly post?: OpenApiOperation }>;
  readonly components: { readonly schemas: Record<string, OpenApiSchema & { 'x-kubernetes-group-version-kind'?: { group: string; version: string; kind: string }[] }> };
}

main();

function main(): void {
  const kubernetes = downloadModules([KUBERNETES]).get(KUBERNETES)!;
  const documents = Object.keys(BUILT_IN).map((name) => ({ kinds: BUILT_IN[name], document: readDocument(kubernetes, name) }));
  const definitions = new Map(documents.flatMap(({ document }) => Object.entries(document.components.schemas)));
  const enums = readEnums(readFileSync(join(kubernetes, 'pkg/generated/openapi/zz_generated.openapi.go'), 'utf-8'));

  rmSync(OUTPUT, { recursive: true, force: true });
  mkdirSync(OUTPUT, { recursive: true });
  writeBuiltIns(documents, definitions, enums);
  for (const group of CUSTOM_GROUPS) writeGroup(group, definitions);
  writeServedKinds(kubernetes);
}

/** All that one can create on the API server alone, also what there is no schema for. */
function writeServedKinds(folder: string): void {
  const documents = readdirSync(join(folder, OPEN_API)).filter((file) => /^apis?__/.test(file)).sort();
  const served = new Map<string, Set<string>>();
  for (const file of documents) {
    const { paths } = readDocument(folder, file.replace(/_openapi\.json$/, ''));
    for (const { post } of Object.values(paths)) {
      const name = post?.['x-kubernetes-group-version-kind'];
      if (!name || post?.['x-kubernetes-action'] !== 'post') continue;
      const apiVersion = [name.group, name.version].filter(Boolean).join('/');
      served.set(apiVersion, (served.get(apiVersion) ?? new Set()).add(name.kind));
    }
  }
  const kinds = Object.fromEntries([...served].map(([apiVersion, names]) => [apiVersion, [...names].sort()]));
  writeFileSync(join(OUTPUT, 'served-kinds.json'), `${JSON.stringify(kinds)}\n`);
}

function readDocument(folder: string, name: string): OpenApiDocument {
  return JSON.parse(readFileSync(join(folder, OPEN_API, `${name}_openapi.json`), 'utf-8'));
}

/** One file for all: a pod template is in most of them, and stands there once. */
function writeBuiltIns(documents: { kinds: string[]; document: OpenApiDocument }[], definitions: Map<string, OpenApiSchema>, enums: Enums): void {
  const pool = new SchemaPool();
  const openApi = new OpenApiPool(definitions, enums, pool);
  const kinds: Record<string, unknown> = {};
  for (const { kinds: wanted, document } of documents) {
    for (const [name, { 'x-kubernetes-group-version-kind': names = [] }] of Object.entries(document.components.schemas)) {
      const { group, version, kind } = names[0] ?? {};
      if (names.length !== 1 || !wanted.includes(kind)) continue;
      kinds[[group, version, kind].filter(Boolean).join('/')] = { ...!CLUSTER_SCOPED.includes(kind) && { namespaced: true }, schema: openApi.define(name) };
    }
  }
  write('kubernetes', kinds, openApi.define(OBJECT_META), pool);
}

function writeGroup(group: string, definitions: Map<string, OpenApiSchema>): void {
  const file = join(ROOT, 'crds', `${group}.yaml`);
  if (!existsSync(file)) throw new Error(`crds/${group}.yaml is missing: run 'npm run crds' first (needs Go)`);
  const pool = new SchemaPool();
  const kinds: Record<string, unknown> = {};
  for (const document of parseAllDocuments(readFileSync(file, 'utf-8'))) {
    const { spec } = document.toJS() as CustomResourceDefinition;
    for (const { name, schema, subresources } of spec.versions) {
      kinds[`${group}/${name}/${spec.names.kind}`] = {
        ...spec.scope === 'Namespaced' && { namespaced: true },
        ...subresources?.status && { status: true },
        ...subresources?.scale && { replicas: subresources.scale.specReplicasPath },
        schema: poolStructural(schema.openAPIV3Schema, pool),
      };
    }
  }
  write(group, kinds, new OpenApiPool(definitions, new Map(), pool).define(OBJECT_META), pool);
}

function write(name: string, kinds: Record<string, unknown>, metadata: number, { schemas }: SchemaPool): void {
  const json = `${JSON.stringify({ kinds, metadata, schemas })}\n`;
  writeFileSync(join(OUTPUT, `${name}.json`), json);
  console.error(`schemas/${name}.json: ${Object.keys(kinds).length} kinds, ${schemas.length} schemas, ${Math.ceil(json.length / 1000)} kB`);
}
