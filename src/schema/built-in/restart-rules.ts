import { duplicate, invalid, notSupported, required } from '../field-error';
import { type GoStruct } from './go-struct';

/*
 * When a container is started again.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go
 */

const NO_POLICY = 'must specify restartPolicy when restart rules are used';
const MOST_RULES = 20;
const MOST_EXIT_CODES = 255;
const RESIZABLE = ['cpu', 'memory'];
const RESIZE_POLICIES = ['NotRequired', 'RestartContainer'];

/** `validateContainerRestartPolicy`; rules of an init container are looked at only where they are exceptions of something. */
export function checkRestartRules(pod: GoStruct): void {
  pod.children('containers').forEach(checkRules);
  for (const container of pod.children('initContainers')) {
    if (container.has('restartPolicy')) checkRules(container);
    else if (container.values('restartPolicyRules').length) container.require('restartPolicy', NO_POLICY);
  }
}

function checkRules(container: GoStruct): void {
  const rules = container.children('restartPolicyRules');
  if (rules.length && !container.has('restartPolicy')) container.require('restartPolicy', NO_POLICY);
  container.exceed('restartPolicyRules', rules.length, MOST_RULES);
  for (const rule of rules) {
    rule.support('action', ['Restart', 'RestartAllContainers']);
    const exitCodes = rule.child('exitCodes');
    if (!rule.has('exitCodes')) rule.require('exitCodes', 'must be specified');
    else exitCodes.support('operator', ['In', 'NotIn']);
    exitCodes.exceed('values', exitCodes.values('values').length, MOST_EXIT_CODES);
  }
}

/** `validateResizePolicy` of the containers of a pod: the API server names the list, not the item. */
export function checkResizePolicies(pod: GoStruct): void {
  const never = pod.text('restartPolicy') === 'Never';
  for (const container of ['containers', 'initContainers'].flatMap((field) => pod.children(field))) {
    const path = container.at('resizePolicy');
    const seen = new Set<string>();
    for (const policy of container.children('resizePolicy')) {
      const [resource, restart] = [policy.text('resourceName'), policy.text('restartPolicy')];
      if (seen.has(resource)) pod.errors.push(duplicate(policy.path, resource));
      seen.add(resource);
      checkChoice(resource, RESIZABLE, path, pod);
      checkChoice(restart, RESIZE_POLICIES, path, pod);
      if (never && restart !== 'NotRequired') pod.errors.push(invalid(path, restart, 'must be \'NotRequired\' when pod `restartPolicy` is \'Never\''));
    }
  }
}

function checkChoice(value: string, allowed: string[], path: string, { errors }: GoStruct): void {
  if (value === '') errors.push(required(path));
  else if (!allowed.includes(value)) errors.push(notSupported(path, value, allowed));
}
