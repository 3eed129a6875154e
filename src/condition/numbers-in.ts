import { childrenOf, type Node } from './ast';
import { dialectOf, type Profile } from './dialect';
import { parse } from './parser';
import { ConditionError } from './problem';

/** The numbers that stand in a condition, each once and in order; none where it cannot be read. */
export function numbersIn(text: string, profile: Profile): number[] {
  try {
    return [...new Set(everythingIn(parse(text, dialectOf(profile))).flatMap(numberOf))].sort((a, b) => a - b);
  } catch (error) {
    if (!(error instanceof ConditionError)) throw error;
    return [];
  }
}

function everythingIn(node: Node): Node[] {
  const all = [node];
  // The list grows while it is walked: a tree may be deep.
  for (const one of all) all.push(...childrenOf(one));
  return all;
}

function numberOf(node: Node): number[] {
  if (node.kind === 'integer') return [Number(node.value)];
  if (node.kind === 'float') return [node.value];
  // The sign is an operator.
  if (node.kind === 'unary' && node.operator === '-') return numberOf(node.node).map((value) => -value);
  return [];
}
