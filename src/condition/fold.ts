import { type BinaryNode, type BuiltinNode, type Made, type Node, type UnaryNode } from './ast';
import { type Dialect } from './dialect';
import { power, wrap } from './go-math';
import { ConditionError } from './problem';
import { BOOL, FLOAT, INT, STRING, type Type } from './type';
import { Slice, type Value } from './value';

/**
 * Replaces what is known before there is a result.
 *
 * @see https://github.com/expr-lang/expr/blob/v1.17.7/optimizer/fold.go
 */
export function fold(node: Node, dialect: Dialect): Node {
  switch (node.kind) {
    case 'unary': return foldUnary(node, dialect);
    case 'binary': return foldBinary(node, dialect);
    case 'array': return foldArray(node, node.nodes, dialect);
    case 'builtin': return node.name === 'filter' ? foldFilters(node, dialect) : node;
    default: return node;
  }
}

function made(from: Node, node: Made, type: Type | undefined): Node {
  return { ...node, offset: from.offset, depth: from.depth, type } as Node;
}

function foldUnary(node: UnaryNode, dialect: Dialect): Node {
  const { operator, node: operand } = node;
  if (operator === '!' || operator === 'not') {
    return operand.kind === 'bool' ? made(node, { kind: 'bool', value: !operand.value }, dialect.keepsFoldedTypes ? BOOL : undefined) : node;
  }
  const isMinus = operator === '-';
  if (operand.kind === 'integer') return made(node, { kind: 'integer', value: isMinus ? wrap(-operand.value) : operand.value }, INT);
  if (operand.kind === 'float') return made(node, { kind: 'float', value: isMinus ? -operand.value : operand.value }, FLOAT);
  return node;
}

function foldBinary(node: BinaryNode, dialect: Dialect): Node {
  switch (node.operator) {
    case '+': case '-': case '*': case '/': case '**': case '^': return foldNumbers(node) ?? foldStrings(node, dialect) ?? node;
    case '%': return foldModulo(node, dialect);
    case 'and': case '&&': return foldLogic(node, true, dialect);
    case 'or': case '||': return foldLogic(node, false, dialect);
    case '==': return foldEqual(node, dialect);
    default: return node;
  }
}

function foldNumbers(node: BinaryNode): Node | undefined {
  const { left, right, operator } = node;
  if ((left.kind !== 'integer' && left.kind !== 'float') || (right.kind !== 'integer' && right.kind !== 'float')) return undefined;
  if (left.kind === 'integer' && right.kind === 'integer' && ['+', '-', '*'].includes(operator)) {
    const value = operator === '+' ? left.value + right.value : operator === '-' ? left.value - right.value : left.value * right.value;
    return made(node, { kind: 'integer', value: wrap(value) }, INT);
  }
  return made(node, { kind: 'float', value: calculated(operator, Number(left.value), Number(right.value)) }, FLOAT);
}

function calculated(operator: string, left: number, right: number): number {
  switch (operator) {
    case '+': return left + right;
    case '-': return left - right;
    case '*': return left * right;
    case '/': return left / right;
    default: return power(left, right);
  }
}

function foldStrings(node: BinaryNode, dialect: Dialect): Node | undefined {
  const { left, right, operator } = node;
  if (operator !== '+' || left.kind !== 'string' || right.kind !== 'string') return undefined;
  return made(node, { kind: 'string', value: left.value + right.value }, dialect.keepsFoldedTypes ? STRING : undefined);
}

function foldModulo(node: BinaryNode, dialect: Dialect): Node {
  const { left, right } = node;
  if (left.kind !== 'integer' || right.kind !== 'integer') return node;
  if (right.value === 0n) throw new ConditionError({ kind: 'type', message: 'an integer is divided by zero', offset: node.offset });
  return made(node, { kind: 'integer', value: left.value % right.value }, dialect.keepsFoldedTypes ? INT : undefined);
}

/** The other side of what decides nothing is all that is left; what decides is left alone, whatever the other side would do. */
function foldLogic(node: BinaryNode, neutral: boolean, dialect: Dialect): Node {
  const { left, right } = node;
  if (left.kind === 'bool' && left.value === neutral) return right;
  if (right.kind === 'bool' && right.value === neutral) return left;
  const decides = left.kind === 'bool' || right.kind === 'bool';
  return decides ? made(node, { kind: 'bool', value: !neutral }, dialect.keepsFoldedTypes ? BOOL : undefined) : node;
}

function foldEqual(node: BinaryNode, dialect: Dialect): Node {
  const { left, right } = node;
  const isSame = (left.kind === 'integer' && right.kind === 'integer') || (left.kind === 'string' && right.kind === 'string') || (left.kind === 'bool' && right.kind === 'bool');
  return isSame ? made(node, { kind: 'bool', value: left.value === right.value }, dialect.keepsFoldedTypes ? BOOL : undefined) : node;
}

function foldArray(node: Node, nodes: readonly Node[], dialect: Dialect): Node {
  const values: Value[] = [];
  for (const each of nodes) {
    if (each.kind !== 'integer' && each.kind !== 'float' && each.kind !== 'string' && each.kind !== 'bool') return node;
    values.push(each.value);
  }
  if (values.length === 0) return node;
  const value = Slice.of(values);
  return made(node, { kind: 'constant', value }, dialect.keepsFoldedTypes ? value.type : undefined);
}

/** A filter of a filter is one filter. */
function foldFilters(node: BuiltinNode, dialect: Dialect): Node {
  const [inner, predicate] = node.args;
  if (inner.kind !== 'builtin' || inner.name !== 'filter' || inner.args[1].kind !== 'predicate' || predicate.kind !== 'predicate') return node;
  const both = made(predicate, { kind: 'binary', operator: '&&', left: inner.args[1].node, right: predicate.node }, undefined);
  const args = [inner.args[0], made(predicate, { kind: 'predicate', node: both }, undefined)];
  return made(node, { kind: 'builtin', name: 'filter', args }, dialect.keepsFoldedTypes ? node.type : undefined);
}
