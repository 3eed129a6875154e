import { type BuiltinNode, childrenOf, type Node } from './ast';
import { type Dialect } from './dialect';

function replaced(node: Node, change: Pick<BuiltinNode, 'name' | 'args' | 'map' | 'throws'>, { keepsFoldedTypes }: Dialect): Node {
  return { kind: 'builtin', ...change, offset: node.offset, depth: node.depth, type: keepsFoldedTypes ? node.type : undefined };
}

function filterOf(node: Node | undefined): BuiltinNode | undefined {
  return node?.kind === 'builtin' && node.name === 'filter' ? node : undefined;
}

/** A map of a filter maps what it keeps; the older dialect does so for `#index`, too, which then counts differently. */
export function filterMap(node: Node, dialect: Dialect): Node {
  if (node.kind !== 'builtin' || node.name !== 'map') return node;
  const filter = filterOf(node.args[0]);
  const predicate = node.args[1];
  if (!filter || filter.map || predicate.kind !== 'predicate' || (dialect.plainArrays && hasIndex(predicate))) return node;
  return replaced(node, { name: 'filter', args: filter.args, map: predicate.node }, dialect);
}

function hasIndex(node: Node): boolean {
  return (node.kind === 'pointer' && node.name === 'index') || childrenOf(node).some(hasIndex);
}

export function filterLength(node: Node, dialect: Dialect): Node {
  const filter = node.kind === 'builtin' && node.name === 'len' ? filterOf(node.args[0]) : undefined;
  return filter ? replaced(node, { name: 'count', args: filter.args }, dialect) : node;
}

export function filterFirst(node: Node, dialect: Dialect): Node {
  return endOfFilter(node, 'first', 0n, 'find', dialect);
}

export function filterLast(node: Node, dialect: Dialect): Node {
  return endOfFilter(node, 'last', -1n, 'findLast', dialect);
}

/** The first or last of a filter needs no array; by index it has to be there. */
function endOfFilter(node: Node, name: string, index: bigint, find: string, dialect: Dialect): Node {
  if (node.kind === 'member' && !node.optional && node.property.kind === 'integer' && node.property.value === index) {
    const filter = filterOf(node.node);
    return filter ? replaced(node, { name: find, args: filter.args, map: filter.map, throws: true }, dialect) : node;
  }
  const filter = node.kind === 'builtin' && node.name === name ? filterOf(node.args[0]) : undefined;
  return filter ? replaced(node, { name: find, args: filter.args, map: filter.map }, dialect) : node;
}
