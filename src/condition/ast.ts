import { type Type } from './type';
import { type Value } from './value';

interface Base {
  /** Where it stands in the condition. */
  readonly offset: number;
  /** How deep the tree is below it. */
  readonly depth: number;
  /** What the checker found; folding may lose it. */
  type?: Type;
}

/** A condition as a tree; the checker and the optimizer exchange nodes of it. */
export type Node =
  | Base & { kind: 'nil' }
  | Base & { kind: 'identifier'; name: string }
  | Base & { kind: 'integer'; value: bigint }
  | Base & { kind: 'float'; value: number }
  | Base & { kind: 'bool'; value: boolean }
  | Base & { kind: 'string'; value: string }
  | Base & { kind: 'constant'; value: Value }
  | UnaryNode
  | BinaryNode
  | Base & { kind: 'chain'; node: Node }
  | MemberNode
  | SliceNode
  | CallNode
  | BuiltinNode
  | PredicateNode
  | Base & { kind: 'pointer'; name: string }
  | LetNode
  | Base & { kind: 'sequence'; nodes: Node[] }
  | ConditionalNode
  | ArrayNode
  | MapNode;

export type UnaryNode = Base & { kind: 'unary'; operator: string; node: Node };
export type BinaryNode = Base & { kind: 'binary'; operator: string; left: Node; right: Node };
export type MemberNode = Base & { kind: 'member'; node: Node; property: Node; optional: boolean };
export type SliceNode = Base & { kind: 'slice'; node: Node; from?: Node; to?: Node };
export type CallNode = Base & { kind: 'call'; callee: Node; args: Node[] };
/** A call of a function of the language; `map` and `throws` are the optimizer's. */
export type BuiltinNode = Base & { kind: 'builtin'; name: string; args: Node[]; map?: Node; throws?: boolean };
export type PredicateNode = Base & { kind: 'predicate'; node: Node };
export type LetNode = Base & { kind: 'let'; name: string; value: Node; body: Node };
export type ConditionalNode = Base & { kind: 'conditional'; condition: Node; yes: Node; no: Node };
export type ArrayNode = Base & { kind: 'array'; nodes: Node[] };
export type MapNode = Base & { kind: 'map'; pairs: { key: Node; value: Node }[] };

/** A node before its place in the tree is known. */
export type Made<N = Node> = N extends Node ? Omit<N, 'offset' | 'depth' | 'type'> : never;

/** The nodes directly below a node, in the order of evaluation by the optimizer. */
export function childrenOf(node: Made | Node): Node[] {
  switch (node.kind) {
    case 'unary': case 'chain': case 'predicate': return [node.node];
    case 'binary': return [node.left, node.right];
    case 'member': return [node.node, node.property];
    case 'slice': return [node.node, ...node.from ? [node.from] : [], ...node.to ? [node.to] : []];
    case 'call': return [node.callee, ...node.args];
    case 'builtin': return node.args;
    case 'let': return [node.value, node.body];
    case 'sequence': case 'array': return node.nodes;
    case 'conditional': return [node.condition, node.yes, node.no];
    case 'map': return node.pairs.flatMap(({ key, value }) => [key, value]);
    default: return [];
  }
}

export function depthOf(node: Made): number {
  let depth = 0;
  for (const child of childrenOf(node)) depth = Math.max(depth, child.depth);
  return depth + 1;
}
