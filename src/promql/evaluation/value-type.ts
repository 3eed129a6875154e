import { type Expression, type ValueType } from '../ast';
import { FUNCTIONS } from '../functions';

/** The type of a query's value, of which the type checker has found that it has one. */
export function valueTypeOf(node: Expression): ValueType {
  switch (node.kind) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'matrixSelector':
    case 'subquery':
      return 'matrix';
    case 'call':
      return FUNCTIONS.get(node.function)?.result ?? 'vector';
    case 'binary':
      return valueTypeOf(node.left) === 'scalar' && valueTypeOf(node.right) === 'scalar' ? 'scalar' : 'vector';
    case 'unary':
    case 'parenthesis':
      return valueTypeOf(node.expression);
    default:
      return 'vector';
  }
}
