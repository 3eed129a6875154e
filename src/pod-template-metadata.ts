import { type DeploymentFacts } from './deployment-facts';

/**
 * Labels and annotations that pods carry while they have a role.
 *
 * Use keys that the pod template has not: there they are overwritten, and gone when the role ends.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/ephemeral-metadata/
 */
export interface PodTemplateMetadata {
  /**
   * Labels by key.
   *
   * Keys that the Deployment's selector uses are refused: pods without them would not belong to it any more.
   *
   * @default - none
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations by key.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}

const NAME = /^[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/;
const POD_HASH = 'rollouts-pod-template-hash';

/**
 * Checks metadata for what the API server would refuse, in every pass of the controller and unseen by the user.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function requirePodTemplateMetadata(property: string, metadata: PodTemplateMetadata, workload: DeploymentFacts): void {
  const { labels = {}, annotations = {} } = metadata;
  for (const key of Object.keys(annotations)) requireKey(`${property}.annotations`, key);
  for (const [key, value] of Object.entries(labels)) {
    requireKey(`${property}.labels`, key);
    if (value !== '' && !NAME.test(value)) {
      throw new Error(`'${property}.labels' must have values of at most 63 letters, digits, '-', '_' and '.', a letter or digit at both ends, got '${value}' for '${key}'; give it a value of that form`);
    }
    requireFree(`${property}.labels`, key, value, workload);
  }
}

function requireKey(property: string, key: string): void {
  const [name, prefix, ...more] = key.split('/').reverse();
  if (more.length === 0 && NAME.test(name) && (prefix === undefined || PREFIX.test(prefix))) return;
  throw new Error(
    `'${property}' must have keys of at most 63 letters, digits, '-', '_' and '.', a letter or digit at both ends, after a DNS name and '/' or without, got '${key}'; `
    + 'give it a key of that form, as \'example.com/role\'',
  );
}

/**
 * The controller writes these labels over those of the pod template and deletes them when the role ends; a ReplicaSet must keep what it selects.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/replicaset/canary.go SyncEphemeralPodMetadata
 */
function requireFree(property: string, key: string, value: string, { name, selector, labels }: DeploymentFacts): void {
  const expressions = (selector.matchExpressions ?? []) as { key?: string }[];
  if (key !== POD_HASH && !Object.hasOwn(labels, key) && !expressions.some((expression) => expression.key === key)) return;
  const owner = key === POD_HASH ? 'the controller' : `the selector of Deployment '${name}'`;
  throw new Error(`'${property}' must not hold '${key}', got '${value}'; ${owner} needs that label as it is: choose another key`);
}
