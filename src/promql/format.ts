import { type Aggregation, type Binary, type Call, type Expression, type VectorSelector } from './ast';
import { METRIC, printDuration, printLabel, printMatcher, printNumber, printShift, printString } from './print';

/** Longer lines are broken. */
const WIDTH = 100;

/**
 * A query as people like to read it: on one line where it fits, else with its parts indented below each other.
 *
 * What was read from the text is the query again, and formatting it once more changes nothing; comments are not kept.
 */
export function format(expression: Expression): string {
  return broken(expression, '');
}

/** On as many lines as it takes; the first begins at an indentation which is not in the text. */
function broken(expression: Expression, indent: string, suffix = ''): string {
  const line = flat(expression) + suffix;
  if (indent.length + line.length <= WIDTH) return line;
  switch (expression.kind) {
    case 'binary':
      return `${broken(expression.left, indent)}\n${indent}${operatorOf(expression)}\n${indent}${broken(expression.right, indent, suffix)}`;
    case 'unary':
      return expression.operator + broken(expression.expression, indent, suffix);
    case 'parenthesis':
      return `(${block([expression.expression], indent)})${suffix}`;
    case 'call':
    case 'aggregation':
      return `${headOf(expression)}(${block(argsOf(expression), indent)})${suffix}`;
    case 'subquery':
      return broken(expression.expression, indent, `[${printDuration(expression.range)}:${stepOf(expression.step)}]${printShift(expression)}${suffix}`);
    case 'matrixSelector':
      return brokenSelector(expression.selector, indent, `[${printDuration(expression.range)}]${printShift(expression.selector)}${suffix}`);
    case 'vectorSelector':
      return brokenSelector(expression, indent, printShift(expression) + suffix);
    default:
      return line;
  }
}

function block(parts: readonly Expression[], indent: string): string {
  if (parts.length === 0) return '';
  const inner = `${indent}  `;
  return `\n${parts.map((part, index) => inner + broken(part, inner, index < parts.length - 1 ? ',' : '')).join('\n')}\n${indent}`;
}

function brokenSelector(selector: VectorSelector, indent: string, suffix: string): string {
  const lines = matchersOf(selector).map((matcher) => `${indent}  ${matcher}`);
  return lines.length === 0 ? nameOf(selector) + suffix : `${nameOf(selector)}{\n${lines.join(',\n')}\n${indent}}${suffix}`;
}

function flat(expression: Expression): string {
  switch (expression.kind) {
    case 'number':
      return printNumber(expression);
    case 'string':
      return printString(expression.value);
    case 'vectorSelector':
      return flatSelector(expression) + printShift(expression);
    case 'matrixSelector':
      return `${flatSelector(expression.selector)}[${printDuration(expression.range)}]${printShift(expression.selector)}`;
    case 'subquery':
      return `${flat(expression.expression)}[${printDuration(expression.range)}:${stepOf(expression.step)}]${printShift(expression)}`;
    case 'call':
    case 'aggregation':
      return `${headOf(expression)}(${argsOf(expression).map(flat).join(', ')})`;
    case 'unary':
      return expression.operator + flat(expression.expression);
    case 'binary':
      return `${flat(expression.left)} ${operatorOf(expression)} ${flat(expression.right)}`;
    default:
      return `(${flat(expression.expression)})`;
  }
}

function flatSelector(selector: VectorSelector): string {
  const matchers = matchersOf(selector).join(', ');
  const name = nameOf(selector);
  return matchers === '' && name !== '' ? name : `${name}{${matchers}}`;
}

function nameOf({ name = '' }: VectorSelector): string {
  return METRIC.test(name) ? name : '';
}

function matchersOf({ name = '', matchers }: VectorSelector): string[] {
  const quoted = name === '' || METRIC.test(name) ? [] : [printString(name)];
  return [...quoted, ...matchers.map(printMatcher)];
}

function stepOf(step: number | undefined): string {
  return step === undefined ? '' : printDuration(step);
}

function headOf(expression: Call | Aggregation): string {
  if (expression.kind === 'call') return expression.function;
  const { operator, grouping } = expression;
  return grouping ? `${operator} ${grouping.without ? 'without' : 'by'} (${grouping.labels.map(printLabel).join(', ')}) ` : operator;
}

function argsOf(expression: Call | Aggregation): readonly Expression[] {
  if (expression.kind === 'call') return expression.args;
  return expression.parameter ? [expression.parameter, expression.expression] : [expression.expression];
}

/** `group_left` always gets its parentheses: without them it would take those of an operand for its own. */
function operatorOf({ operator, bool, matching }: Binary): string {
  const words = [operator, ...(bool ? ['bool'] : [])];
  if (matching) words.push(matching.on ? 'on' : 'ignoring', listOf(matching.labels));
  if (matching?.group) words.push(`group_${matching.group}`, listOf(matching.include));
  return words.join(' ');
}

function listOf(labels: readonly string[]): string {
  return `(${labels.map(printLabel).join(', ')})`;
}
