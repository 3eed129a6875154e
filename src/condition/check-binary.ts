import { type BinaryNode } from './ast';
import { type CheckContext } from './check-context';
import { compileRegex } from './regex';
import {
  ANY, anySliceOf, BOOL, FLOAT, INT, INTS, isAny, isArray, isAssignable, isBool, isInteger, isNumber, isString, NIL, STRING, type Type, UNKNOWN,
} from './type';

type Test = (type: Type) => boolean;

/** The type of an operation by those of its sides, or none where it makes no sense. */
export function checkBinary(context: CheckContext, node: BinaryNode): Type {
  const left = context.visit(node.left);
  const right = context.visit(node.right);
  if (node.operator === 'matches' && node.right.kind === 'string') {
    const wrong = compileRegex(node.right.value);
    if (typeof wrong === 'string') return context.fail(node.right, `'matches' must have an expression of RE2: ${wrong}`);
  }
  if (node.operator === 'in') return checkIn(context, node, left, right);
  const type = typeOfOperation(context, node.operator, left, right);
  return type ?? context.fail(node, `'${node.operator}' is not defined for ${left.name} and ${right.name}${hint(node, left, right)}`);
}

function hint({ operator }: BinaryNode, left: Type, right: Type): string {
  if (['<', '>', '<=', '>='].includes(operator) && ((left.name === '[]float64' && isNumber(right)) || (right.name === '[]float64' && isNumber(left)))) {
    return '; a vector has elements, of which the first is result[0]';
  }
  return '';
}

function typeOfOperation({ dialect, unknown }: CheckContext, operator: string, left: Type, right: Type): Type | undefined {
  const both = (test: Test) => test(left) && test(right);
  switch (operator) {
    case '==': case '!=': return isComparable(left, right, dialect.plainArrays) ? BOOL : undefined;
    case 'or': case '||': case 'and': case '&&': return both(isBool) || maybe(left, right, isBool) ? BOOL : undefined;
    case '<': case '>': case '>=': case '<=': return both(isNumber) || both(isString) || maybe(left, right, isNumber, isString) ? BOOL : undefined;
    case '-': case '*': return both(isNumber) ? combined(left, right, dialect.plainArrays) : maybe(left, right, isNumber) ? unknown : undefined;
    case '+': return both(isNumber) ? combined(left, right, dialect.plainArrays) : both(isString) ? STRING : maybe(left, right, isNumber, isString) ? unknown : undefined;
    case '/': case '**': case '^': return both(isNumber) || maybe(left, right, isNumber) ? FLOAT : undefined;
    case '%': return checkModulo(left, right, dialect.plainArrays);
    case 'matches': case 'contains': case 'startsWith': case 'endsWith': return both(isString) || maybe(left, right, isString) ? BOOL : undefined;
    case '..': return both(isInteger) || maybe(left, right, isInteger) ? (dialect.plainArrays ? anySliceOf(INT) : INTS) : undefined;
    case '??': return checkCoalesce(left, right, unknown);
    default: return undefined;
  }
}

function checkModulo(left: Type, right: Type, isNew: boolean): Type | undefined {
  if (isInteger(left) && isInteger(right)) return isNew ? INT : combined(left, right, false);
  if (!maybe(left, right, isInteger)) return undefined;
  return isNew ? INT : ANY;
}

function checkCoalesce(left: Type, right: Type, unknown: Type): Type {
  if (left.kind === 'nil') return right.kind === 'nil' ? NIL : right;
  if (right.kind === 'nil') return left;
  return isAssignable(right, left) ? left : unknown;
}

/** Whether one side may turn out to be anything, and the other fits or may do so, too. */
function maybe(left: Type, right: Type, ...tests: Test[]): boolean {
  const fits = (type: Type) => tests.some((test) => test(type));
  return (isAny(left) && (isAny(right) || fits(right))) || (isAny(right) && fits(left));
}

function combined(left: Type, right: Type, isNew: boolean): Type {
  if (!isNew && left.kind === right.kind) return left;
  return left.kind === 'float64' || right.kind === 'float64' ? FLOAT : INT;
}

export function isComparable(left: Type, right: Type, isNew: boolean): boolean {
  if (isAny(left) || isAny(right) || left.kind === 'nil' || right.kind === 'nil' || (isNumber(left) && isNumber(right))) return true;
  return isNew ? (isArray(left) && isArray(right)) || isAssignable(left, right) : left.kind === right.kind;
}

function checkIn(context: CheckContext, node: BinaryNode, left: Type, right: Type): Type {
  const isNew = context.dialect.plainArrays;
  if (right.kind === 'map') {
    const fits = isAny(left) || (!isNew && left.kind === 'nil') || isAssignable(left, right.key ?? UNKNOWN);
    return fits ? BOOL : context.fail(node, `${left.name} cannot be a key of ${right.name}`);
  }
  if (isArray(right)) {
    // The older dialect knows of a written array what is in it.
    const elements = [right.elem ?? ANY, ...!isNew && node.right.kind === 'array' ? [context.elementOf(node.right)] : []];
    const wrong = elements.find((elem) => !isComparable(left, elem, isNew));
    return wrong ? context.fail(node, `${left.name} cannot be in an array of ${wrong.name}`) : BOOL;
  }
  if ((isAny(left) && isString(right)) || isAny(right)) return BOOL;
  return context.fail(node, `'in' is not defined for ${left.name} and ${right.name}`);
}
