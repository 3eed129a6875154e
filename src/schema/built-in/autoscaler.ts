import { notSupported } from '../field-error';
import { dnsLabelProblems, pathSegmentProblems } from '../names';
import { quantityValue } from '../quantity';
import { type Check, type GoStruct } from './go-struct';
import { resourceNameProblems } from './resources';

/*
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/autoscaling/validation/validation.go
 */

const SOURCES: Record<string, string> = { ContainerResource: 'containerResource', External: 'external', Object: 'object', Pods: 'pods', Resource: 'resource' };

/** In the order in which the API server looks: the first that is there is checked. */
const SOURCE_ORDER = ['object', 'external', 'pods', 'resource', 'containerResource'];

const LONGEST_WINDOW = 3600;
const LONGEST_PERIOD = 1800;

/** `validateHorizontalPodAutoscalerSpec` */
export const checkAutoscalerSpec: Check = (spec) => {
  const min = spec.number('minReplicas');
  const max = spec.number('maxReplicas') ?? 0;
  if (min !== undefined && min < 0) spec.refuse('minReplicas', 'must be greater than or equal to 0');
  const fromOutside = spec.children('metrics').some((metric) => ['External', 'Object'].includes(metric.text('type')));
  if (min === 0 && !fromOutside) spec.forbid('metrics', 'must specify at least one Object or External metric to support scaling to zero replicas');
  if (max === 0) spec.require('maxReplicas', 'must be set and greater than 0');
  if (max < 0) spec.refuse('maxReplicas', 'must be greater than or equal to 1');
  if (max < (min ?? 1)) spec.range('maxReplicas', min ?? 1, Infinity, 'must be greater than or equal to `minReplicas`');
  checkScaleTarget(spec.child('scaleTargetRef'));
  spec.children('metrics').forEach(checkMetric);
};

/** `ValidateCrossVersionObjectReference` */
export const checkObjectReference: Check = (reference) => {
  for (const field of ['kind', 'name']) {
    if (reference.text(field)) reference.name(field, pathSegmentProblems);
  }
  const version = reference.text('apiVersion');
  if (version.split('/').length > 2) reference.refuse('apiVersion', `unexpected GroupVersion string: ${version}`);
};

/** `ValidateAPIVersion`: the object of a metric may be of the legacy group, what is scaled may not. */
function checkScaleTarget(target: GoStruct): void {
  const parts = target.text('apiVersion').split('/');
  if (parts.length < 2 || (parts.length === 2 && !parts[0])) target.refuse('apiVersion', 'apiVersion must specify API group');
}

/** `validateScalingRules` */
export const checkScalingRules: Check = (rules) => {
  if ((rules.number('stabilizationWindowSeconds') ?? 0) < 0) rules.refuse('stabilizationWindowSeconds', 'must be greater than or equal to zero');
  if ((rules.number('stabilizationWindowSeconds') ?? 0) > LONGEST_WINDOW) {
    rules.refuse('stabilizationWindowSeconds', `must be less than or equal to ${LONGEST_WINDOW}`);
  }
  if (rules.has('selectPolicy')) rules.support('selectPolicy', ['Disabled', 'Max', 'Min']);
  if (quantityValue(rules.value('tolerance') ?? 0) < 0) rules.refuse('tolerance', 'must be greater than or equal to 0');
  // Left out the policies have defaults; a list without any has none.
  if (rules.has('policies') && rules.values('policies').length === 0) rules.require('policies', 'must specify at least one Policy');
};

/** `validateScalingPolicy` */
export const checkScalingPolicy: Check = (policy) => {
  policy.support('type', ['Percent', 'Pods']);
  policy.range('value', 1, Infinity, 'must be greater than zero');
  policy.range('periodSeconds', 1, Infinity, 'must be greater than zero');
  policy.range('periodSeconds', -Infinity, LONGEST_PERIOD, `must be less than or equal to ${LONGEST_PERIOD}`);
};

/** `validateMetricSpec` */
function checkMetric(metric: GoStruct): void {
  const type = metric.text('type');
  const allowed = Object.keys(SOURCES);
  if (type !== '' && !allowed.includes(type)) metric.errors.push(notSupported(metric.at('type'), type, allowed));
  if (type === '') metric.errors.push(notSupported(metric.at('type'), type, allowed));
  const present = SOURCE_ORDER.filter((source) => metric.has(source));
  metric.skip(...present.slice(1));
  if (present.length) checkSource(metric.child(present[0]), present[0]);
  const expected = SOURCES[type];
  if (expected && !metric.has(expected)) metric.require(expected, 'must populate information for the given metric source');
  if (present.length === 1) return;
  for (const source of present.filter((one) => one !== expected)) metric.forbid(source, 'must populate the given metric source only');
}

function checkSource(source: GoStruct, kind: string): void {
  const target = source.child('target');
  checkTarget(target);
  if (kind === 'resource' || kind === 'containerResource') {
    checkResourceTarget(target);
  } else {
    const metric = source.child('metric');
    if (metric.text('name')) metric.name('name', pathSegmentProblems);
    else metric.require('name', 'must specify a metric name');
    checkValueTarget(target, kind);
  }
  if (kind === 'containerResource') {
    if (source.text('name')) source.name('name', resourceNameProblems);
    if (source.text('container')) source.name('container', dnsLabelProblems);
  }
}

/** `validateMetricTarget` */
function checkTarget(target: GoStruct): void {
  if (!['Utilization', 'Value', 'AverageValue'].includes(target.text('type'))) target.refuse('type', 'must be either Utilization, Value, or AverageValue');
  for (const field of ['value', 'averageValue']) {
    if (target.has(field) && quantityValue(target.value(field)) <= 0) target.refuse(field, 'must be positive');
  }
  if (target.has('averageUtilization') && target.number('averageUtilization')! < 1) target.refuse('averageUtilization', 'must be greater than 0');
}

function checkResourceTarget(target: GoStruct): void {
  const [utilization, value] = [target.has('averageUtilization'), target.has('averageValue')];
  if (!utilization && !value) target.require('averageUtilization', 'must set either a target raw value or a target utilization');
  if (utilization && value) target.forbid('averageValue', 'may not set both a target raw value and a target utilization');
}

function checkValueTarget(target: GoStruct, kind: string): void {
  const [value, average] = [target.has('value'), target.has('averageValue')];
  if (kind === 'pods') {
    if (!average) target.require('averageValue', 'must specify a positive target averageValue');
  } else if (!value && !average) {
    target.require('averageValue', kind === 'object' ? 'must set either a target value or averageValue' : 'must set either a target value for metric or a per-pod target');
  } else if (value && average && kind === 'external') {
    target.forbid('value', 'may not set both a target value for metric and a per-pod target');
  }
}
