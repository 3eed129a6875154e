import { type Bundle, type Reference } from './bundle';
import { type JsonObject, type JsonPath, numberAt, objectAt, stringAt, stringsAt } from './json';
import { type Labels } from './label-selector';
import { groupOf, type Manifest } from './manifest';

/** The pods of a Rollout, and where they are written. */
export interface Workload {
  /** The reference to the object that the pods come from, if it is another. */
  readonly reference?: Reference;
  /** Why Argo Rollouts would not take that object. */
  readonly problem?: 'kind-not-supported' | 'template-not-empty';
  /** The pod template, undefined where its object is not in the bundle. */
  readonly template?: Part;
  readonly selector?: Part;
  /** The labels of the pods, without the hash that the controller adds. */
  readonly labels?: Labels;
  /** Never the Deployment's: the controller writes 1 where the Rollout says nothing. */
  readonly replicas: number;
}

/** A part of an object, and the place for findings about it. */
export interface Part {
  readonly manifest: Manifest;
  readonly path: JsonPath;
  readonly value: JsonObject;
}

const SUPPORTED: Record<string, { readonly template: JsonPath; readonly selector?: JsonPath }> = {
  'apps/Deployment': { template: ['spec', 'template'], selector: ['spec', 'selector'] },
  'apps/ReplicaSet': { template: ['spec', 'template'], selector: ['spec', 'selector'] },
  '/PodTemplate': { template: ['template'] },
};

/**
 * Resolves workloadRef as the controller does: the template always comes from there, and the selector unless the Rollout has one.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/templateref.go
 */
export function workloadOf(bundle: Bundle, rollout: Manifest): Workload {
  const replicas = numberAt(rollout.object, 'spec', 'replicas') ?? 1;
  const own = { template: partAt(rollout, ['spec', 'template']), selector: partAt(rollout, ['spec', 'selector']) };
  const path = ['spec', 'workloadRef'];
  const workloadRef = objectAt(rollout.object, ...path);
  if (!workloadRef) return { ...own, labels: labelsOf(own.template), replicas };

  const [group, kind] = [groupOf(stringAt(workloadRef, 'apiVersion') ?? ''), stringAt(workloadRef, 'kind') ?? ''];
  const name = stringAt(workloadRef, 'name') ?? '';
  const reference = bundle.refer(rollout, path, { group, kind, name, namespace: bundle.namespaceOf(rollout) });
  const supported = Object.hasOwn(SUPPORTED, `${group}/${kind}`) ? SUPPORTED[`${group}/${kind}`] : undefined;
  if (!supported) return { reference, problem: 'kind-not-supported', selector: own.selector, replicas };
  const problem = isTemplateEmpty(own.template) ? undefined : 'template-not-empty';
  const template = reference.manifest && partAt(reference.manifest, supported.template);
  const theirs = reference.manifest && supported.selector && partAt(reference.manifest, supported.selector);
  return { reference, problem, template, selector: own.selector ?? theirs, labels: labelsOf(template), replicas };
}

function partAt(manifest: Manifest, path: JsonPath): Part | undefined {
  const value = objectAt(manifest.object, ...path);
  return value && { manifest, path, value };
}

function labelsOf(template: Part | undefined): Labels | undefined {
  return template && stringsAt(template.value, 'metadata', 'labels');
}

/** Argo Rollouts looks at labels and annotations only, and ignores a pod spec beside the reference. */
function isTemplateEmpty(template: Part | undefined): boolean {
  return ['labels', 'annotations'].every((field) => Object.keys(objectAt(template?.value, 'metadata', field) ?? {}).length === 0);
}
