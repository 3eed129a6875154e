import { type Expression, type Matcher } from '../ast';
import { withoutParentheses } from '../questions';
import { Labels, METRIC_NAME } from '../series/labels';

/** The labels that a selector asks for by a single `=`: those of something that is absent. */
export function matchedLabels(node: Expression): Labels {
  const selector = withoutParentheses(node);
  if (selector.kind === 'matrixSelector') return labelsOf(selector.selector.matchers);
  return selector.kind === 'vectorSelector' ? labelsOf(selector.matchers) : Labels.EMPTY;
}

/** What is asked for twice is not known. */
function labelsOf(matchers: readonly Matcher[]): Labels {
  let labels = Labels.EMPTY;
  const seen = new Set<string>();
  for (const { label, operator, value } of matchers) {
    if (label === METRIC_NAME) continue;
    const isFirst = operator === '=' && !seen.has(label);
    labels = labels.with(label, isFirst ? value : '');
    if (isFirst) seen.add(label);
  }
  return labels;
}
