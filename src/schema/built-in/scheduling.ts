import { duplicate, notSupported } from '../field-error';
import { dnsLabelProblems, labelKeyProblems, labelValueProblems } from '../names';
import { type Check, type GoStruct } from './go-struct';

/*
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go
 */

/** `ValidateTolerations` */
export const checkToleration: Check = (toleration) => {
  const operator = toleration.text('operator');
  if (toleration.text('key')) toleration.name('key', labelKeyProblems);
  else if (operator !== 'Exists') toleration.refuse('operator', 'operator must be Exists when `key` is empty, which means "match all values and all keys"');
  if (toleration.has('tolerationSeconds') && toleration.text('effect') !== 'NoExecute') {
    toleration.refuse('effect', 'effect must be \'NoExecute\' when `tolerationSeconds` is set');
  }
  const problems = labelValueProblems(toleration.text('value'));
  if ((operator === 'Equal' || operator === '') && problems.length) toleration.refuse('operator', problems.join(';'));
  if (operator === 'Exists' && toleration.text('value')) toleration.refuse('operator', 'value must be empty when `operator` is \'Exists\'');
  if (operator === 'Gt' || operator === 'Lt') toleration.errors.push(notSupported(toleration.at('operator'), operator, ['Equal', 'Exists', 'Lt', 'Gt']));
};

/** `validateTopologySpreadConstraints` */
export function checkSpread(pod: GoStruct): void {
  const constraints = pod.children('topologySpreadConstraints');
  const kinds = constraints.map((constraint) => `{${constraint.text('topologyKey')}, ${constraint.text('whenUnsatisfiable')}}`);
  for (const [index, constraint] of constraints.entries()) {
    constraint.range('maxSkew', 1, Infinity, 'must be greater than zero');
    if (!constraint.text('whenUnsatisfiable')) constraint.support('whenUnsatisfiable', ['DoNotSchedule', 'ScheduleAnyway']);
    if (kinds.includes(kinds[index], index + 1)) {
      constraint.errors.push(duplicate(constraint.at('{topologyKey, whenUnsatisfiable}'), kinds[index]));
    }
    if (constraint.has('minDomains')) checkMinDomains(constraint);
    if (constraint.values('matchLabelKeys').length && !constraint.has('labelSelector')) {
      constraint.forbid('matchLabelKeys', 'must not be specified when labelSelector is not set');
    }
  }
}

function checkMinDomains(constraint: GoStruct): void {
  if (constraint.number('minDomains')! <= 0) constraint.refuse('minDomains', 'must be greater than 0');
  if (constraint.text('whenUnsatisfiable') !== 'DoNotSchedule') {
    constraint.refuse('minDomains', 'can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ScheduleAnyway');
  }
}

/** `ValidatePreferredSchedulingTerms`, `validateWeightedPodAffinityTerms` */
export const checkWeight: Check = (term) => term.range('weight', 1, 100, 'must be in the range 1-100');

/** `validatePodAffinityTerm` */
export const checkPodAffinityTerm: Check = (term) => {
  term.name('topologyKey', labelKeyProblems);
  for (const namespace of term.values('namespaces')) {
    for (const problem of dnsLabelProblems(namespace as string)) term.refuse('namespace', problem);
  }
  for (const field of ['matchLabelKeys', 'mismatchLabelKeys']) {
    if (term.has('labelSelector')) term.names(field, labelKeyProblems);
    else if (term.values(field).length) term.forbid(field, 'must not be specified when labelSelector is not set');
  }
};

/** `ValidateNodeSelectorRequirement`: values of a required term have to be possible values of a label. */
export const checkRequiredNodeTerms: Check = (affinity) => {
  const required = affinity.child('requiredDuringSchedulingIgnoredDuringExecution');
  for (const requirement of required.children('nodeSelectorTerms').flatMap((term) => term.children('matchExpressions'))) {
    requirement.names('values', labelValueProblems);
  }
};
