import { isObject, type Json, type JsonObject, type JsonPath, listAt, objectAt, stringAt } from './json';
import { whyNotLabelKey, whyNotLabelValue } from './label-syntax';

export type Labels = ReadonlyMap<string, string>;

/** What is wrong in a selector, and where, seen from the selector. */
export interface SelectorProblem {
  readonly path: JsonPath;
  readonly message: string;
}

interface Requirement {
  readonly key: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/**
 * Lists what the API server would refuse in a label selector.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export function checkSelector(selector: JsonObject): SelectorProblem[] {
  const labels = Object.entries(objectAt(selector, 'matchLabels') ?? {});
  return [
    ...labels.flatMap(([key, value]) => checkLabel(key, value)),
    ...listAt(selector, 'matchExpressions').flatMap((expression, index) => checkExpression(expression, ['matchExpressions', index])),
  ];
}

/**
 * Whether a label selector selects what has these labels, undefined where it is not valid.
 *
 * A selector that is missing selects nothing, and an empty one everything.
 */
export function selectorMatches(selector: JsonObject | undefined, labels: Labels): boolean | undefined {
  if (!selector) return false;
  if (checkSelector(selector).length > 0) return undefined;
  const required = Object.entries(objectAt(selector, 'matchLabels') ?? {});
  return required.every(([key, value]) => labels.get(key) === value)
    && listAt(selector, 'matchExpressions').every((expression) => meets(labels, requirementOf(expression)));
}

/** Whether the labels hold all of the others, as a Service's selector asks; an empty one selects nothing. */
export function labelsInclude(labels: Labels, selector: Labels): boolean {
  return selector.size > 0 && [...selector].every(([key, value]) => labels.get(key) === value);
}

function checkLabel(key: string, value: Json): SelectorProblem[] {
  const path = ['matchLabels', key];
  const keyProblem = whyNotLabelKey(key);
  const valueProblem = typeof value === 'string' ? whyNotLabelValue(value) : 'must be a string';
  return [keyProblem, valueProblem].filter((message) => message !== undefined).map((message) => ({ path, message }));
}

function checkExpression(expression: Json, path: JsonPath): SelectorProblem[] {
  const { key, operator, values } = requirementOf(expression);
  const problems: SelectorProblem[] = [];
  if (['In', 'NotIn'].includes(operator)) {
    if (values.length === 0) problems.push({ path: [...path, 'values'], message: 'must be specified when `operator` is \'In\' or \'NotIn\'' });
  } else if (['Exists', 'DoesNotExist'].includes(operator)) {
    if (values.length > 0) problems.push({ path: [...path, 'values'], message: 'may not be specified when `operator` is \'Exists\' or \'DoesNotExist\'' });
  } else {
    problems.push({ path: [...path, 'operator'], message: 'not a valid selector operator' });
  }
  const keyProblem = whyNotLabelKey(key);
  if (keyProblem) problems.push({ path: [...path, 'key'], message: keyProblem });
  values.forEach((value, index) => {
    const message = whyNotLabelValue(value);
    if (message) problems.push({ path: [...path, 'values', index], message });
  });
  return problems;
}

function requirementOf(expression: Json): Requirement {
  const values = isObject(expression) ? listAt(expression, 'values').filter((value) => typeof value === 'string') : [];
  return { key: stringAt(expression, 'key') ?? '', operator: stringAt(expression, 'operator') ?? '', values };
}

function meets(labels: Labels, { key, operator, values }: Requirement): boolean {
  const value = labels.get(key);
  if (operator === 'In') return value !== undefined && values.includes(value);
  if (operator === 'NotIn') return value === undefined || !values.includes(value);
  return (operator === 'Exists') === (value !== undefined);
}
