import { EvaluationError } from './evaluation-error';
import { type Evaluator } from './evaluator';
import { mergeRows, type Row } from './rows';
import { type Call, type Expression } from '../ast';
import { withoutParentheses } from '../questions';
import { expandGroups } from './expand-groups';
import { compileAnchored } from '../regex';

/** No label of any server is longer; doubling one a few times in a query would be gigabytes. */
const LONGEST_VALUE = 1_000_000;

/** @see https://prometheus.io/docs/prometheus/latest/querying/functions/#label_replace */
export function replaceLabel(evaluator: Evaluator, call: Call): readonly Row[] {
  const [vector, ...texts] = call.args;
  const [target, replacement, source, pattern] = texts.map(textOf);
  const expression = compile(pattern, evaluator, call);
  if (target === '') throw new EvaluationError('execution', call, `invalid destination label name in label_replace(): ${target}`);
  const rows = evaluator.vector(vector).map((row) => {
    const matcher = expression.matcher(row.labels.get(source));
    return matcher.find() ? relabel(row, target, expandGroups(replacement, matcher), call) : row;
  });
  return mergeRows(rows, call);
}

/** @see https://prometheus.io/docs/prometheus/latest/querying/functions/#label_join */
export function joinLabels(evaluator: Evaluator, call: Call): readonly Row[] {
  const [vector, ...texts] = call.args;
  const [target, separator, ...sources] = texts.map(textOf);
  if (sources.includes('')) throw new EvaluationError('execution', call, 'invalid source label name in label_join(): ');
  if (target === '') throw new EvaluationError('execution', call, 'invalid destination label name in label_join(): ');
  const rows = evaluator.vector(vector).map((row) => relabel(row, target, sources.map((source) => row.labels.get(source)).join(separator), call));
  return mergeRows(rows, call);
}

function relabel(row: Row, label: string, value: string, call: Call): Row {
  if (value.length > LONGEST_VALUE) throw new EvaluationError('limit', call, `a label must not be longer than ${LONGEST_VALUE} characters`);
  return { ...row, labels: row.labels.with(label, value) };
}

function compile(pattern: string, { query: { semantics } }: Evaluator, call: Call) {
  try {
    return compileAnchored(pattern, semantics);
  } catch {
    throw new EvaluationError('execution', call, `invalid regular expression in label_replace(): ${pattern}`);
  }
}

function textOf(node: Expression): string {
  const text = withoutParentheses(node);
  return text.kind === 'string' ? text.value : '';
}
