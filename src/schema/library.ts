import { type ResourceSchema } from './schema';
import { type SchemaFile, SchemaLibrary } from './schema-file';

/** One function per file of `schemas/`: a bundle needs one or two of them. */
/* eslint-disable @typescript-eslint/no-require-imports */
const FILES: Record<string, () => SchemaFile> = {
  'argoproj.io': () => require('../../schemas/argoproj.io.json'),
  'kubernetes': () => require('../../schemas/kubernetes.json'),
  'networking.istio.io': () => require('../../schemas/networking.istio.io.json'),
  'security.istio.io': () => require('../../schemas/security.istio.io.json'),
  'telemetry.istio.io': () => require('../../schemas/telemetry.istio.io.json'),
};
/* eslint-enable @typescript-eslint/no-require-imports */

/** The API server's own groups, which are in one file because they share the pod template. */
const BUILT_IN = ['', 'apps', 'autoscaling', 'batch', 'networking.k8s.io', 'policy', 'rbac.authorization.k8s.io'];

const loaded = new Map<string, SchemaLibrary>();

/** The schema of a kind, or nothing where the kind is not known here. */
export function findResourceSchema(apiVersion: string, kind: string): ResourceSchema | undefined {
  const group = apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';
  const file = BUILT_IN.includes(group) ? 'kubernetes' : group;
  return Object.hasOwn(FILES, file) ? load(file).find(`${apiVersion}/${kind}`) : undefined;
}

/** The names of the kinds that there is a schema for, as `apiVersion/kind`. */
export function namesOfSchemas(): string[] {
  return Object.values(FILES).flatMap((read) => Object.keys(read().kinds));
}

/** Every kind that there is a schema for. */
export function allResourceSchemas(): ResourceSchema[] {
  return Object.keys(FILES).flatMap((file) => load(file).all());
}

function load(file: string): SchemaLibrary {
  const known = loaded.get(file);
  if (known) return known;
  const schemas = new SchemaLibrary(FILES[file]());
  loaded.set(file, schemas);
  return schemas;
}
