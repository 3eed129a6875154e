import { type Expression } from '../ast';
import { withoutParentheses } from '../questions';

/** Functions whose value depends on the time of evaluation whatever their arguments are. */
const TIMED = new Set(['days_in_month', 'day_of_month', 'day_of_week', 'day_of_year', 'hour', 'minute', 'month', 'year', 'predict_linear', 'time']);

const known = new WeakMap<Expression, boolean>();

/** Whether an expression has the same value at all steps, so that it need be evaluated only once. */
export function isStepInvariant(node: Expression): boolean {
  let answer = known.get(node);
  if (answer === undefined) {
    answer = examine(node);
    known.set(node, answer);
  }
  return answer;
}

function examine(node: Expression): boolean {
  switch (node.kind) {
    case 'number':
    case 'string':
      return true;
    case 'vectorSelector':
    case 'subquery':
      return node.at !== undefined;
    case 'matrixSelector':
      return node.selector.at !== undefined;
    case 'call':
      return isInvariantCall(node.function, node.args);
    // Whatever the parameter is: Prometheus takes that of the first step for all.
    case 'aggregation':
    case 'unary':
    case 'parenthesis':
      return isStepInvariant(node.expression);
    case 'binary':
      return isStepInvariant(node.left) && isStepInvariant(node.right);
  }
}

/** The time of a sample is the same whenever it is asked for; that of a result is the time of evaluation. */
function isInvariantCall(name: string, args: readonly Expression[]): boolean {
  if (TIMED.has(name)) return false;
  if (name === 'timestamp') return args.every((arg) => withoutParentheses(arg).kind === 'vectorSelector' && isStepInvariant(arg));
  return args.every(isStepInvariant);
}
