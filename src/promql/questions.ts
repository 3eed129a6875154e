import { type Aggregation, type Binary, type Expression, type VectorSelector } from './ast';
import { METRIC_NAME } from './matcher-tokens';

/** A selector, and what a query does with it. */
export interface SelectorUse {
  readonly selector: VectorSelector;
  /** The metric, where one name is asked for. */
  readonly metric?: string;
  /** Seconds of the range, or of the subqueries around it together with it. */
  readonly range?: number;
  /** What it stands in, from the whole query to the next one around it. */
  readonly within: readonly Expression[];
}

/** The parts that an expression is made of, in the order of the text. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'binary':
      return [expression.left, expression.right];
    case 'call':
      return expression.args;
    case 'aggregation':
      return expression.parameter ? [expression.parameter, expression.expression] : [expression.expression];
    case 'matrixSelector':
      return [expression.selector];
    case 'unary':
    case 'parenthesis':
    case 'subquery':
      return [expression.expression];
    default:
      return [];
  }
}

/** An expression and everything in it, in the order of the text, what is outside first. */
export function everythingIn(expression: Expression): Expression[] {
  return [expression, ...partsOf(expression).flatMap(everythingIn)];
}

/** Each selector of a query. */
export function selectorsIn(expression: Expression, within: readonly Expression[] = []): SelectorUse[] {
  if (expression.kind !== 'vectorSelector') return partsOf(expression).flatMap((part) => selectorsIn(part, [...within, expression]));
  const metric = metricOf(expression);
  const range = rangeOf(within);
  return [{ selector: expression, within, ...(metric === undefined ? {} : { metric }), ...(range === undefined ? {} : { range }) }];
}

/** The one name that a selector asks for, wherever it is written. */
export function metricOf({ name, matchers }: VectorSelector): string | undefined {
  return name ?? matchers.find(({ label, operator }) => label === METRIC_NAME && operator === '=')?.value;
}

function rangeOf(within: readonly Expression[]): number | undefined {
  const ranges = within.flatMap((one) => (one.kind === 'matrixSelector' || one.kind === 'subquery' ? [one.range] : []));
  return ranges.length === 0 ? undefined : ranges.reduce((sum, range) => sum + range);
}

/** The functions and aggregations of a query by name, each once. */
export function functionsIn(expression: Expression): string[] {
  const names = everythingIn(expression).flatMap((one) => (one.kind === 'call' ? [one.function] : one.kind === 'aggregation' ? [one.operator] : []));
  return [...new Set(names)];
}

export function aggregationsIn(expression: Expression): Aggregation[] {
  return everythingIn(expression).filter((one) => one.kind === 'aggregation');
}

/** The divisions of a query: a share is one. */
export function divisionsIn(expression: Expression): Binary[] {
  return everythingIn(expression).filter((one) => one.kind === 'binary').filter(({ operator }) => operator === '/');
}

/** The labels on which the value of a query depends by name, each once; a metric's name is none of them. */
export function labelsReadBy(expression: Expression): string[] {
  return [...new Set(everythingIn(expression).flatMap(labelsOf))].filter((label) => label !== METRIC_NAME);
}

function labelsOf(expression: Expression): readonly string[] {
  switch (expression.kind) {
    case 'vectorSelector':
      return expression.matchers.map(({ label }) => label);
    case 'aggregation':
      return expression.grouping?.labels ?? [];
    case 'binary':
      return [...expression.matching?.labels ?? [], ...expression.matching?.include ?? []];
    case 'call':
      return LABEL_ARGUMENTS[expression.function]?.(expression.args) ?? [];
    default:
      return [];
  }
}

/** Functions that read labels which their arguments name; histograms are told apart by `le`. */
const LABEL_ARGUMENTS: Readonly<Record<string, (args: readonly Expression[]) => string[]>> = {
  histogram_quantile: () => ['le'],
  histogram_fraction: () => ['le'],
  label_replace: (args) => stringsIn(args.slice(3, 4)),
  label_join: (args) => stringsIn(args.slice(3)),
};

function stringsIn(args: readonly Expression[]): string[] {
  return args.flatMap((arg) => (arg.kind === 'string' ? [arg.value] : []));
}

/** An expression without the parentheses around it. */
export function withoutParentheses(expression: Expression): Expression {
  return expression.kind === 'parenthesis' ? withoutParentheses(expression.expression) : expression;
}
