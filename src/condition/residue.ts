import { childrenOf, type Node } from './ast';
import { ConditionError } from './problem';

/** Functions that search from the end: upstream's loop for them forgets one value on its stack for each element. */
const FORGETFUL = new Set(['findLast', 'findLastIndex']);

/** Functions that collect what their predicate leaves on the stack. */
const COLLECTING = new Set(['map', 'filter']);

/**
 * Refuses what upstream would evaluate with the wrong operands.
 *
 * `1 > findLastIndex(result, # > 0)` compares with what the search has left behind, `findLastIndex(result, # > 0) > 1` does not.
 *
 * @see https://github.com/expr-lang/expr/blob/v1.17.7/compiler/compiler.go
 */
export function refuseMixUps(root: Node): void {
  const mixed = mixedUpIn(root);
  if (mixed) throw new ConditionError({ kind: 'unsupported', message: 'the controller takes wrong operands for this; compare the result of a search from the end on the left', offset: mixed.offset });
}

function mixedUpIn(node: Node): Node | undefined {
  for (const child of partsOf(node)) {
    const mixed = mixedUpIn(child);
    if (mixed) return mixed;
  }
  return waiting(node).find(leavesResidue);
}

/** The operands that are evaluated while others wait on the stack. */
function waiting(node: Node): Node[] {
  switch (node.kind) {
    case 'binary': return ['or', '||', 'and', '&&', '??'].includes(node.operator) ? [] : [node.right];
    case 'member': return [node.property];
    case 'slice': return [...node.to ? [node.to] : [], ...node.from ? [node.from] : []];
    case 'array': return node.nodes.slice(1);
    case 'map': return childrenOf(node).slice(1);
    case 'call': return [...node.args.slice(1), ...node.args.length > 0 ? [node.callee] : []];
    case 'builtin': return node.args[1]?.kind === 'predicate' ? (COLLECTING.has(node.name) ? partsOf(node).slice(1) : []) : node.args.slice(1);
    default: return [];
  }
}

function leavesResidue(node: Node): boolean {
  if (node.kind === 'builtin' && FORGETFUL.has(node.name)) return true;
  // A chain that ends early leaves the arguments of its calls.
  if (node.kind === 'chain' && node.node.kind === 'call' && node.node.args.length > 0) return true;
  return partsOf(node).some(leavesResidue);
}

function partsOf(node: Node): Node[] {
  return node.kind === 'builtin' && node.map ? [...node.args, node.map] : childrenOf(node);
}
