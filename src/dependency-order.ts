import { DependencyGraph } from 'cdk8s';
import { type IConstruct } from 'constructs';

/** What is still to come, what is being visited, what is done. */
const NEW = 0;
const OPEN = 1;
const DONE = 2;

/**
 * The constructs of a tree, each after those that it depends on, in the order of cdk8s's `DependencyGraph`.
 *
 * cdk8s walks along every path, and there are exponentially many where dependencies meet again; this comes to each construct once.
 * What cdk8s refuses, or loses, is left to cdk8s.
 *
 * @see https://github.com/cdk8s-team/cdk8s-core/blob/2.x/src/dependency.ts
 */
export function dependencyOrder(root: IConstruct): IConstruct[] {
  const constructs = inPathOrder(root.node.findAll());
  const targets = targetsAmong(constructs);
  if (targets.size === 0) return constructs;
  const wanted = new Set([...targets.values()].flat());
  const starts = [...constructs.keys()].filter((index) => !wanted.has(index));
  const order = visit(starts, targets, constructs.length);
  return order ? order.map((index) => constructs[index]) : new DependencyGraph(root.node).topology();
}

/** cdk8s keeps constructs as fields of an object by their path, and a field that looks like an index comes before all others. */
function inPathOrder(constructs: IConstruct[]): IConstruct[] {
  if (!constructs.some(({ node }) => /^\d+$/.test(node.id))) return constructs;
  return Object.values(Object.fromEntries(constructs.map((construct) => [construct.node.path, construct])));
}

/** For each construct with dependencies, by its position, the positions of those of them that are here. */
function targetsAmong(constructs: IConstruct[]): Map<number, number[]> {
  const targets = new Map<number, number[]>();
  let positionOf: ReturnType<typeof finder> | undefined;
  for (const [index, { node }] of constructs.entries()) {
    const { dependencies } = node;
    if (dependencies.length === 0) continue;
    const own = dependencies.map(positionOf ??= finder(constructs)).filter((position) => position !== undefined);
    if (own.length > 0) targets.set(index, own);
  }
  return targets;
}

/** cdk8s compares paths, so what was removed stands for what has its path now. */
function finder(constructs: IConstruct[]): (construct: IConstruct) => number | undefined {
  const positions = new Map(constructs.map((construct, index) => [construct, index]));
  let byPath: Map<string, number> | undefined;
  return (construct) => {
    const position = positions.get(construct);
    if (position !== undefined) return position;
    byPath ??= new Map(constructs.map(({ node }, index) => [node.path, index]));
    return byPath.get(construct.node.path);
  };
}

/** Depth first, and without recursion: a chain of dependencies may be longer than the stack. Gives nothing where there is a cycle. */
function visit(starts: number[], targets: Map<number, number[]>, count: number): number[] | undefined {
  const states = new Uint8Array(count);
  const order: number[] = [];
  const stack = starts.reverse();
  while (stack.length > 0) {
    const current = stack[stack.length - 1];
    if (states[current] === NEW) {
      states[current] = OPEN;
      const next = targets.get(current) ?? [];
      if (next.some((target) => states[target] === OPEN)) return undefined;
      stack.push(...next.filter((target) => states[target] === NEW).reverse());
    } else {
      stack.pop();
      if (states[current] === OPEN) order.push(current);
      states[current] = DONE;
    }
  }
  // Nothing leads into a cycle that nobody depends on.
  return order.length === count ? order : undefined;
}
