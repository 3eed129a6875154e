import { invalid, notSupported } from '../field-error';
import { type JsonObject } from '../json-value';
import { type Check, type GoStruct } from './go-struct';
import { checkAtMost100Percent, checkIntOrPercent, intOrPercentValue } from './int-or-percent';
import { isUsableSelector, selects } from './label-selector';

/*
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/apps/validation/validation.go
 */

/** `ValidateDeploymentSpec` */
export const checkDeploymentSpec: Check = (spec) => {
  checkReplicaSetSpec(spec);
  spec.nonNegative('revisionHistoryLimit', 'progressDeadlineSeconds');
  // Left out it is 600.
  const deadline = spec.number('progressDeadlineSeconds') ?? 600;
  if (deadline <= (spec.number('minReadySeconds') ?? 0)) {
    spec.errors.push(invalid(spec.at('progressDeadlineSeconds'), deadline, 'must be greater than minReadySeconds'));
  }
};

/** `ValidateReplicaSetSpec` */
export const checkReplicaSetSpec: Check = (spec) => {
  spec.nonNegative('replicas', 'minReadySeconds');
  const selector = spec.child('selector');
  if (spec.has('selector') && selector.map('matchLabels').length + selector.values('matchExpressions').length === 0) {
    spec.refuse('selector', 'empty selector is invalid for deployment');
  }
  if (!isUsableSelector(selector)) {
    spec.refuse('selector', 'invalid label selector');
    spec.skip('template');
    return;
  }
  const template = spec.child('template');
  checkAlwaysRestarts(template.child('spec'));
  const labels = (template.child('metadata').value('labels') ?? {}) as JsonObject;
  if (!spec.has('selector') || !selects(selector, labels)) {
    spec.errors.push(invalid(template.child('metadata').at('labels'), labels, '`selector` does not match template `labels`'));
  }
};

/** `ValidateDeploymentStrategy` */
export const checkDeploymentStrategy: Check = (strategy) => {
  const type = strategy.text('type') || 'RollingUpdate';
  if (type === 'Recreate') {
    if (strategy.has('rollingUpdate')) strategy.forbid('rollingUpdate', 'may not be specified when strategy `type` is \'Recreate\'');
  } else if (type === 'RollingUpdate') {
    checkRollingUpdate(strategy.child('rollingUpdate'));
  } else {
    strategy.errors.push(notSupported(strategy.path, strategy.fields, ['Recreate', 'RollingUpdate']));
  }
};

function checkRollingUpdate(rolling: GoStruct): void {
  for (const field of ['maxUnavailable', 'maxSurge']) checkIntOrPercent(rolling, field);
  // Left out both are 25%.
  if (intOrPercentValue(rolling.value('maxUnavailable'), '25%') === 0 && intOrPercentValue(rolling.value('maxSurge'), '25%') === 0) {
    rolling.refuse('maxUnavailable', 'may not be 0 when `maxSurge` is 0');
  }
  checkAtMost100Percent(rolling, 'maxUnavailable');
}

function checkAlwaysRestarts(pod: GoStruct): void {
  const policy = pod.text('restartPolicy') || 'Always';
  if (policy !== 'Always') pod.errors.push(notSupported(pod.at('restartPolicy'), policy, ['Always']));
  if (pod.has('activeDeadlineSeconds')) pod.forbid('activeDeadlineSeconds', 'activeDeadlineSeconds in ReplicaSet is not Supported');
}
