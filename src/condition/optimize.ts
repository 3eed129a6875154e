import { type Node } from './ast';
import { type Dialect } from './dialect';
import { filterFirst, filterLast, filterLength, filterMap } from './filter-rewrites';
import { fold } from './fold';
import { inArray, inRange, predicates, range, sumOfArray, sumOfMap } from './rewrites';

/**
 * A rewriting of one node whose children are rewritten already.
 *
 * Some change what a condition means: `result[9] > 1 || true` is true although there is no tenth element.
 */
export type Rewrite = (node: Node, dialect: Dialect) => Node;

/** Applies upstream's rewritings in its order; `%` by a zero that is written ends it. */
export function optimize(root: Node, dialect: Dialect): Node {
  let node = walk(root, inArray, dialect);
  for (let round = 0, applied = true; applied && round <= 1000; round++) {
    applied = false;
    node = walk(node, (each) => {
      const folded = fold(each, dialect);
      applied ||= folded !== each;
      return folded;
    }, dialect);
  }
  const rest: Rewrite[] = dialect.plainArrays
    ? [inRange, filterMap, filterLength, filterLast, filterFirst, predicates, sumOfArray, sumOfMap]
    : [inRange, range, filterMap, filterLength, filterLast, filterFirst];
  return rest.reduce((result, rewrite) => walk(result, rewrite, dialect), node);
}

/** Rewrites from the leaves up; what the optimizer itself keeps beside the arguments is not looked at. */
function walk(node: Node, rewrite: Rewrite, dialect: Dialect): Node {
  const below = (child: Node) => walk(child, rewrite, dialect);
  switch (node.kind) {
    case 'unary': case 'chain': case 'predicate':
      node.node = below(node.node);
      break;
    case 'binary':
      node.left = below(node.left);
      node.right = below(node.right);
      break;
    case 'member':
      node.node = below(node.node);
      node.property = below(node.property);
      break;
    case 'slice':
      node.node = below(node.node);
      node.from = node.from && below(node.from);
      node.to = node.to && below(node.to);
      break;
    case 'call':
      node.callee = below(node.callee);
      node.args = node.args.map(below);
      break;
    case 'builtin':
      node.args = node.args.map(below);
      break;
    case 'let':
      node.value = below(node.value);
      node.body = below(node.body);
      break;
    case 'sequence': case 'array':
      node.nodes = node.nodes.map(below);
      break;
    case 'conditional':
      node.condition = below(node.condition);
      node.yes = below(node.yes);
      node.no = below(node.no);
      break;
    case 'map':
      node.pairs = node.pairs.map(({ key, value }) => ({ key: below(key), value: below(value) }));
      break;
  }
  return rewrite(node, dialect);
}
