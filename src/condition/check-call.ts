import { type CallNode, type Node } from './ast';
import { type CheckContext } from './check-context';
import { FLOAT, isAny, isAssignable, isInteger, type Signature, type Type } from './type';

/** The type that a call of a function of the controller has. */
export function checkCall(context: CheckContext, node: CallNode): Type {
  const callee = context.visit(node.callee);
  // Nobody looks at the arguments of a function of which nothing is known.
  if (isAny(callee)) return context.unknown;
  if (callee.builtin) return context.refuse(node, `'${callee.builtin}' under another name is not evaluated here`);
  const name = node.callee.kind === 'identifier' ? node.callee.name : 'function';
  if (!callee.signature) return context.fail(node, `${callee.name} cannot be called`);
  const wrong = checkArguments(context, name, callee.signature, node.args, node);
  return wrong ? context.fail(wrong.node, wrong.message) : callee.signature.out!;
}

export interface WrongArguments {
  readonly node: Node;
  readonly message: string;
}

/** Holds arguments against parameters; an integer that is written where a float is wanted becomes one. */
export function checkArguments(context: CheckContext, name: string, signature: Signature, args: Node[], call: Node): WrongArguments | undefined {
  const { params, variadic } = signature;
  const count = params.length;
  if (variadic ? args.length < count - 1 : args.length !== count) {
    if (context.dialect.plainArrays) args.forEach((arg) => context.visit(arg));
    return { node: call, message: `'${name}' takes ${count} argument${count === 1 ? '' : 's'}, got ${args.length}` };
  }
  for (let index = 0; index < args.length; index++) {
    const type = context.visit(args[index]);
    const param = params[Math.min(index, count - 1)];
    if (param.kind === 'float64' && isInteger(type)) {
      args[index] = asFloats(args[index]);
    } else if (!(isInteger(param) && isInteger(type)) && !isAccepted(context, type, param)) {
      return { node: args[index], message: `'${name}' takes ${param.name} as its argument, got ${type.name}` };
    }
  }
  return undefined;
}

function isAccepted({ dialect }: CheckContext, type: Type, param: Type): boolean {
  if (type.kind === 'nil') return !dialect.refusesNilArguments || param.kind === 'any';
  return isAny(type) || isAssignable(type, param);
}

/** Integers that are written become floats, also in a sum; what a function returns stays as it is. */
function asFloats(node: Node): Node {
  if (node.kind === 'integer') return { ...node, kind: 'float', value: Number(node.value), type: FLOAT };
  if (node.kind === 'unary') node.node = asFloats(node.node);
  if (node.kind === 'binary' && ['+', '-', '*'].includes(node.operator)) {
    node.left = asFloats(node.left);
    node.right = asFloats(node.right);
  }
  return node;
}
