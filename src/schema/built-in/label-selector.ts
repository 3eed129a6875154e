import { type JsonObject, own } from '../json-value';
import { labelKeyProblems, labelValueProblems } from '../names';
import { checkLabels } from '../object-meta';
import { type Check, GoStruct } from './go-struct';

const WITH_VALUES = ['In', 'NotIn'];
const WITHOUT_VALUES = ['Exists', 'DoesNotExist'];

/**
 * @see https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/apis/meta/v1/validation/validation.go ValidateLabelSelector
 */
export const checkLabelSelector: Check = (selector) => checkLabels(selector.value('matchLabels'), selector.at('matchLabels'), selector.errors);

export const checkLabelSelectorRequirement: Check = (requirement) => {
  checkOperator(requirement);
  requirement.name('key', labelKeyProblems);
  requirement.names('values', labelValueProblems);
};

/**
 * @see https://github.com/kubernetes/kubernetes/blob/v1.37.2/pkg/apis/core/validation/validation.go ValidateNodeSelectorRequirement
 */
export const checkNodeSelectorRequirement: Check = (requirement) => {
  if (['Gt', 'Lt'].includes(requirement.text('operator'))) {
    if (requirement.values('values').length !== 1) requirement.require('values', 'must be specified single value when `operator` is \'Lt\' or \'Gt\'');
  } else {
    checkOperator(requirement);
  }
  requirement.name('key', labelKeyProblems);
};

function checkOperator(requirement: GoStruct): void {
  const operator = requirement.text('operator');
  const count = requirement.values('values').length;
  if (WITH_VALUES.includes(operator)) {
    if (count === 0) requirement.require('values', 'must be specified when `operator` is \'In\' or \'NotIn\'');
  } else if (WITHOUT_VALUES.includes(operator)) {
    if (count > 0) requirement.forbid('values', 'may not be specified when `operator` is \'Exists\' or \'DoesNotExist\'');
  } else {
    requirement.refuse('operator', 'not a valid selector operator');
  }
}

/** Whether a selector can be used: the API server does not match with one that it refuses. */
export function isUsableSelector(selector: GoStruct): boolean {
  const alone = new GoStruct(selector.fields, selector.path, []);
  checkLabelSelector(alone);
  alone.children('matchExpressions').forEach(checkLabelSelectorRequirement);
  return alone.errors.length === 0;
}

/** Whether a selector that is usable selects these labels. */
export function selects(selector: GoStruct, labels: JsonObject): boolean {
  return selector.map('matchLabels').every(([key, value]) => own(labels, key) === value) &&
    selector.children('matchExpressions').every((requirement) => meets(requirement, own(labels, requirement.text('key'))));
}

function meets(requirement: GoStruct, label: unknown): boolean {
  switch (requirement.text('operator')) {
    case 'In':
      return requirement.values('values').includes(label);
    case 'NotIn':
      return !requirement.values('values').includes(label);
    case 'Exists':
      return label !== undefined;
    default:
      return label === undefined;
  }
}
