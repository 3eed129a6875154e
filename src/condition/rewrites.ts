import { type BinaryNode, childrenOf, type Made, type Node } from './ast';
import { type Dialect } from './dialect';
import { INT, INTS, mapOf, STRING, type Type } from './type';
import { Dictionary, Slice, type Value } from './value';

/** A set of Go: a map whose values hold nothing. */
const NOTHING: Type = { kind: 'any', name: 'struct {}' };

/** Larger ranges are made when they are needed, and then use up the memory. */
const LARGEST_RANGE = 1_000_000n;

function made(from: Node, node: Made, { keepsFoldedTypes }: Dialect): Node {
  return { ...node, offset: from.offset, depth: from.depth, type: keepsFoldedTypes ? from.type : undefined } as Node;
}

/** `x in [1, 2]` looks into a set, which minds the exact type of what is looked for. */
export function inArray(node: Node, dialect: Dialect): Node {
  if (node.kind !== 'binary' || node.operator !== 'in' || node.right.kind !== 'array' || node.right.nodes.length === 0) return node;
  const { nodes } = node.right;
  const values = nodes.map((each) => each.kind === 'integer' || each.kind === 'string' ? each.value : undefined);
  if (node.left.type?.kind === 'int' && values.every((value) => typeof value === 'bigint')) return inSet(node, values, INT, dialect);
  return values.every((value) => typeof value === 'string') ? inSet(node, values, STRING, dialect) : node;
}

function inSet(node: BinaryNode, values: readonly Value[], key: Type, dialect: Dialect): Node {
  const set = new Dictionary(mapOf(key, NOTHING));
  for (const value of values) set.set(value, null);
  const right: Node = { kind: 'constant', value: set, offset: node.right.offset, depth: 1, type: set.type };
  return made(node, { kind: 'binary', operator: 'in', left: node.left, right }, dialect);
}

/** `x in 1..3` compares with the bounds. */
export function inRange(node: Node, dialect: Dialect): Node {
  if (node.kind !== 'binary' || node.operator !== 'in' || node.left.type?.kind !== 'int') return node;
  const { left, right: bounds } = node;
  if (bounds.kind !== 'binary' || bounds.operator !== '..' || bounds.left.kind !== 'integer' || bounds.right.kind !== 'integer') return node;
  const compare = (operator: string, right: Node): Node => ({ kind: 'binary', operator, left, right, offset: node.offset, depth: node.depth });
  return made(node, { kind: 'binary', operator: 'and', left: compare('>=', bounds.left), right: compare('<=', bounds.right) }, dialect);
}

/** A range between numbers that are written is a constant, which costs no memory. */
export function range(node: Node, dialect: Dialect): Node {
  if (node.kind !== 'binary' || node.operator !== '..' || node.left.kind !== 'integer' || node.right.kind !== 'integer') return node;
  const first = node.left.value;
  const size = BigInt.asIntN(64, node.right.value - first + 1n);
  if (size > LARGEST_RANGE) return node;
  const items = Array.from({ length: Math.max(0, Number(size)) }, (_, index) => first + BigInt(index));
  return made(node, { kind: 'constant', value: new Slice(INTS, items) }, dialect);
}

const COMBINED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  all: { 'and': 'and', '&&': '&&' },
  any: { 'or': 'or', '||': '||' },
  none: { 'and': 'or', '&&': '||' },
};

/** `all(x, a) && all(x, b)` goes through x once. */
export function predicates(node: Node, dialect: Dialect): Node {
  if (node.kind !== 'binary' || node.left.kind !== 'builtin' || node.right.kind !== 'builtin' || node.left.name !== node.right.name) return node;
  const { left, right, operator } = node;
  const combined = Object.hasOwn(COMBINED, left.name) ? COMBINED[left.name][operator] : undefined;
  if (!combined || left.args[0].type?.name !== right.args[0].type?.name || textOf(left.args[0]) !== textOf(right.args[0])) return node;
  const [one, other] = [left.args[1], right.args[1]];
  if (one.kind !== 'predicate' || other.kind !== 'predicate') return node;
  const both: Node = { kind: 'binary', operator: combined, left: one.node, right: other.node, offset: node.offset, depth: node.depth };
  const predicate: Node = { kind: 'predicate', node: predicates(both, dialect), offset: node.offset, depth: node.depth };
  return made(node, { kind: 'builtin', name: left.name, args: [left.args[0], predicate] }, dialect);
}

/** What two nodes have in common that are written alike. */
function textOf(node: Node): string {
  const own = Object.entries(node).filter(([name, value]) => !['offset', 'depth', 'type'].includes(name) && typeof value !== 'object').map(([name, value]) => `${name}=${String(value)}`);
  const constant = node.kind === 'constant' && node.value instanceof Slice ? node.value.items.map(String).join() : '';
  return `(${own.join()} ${constant} ${childrenOf(node).map(textOf).join()})`;
}

/** The sum of an array that is written adds its elements, from the last one. */
export function sumOfArray(node: Node, dialect: Dialect): Node {
  if (node.kind !== 'builtin' || node.name !== 'sum' || node.args.length !== 1 || node.args[0].kind !== 'array' || node.args[0].nodes.length < 2) return node;
  const { nodes } = node.args[0];
  const sum = nodes.slice(0, -1).reduceRight<Node>((right, left) => ({ kind: 'binary', operator: '+', left, right, offset: node.offset, depth: node.depth }), nodes.at(-1)!);
  return made(node, sum, dialect);
}

/** The sum of what a map gives needs no array. */
export function sumOfMap(node: Node, dialect: Dialect): Node {
  if (node.kind !== 'builtin' || node.name !== 'sum' || node.args.length !== 1) return node;
  const [map] = node.args;
  return map.kind === 'builtin' && map.name === 'map' && map.args.length === 2 ? made(node, { kind: 'builtin', name: 'sum', args: map.args }, dialect) : node;
}
