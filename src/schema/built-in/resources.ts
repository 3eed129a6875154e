import { invalid } from '../field-error';
import { labelKeyProblems } from '../names';
import { quantityValue } from '../quantity';
import { type Check, GoStruct } from './go-struct';

/** Resources of containers that have no domain in their name. */
const CONTAINER_RESOURCES = ['cpu', 'memory', 'ephemeral-storage'];
const STANDARD_RESOURCES = [
  ...CONTAINER_RESOURCES, 'requests.cpu', 'requests.memory', 'requests.ephemeral-storage', 'limits.cpu', 'limits.memory', 'limits.ephemeral-storage',
  'pods', 'resourcequotas', 'services', 'replicationcontrollers', 'secrets', 'configmaps', 'persistentvolumeclaims', 'storage', 'requests.storage',
  'services.nodeports', 'services.loadbalancers',
];

/**
 * `validateResourceRequirements`
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go
 */
export const checkResources: Check = (resources) => {
  for (const field of ['limits', 'requests']) checkAmounts(resources, field);
  const limits = new Map(resources.map('limits'));
  for (const [name, request] of resources.map('requests')) {
    const limit = limits.get(name);
    const equal = limit !== undefined && quantityValue(limit) === quantityValue(request);
    const overcommit = isNative(name) && !name.startsWith('hugepages-');
    if (limit === undefined) {
      if (!overcommit) resources.require('limits', 'Limit must be set for non overcommitable resources');
    } else if (!overcommit) {
      if (!equal) resources.errors.push(invalid(resources.at('requests'), request, `must be equal to ${name} limit of ${String(limit)}`));
    } else if (quantityValue(request) > quantityValue(limit)) {
      resources.errors.push(invalid(resources.at('requests'), request, `must be less than or equal to ${name} limit of ${String(limit)}`));
    }
  }
};

/** `validateOverhead`: the API server takes what a pod needs besides its containers for limits. */
export const checkOverhead: Check = (pod) => {
  const overhead = pod.child('overhead');
  checkAmounts(new GoStruct({ limits: overhead.fields }, overhead.path, pod.errors), 'limits');
};

function checkAmounts(resources: GoStruct, field: string): void {
  for (const [name, amount] of resources.map(field)) {
    for (const problem of resourceNameProblems(name)) resources.refuseItem(field, name, name, problem);
    if (quantityValue(amount) < 0) resources.refuseItem(field, name, String(amount), 'must be greater than or equal to 0');
    if (!isNative(name) && !Number.isInteger(quantityValue(amount))) resources.refuseItem(field, name, amount, 'must be an integer');
  }
}

/** `ValidateContainerResourceName` */
export function resourceNameProblems(name: string): string[] {
  const problems = labelKeyProblems(name);
  if (name.includes('/')) return problems;
  if (problems.length === 0 && !STANDARD_RESOURCES.includes(name) && !name.startsWith('hugepages-')) problems.push('must be a standard resource type or fully qualified');
  if (!CONTAINER_RESOURCES.includes(name) && !name.startsWith('hugepages-')) problems.push('must be a standard resource for containers');
  return problems;
}

/** Resources of the node itself, of which more may be promised than there is. */
function isNative(name: string): boolean {
  return !name.includes('/') || name.includes('kubernetes.io/');
}
