import { fieldAt } from './field-at';
import { type Json, stringAt } from './json';
import { type Release } from './release';

/** What stands for the hashes of pod templates: real ones are the cluster's, and nobody knows them before the pods are there. */
export interface PodHashes {
  readonly canary: string;
  readonly stable: string;
}

/**
 * What the `valueFrom` of an argument gives, as far as the manifests tell.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/analysis/factory.go (BuildArgumentsForRolloutAnalysisRun)
 */
export function sourcedValue({ rollout, namespace }: Release, source: Json | undefined, { canary, stable }: PodHashes): string | undefined {
  const hash = stringAt(source, 'podTemplateHashValue');
  if (hash === 'Latest') return canary;
  if (hash !== undefined) return hash === 'Stable' ? stable : undefined;
  const path = stringAt(source, 'fieldRef', 'fieldPath') ?? '';
  return path === 'metadata.namespace' ? namespace || undefined : fieldAt(rollout.object, path);
}
