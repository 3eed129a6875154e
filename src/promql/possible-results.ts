import { type Binary, type Call, type Expression } from './ast';
import { everythingIn } from './questions';

/** Functions that give an element for each element that they get. */
const ELEMENTWISE = new Set(['abs', 'ceil', 'floor', 'round', 'exp', 'ln', 'log2', 'log10', 'sqrt', 'sgn', 'clamp_min', 'clamp_max', 'deg', 'rad', 'sort', 'sort_desc']);
/** Functions that make no number of numbers, or of nothing. */
const UNDEFINED_SOMEWHERE = new Set([
  'scalar', 'sqrt', 'ln', 'log2', 'log10', 'histogram_quantile', 'histogram_fraction', 'histogram_avg', 'histogram_stddev', 'histogram_stdvar', 'quantile_over_time', 'asin', 'acos', 'acosh', 'atanh',
]);
const ARITHMETIC = new Set(['+', '-', '*', '/', '%', '^', 'atan2']);
const COMPARISONS = new Set(['==', '!=', '<', '<=', '>', '>=']);
/** Aggregations that keep series, or leave some out. */
const CHOOSING = new Set(['topk', 'bottomk', 'limitk', 'limit_ratio']);

/** Whether a query answers with at least one element even where there is no series at all. */
export function alwaysAnswers(expression: Expression): boolean {
  switch (expression.kind) {
    case 'number':
      return true;
    case 'parenthesis':
    case 'unary':
      return alwaysAnswers(expression.expression);
    case 'aggregation':
      return !CHOOSING.has(expression.operator) && alwaysAnswers(expression.expression);
    case 'call':
      return doesCallAnswer(expression);
    case 'binary':
      return doesBinaryAnswer(expression);
    default:
      return false;
  }
}

/** Whether a query may answer with NaN: a sample that is none itself is not thought of. */
export function mayBeNaN(expression: Expression): boolean {
  return everythingIn(expression).some((one) => {
    if (one.kind === 'call') return UNDEFINED_SOMEWHERE.has(one.function);
    if (one.kind !== 'binary' || !['/', '%', '^'].includes(one.operator)) return false;
    // Divided by a number that is written there, a number is a number.
    return one.right.kind !== 'number' || one.right.value === 0;
  });
}

function doesCallAnswer({ function: name, args }: Call): boolean {
  if (['vector', 'scalar', 'time', 'pi'].includes(name)) return true;
  return ELEMENTWISE.has(name) && args.length > 0 && alwaysAnswers(args[0]);
}

function doesBinaryAnswer({ operator, left, right, bool }: Binary): boolean {
  if (operator === 'or') return alwaysAnswers(left) || alwaysAnswers(right);
  const keeps = ARITHMETIC.has(operator) || bool && COMPARISONS.has(operator);
  return keeps && alwaysAnswers(left) && alwaysAnswers(right);
}
