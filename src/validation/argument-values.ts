import { argumentsInUse } from './template-arguments';
import { type Analysis } from '../manifest/analyses';
import { type Argument } from '../manifest/analysis-templates';
import { stringAt, valueAt } from '../manifest/json';
import { type Release } from '../manifest/release';

/** Stand for the hashes, which nobody knows before the pods are there; of the letters and the length that real ones have. */
export const CANARY_POD_HASH = '7cbd6c9b4f';
export const STABLE_POD_HASH = '54d8f9b7c6';

const LABEL_PATH = /^metadata\.(labels|annotations)\['([^']+)'\]$/;

/**
 * The values of an analysis' arguments, as far as the manifests tell them: those of Secrets, of objects and of namespaces that are not here are left out.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/analysis/factory.go (BuildArgumentsForRolloutAnalysisRun)
 */
export function argumentValues(release: Release, { args, templates }: Analysis): ReadonlyMap<string, string> {
  const given = new Map(args.map((argument) => [argument.name, argument]));
  const values = argumentsInUse(templates).flatMap((declared): [string, string][] => {
    const value = valueOf(release, given.get(declared.name) ?? declared);
    return value === undefined ? [] : [[declared.name, value]];
  });
  return new Map(values);
}

function valueOf(release: Release, { value, valueFrom }: Argument): string | undefined {
  if (valueFrom === undefined) return value?.includes('{{') ? undefined : value;
  const hash = stringAt(valueFrom, 'podTemplateHashValue');
  if (hash !== undefined) return { Latest: CANARY_POD_HASH, Stable: STABLE_POD_HASH }[hash];
  return fieldOf(release, stringAt(valueFrom, 'fieldRef', 'fieldPath') ?? '');
}

/** What a release has for sure: other fields may be written by the controller, or by an admission webhook. */
function fieldOf({ rollout, namespace }: Release, path: string): string | undefined {
  if (path === 'metadata.namespace') return namespace || undefined;
  if (path === 'metadata.name') return rollout.name;
  const [, field, key] = LABEL_PATH.exec(path) ?? [];
  if (field) return stringAt(rollout.object, 'metadata', field, key);
  const value = path.startsWith('spec.') ? valueAt(rollout.object, ...path.split('.')) : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
