import { PARAMETERS } from './aggregation';
import { type Aggregation, type Binary, type Call, type Expression, type Span, type ValueType, type VectorSelector } from './ast';
import { FUNCTIONS, type Signature } from './functions';
import { METRIC_NAME } from './matcher-tokens';
import { matchesEmpty } from './matching';
import { type QueryProblem, Refusal, refuse } from './problem';

/** The type of a query's value, or the first thing that its types do not allow. */
export type Checked = { readonly type: ValueType; readonly problem?: undefined } | { readonly problem: QueryProblem; readonly type?: undefined };

const COMPARISONS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=']);
const SET_OPERATORS: ReadonlySet<string> = new Set(['and', 'or', 'unless']);

const DOCUMENTED: Readonly<Record<ValueType, string>> = { scalar: 'a scalar', vector: 'an instant vector', matrix: 'a range vector', string: 'a string' };

/**
 * Checks a query's types by the rules of Prometheus' own parser. Never throws.
 *
 * @see https://github.com/prometheus/prometheus/blob/v3.13.0/promql/parser/parse.go (checkAST)
 */
export function check(expression: Expression): Checked {
  return checked(() => checkedType(expression));
}

/**
 * Checks it for a range query, whose value has to be a number at each step.
 *
 * @see https://github.com/prometheus/prometheus/blob/v3.13.0/promql/engine.go (NewRangeQuery)
 */
export function checkForRange(expression: Expression): Checked {
  return checked(() => {
    const type = checkedType(expression);
    if (type !== 'scalar' && type !== 'vector') refuse(`a range query must give a scalar or an instant vector, got ${DOCUMENTED[type]}`, expression);
    return type;
  });
}

function checked(run: () => ValueType): Checked {
  try {
    return { type: run() };
  } catch (error) {
    if (error instanceof Refusal) return { problem: error.problem };
    throw error;
  }
}

function checkedType(expression: Expression): ValueType {
  switch (expression.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'vectorSelector':
      return selectorType(expression);
    case 'matrixSelector':
      selectorType(expression.selector);
      return 'matrix';
    case 'subquery':
      return subqueryType(expression.expression, expression);
    case 'call':
      return callType(expression);
    case 'aggregation':
      return aggregationType(expression);
    case 'unary':
      return unaryType(expression.expression, expression);
    case 'binary':
      return binaryType(expression);
    default:
      return checkedType(expression.expression);
  }
}

function selectorType({ name, matchers, start, end }: VectorSelector): ValueType {
  if (name !== undefined) {
    const again = matchers.find(({ label }) => label === METRIC_NAME);
    if (again) refuse(`the metric must have one name, got '${name}' and '${again.value}'`, { start, end }, { token: again.value });
  } else if (matchers.every(matchesEmpty)) {
    refuse('a selector must have at least one matcher that does not match an empty value, or it would select everything', { start, end }, { expected: 'a metric or a matcher like label="value"' });
  }
  return 'vector';
}

function subqueryType(inner: Expression, subquery: Span): ValueType {
  const type = checkedType(inner);
  if (type !== 'vector') refuse(`a subquery is only allowed on an instant vector, got ${DOCUMENTED[type]}`, subquery);
  return 'matrix';
}

function unaryType(operand: Expression, unary: Span): ValueType {
  const type = checkedType(operand);
  if (type !== 'scalar' && type !== 'vector') refuse(`a sign is only allowed before a scalar or an instant vector, got ${DOCUMENTED[type]}`, unary);
  return type;
}

function aggregationType({ operator, expression, parameter }: Aggregation): ValueType {
  requireType(expression, 'vector', `'${operator}'`);
  const wanted = PARAMETERS.get(operator);
  if (parameter && wanted) requireType(parameter, wanted, `the parameter of '${operator}'`);
  return 'vector';
}

function requireType(expression: Expression, wanted: ValueType, of: string): void {
  const type = checkedType(expression);
  if (type !== wanted) refuse(`${of} must be given ${DOCUMENTED[wanted]}, got ${DOCUMENTED[type]}`, expression, { expected: DOCUMENTED[wanted] });
}

function callType(call: Call): ValueType {
  const signature = FUNCTIONS.get(call.function);
  if (!signature) return refuse(`there is no function '${call.function}'`, call, { token: call.function });
  requireCount(call, signature);
  call.args.forEach((arg, index) => requireType(arg, signature.args[Math.min(index, signature.args.length - 1)], `argument ${index + 1} of '${call.function}'`));
  return signature.result;
}

function requireCount(call: Call, { args, variadic }: Signature): void {
  const least = variadic === 0 ? args.length : args.length - 1;
  const most = variadic < 0 ? Infinity : least + variadic;
  const got = call.args.length;
  if (got >= least && got <= most) return;
  const wanted = least === most ? `${least}` : got < least ? `at least ${least}` : `at most ${most}`;
  refuse(`'${call.function}' must have ${wanted} argument${wanted.endsWith('1') ? '' : 's'}, got ${got}`, call, { token: call.function });
}

function binaryType(binary: Binary): ValueType {
  const left = checkedType(binary.left);
  const right = checkedType(binary.right);
  checkOperator(binary, left, right);
  for (const [side, type] of [[binary.left, left], [binary.right, right]] as const) {
    if (type !== 'scalar' && type !== 'vector') refuse(`'${binary.operator}' must stand between scalars and instant vectors, got ${DOCUMENTED[type]}`, side);
  }
  checkMatching(binary, left === 'vector' && right === 'vector');
  const isScalar = left === 'scalar' && right === 'scalar';
  if (SET_OPERATORS.has(binary.operator) && (left === 'scalar' || right === 'scalar')) refuse(`'${binary.operator}' must stand between instant vectors, got a scalar`, binary);
  return isScalar ? 'scalar' : 'vector';
}

function checkOperator({ operator, bool, left, right, matching }: Binary, leftType: ValueType, rightType: ValueType): void {
  const between = { start: left.end, end: right.start };
  if (bool && !COMPARISONS.has(operator)) refuse(`'bool' is only allowed with a comparison, got '${operator}'`, between, { token: 'bool' });
  if (!bool && COMPARISONS.has(operator) && leftType === 'scalar' && rightType === 'scalar') {
    refuse(`'${operator}' between scalars must have 'bool'`, between, { token: operator, expected: `${operator} bool` });
  }
  const twice = matching?.on ? matching.labels.find((label) => matching.include.includes(label)) : undefined;
  if (twice !== undefined) refuse(`the label '${twice}' must not be in 'on' and in 'group_${matching?.group}'`, between, { token: twice });
}

function checkMatching(binary: Binary, betweenVectors: boolean): void {
  const { operator, matching } = binary;
  if (!matching) return;
  if (!betweenVectors && matching.labels.length > 0) refuse(`'${matching.on ? 'on' : 'ignoring'}' is only allowed between instant vectors`, binary);
  if (betweenVectors && matching.group && SET_OPERATORS.has(operator)) refuse(`'group_${matching.group}' is not allowed with '${operator}', which matches many to many`, binary);
}
