import { type BuiltinNode } from './ast';
import { type Dialect } from './dialect';
import { type Emitter } from './emit';
import { type Machine, Scope, type Step } from './machine';
import { asBool, asText, calculate } from './operations';
import { RunError } from './problem';
import { sorted } from './sorting';
import { ANY, ARRAY, mapOf } from './type';
import { Dictionary, isHashable, Slice, typeOf, type Value } from './value';

type Loop = (machine: Machine, predicate: Step, scope: Scope, node: LoopParts) => Value;

interface LoopParts {
  /** What is kept of an element. @default - the element */
  readonly keep?: Step;
  readonly third?: Step;
  readonly throws?: boolean;
}

const LOOPS: Readonly<Record<string, Loop>> = {
  all: (machine, predicate, scope) => every(machine, scope, () => asBool(predicate(machine))),
  none: (machine, predicate, scope) => every(machine, scope, () => !asBool(predicate(machine))),
  any: (machine, predicate, scope) => !every(machine, scope, () => !asBool(predicate(machine))),
  one: (machine, predicate, scope) => countOf(machine, predicate, scope) === 1,
  count: (machine, predicate, scope) => BigInt(countOf(machine, predicate, scope)),
  filter,
  map: (machine, predicate, scope) => {
    const items: Value[] = [];
    every(machine, scope, () => items.push(predicate(machine)) > 0);
    machine.use(items.length);
    return Slice.of(items);
  },
  find: (machine, predicate, scope, parts) => found(machine, predicate, scope, 1, parts.throws) ? kept(machine, scope, parts) : null,
  findLast: (machine, predicate, scope, parts) => found(machine, predicate, scope, -1, parts.throws) ? kept(machine, scope, parts) : null,
  findIndex: (machine, predicate, scope) => found(machine, predicate, scope, 1) ? BigInt(scope.index) : null,
  findLastIndex: (machine, predicate, scope) => found(machine, predicate, scope, -1) ? BigInt(scope.index) : null,
  groupBy,
  sum: (machine, predicate, scope) => {
    scope.accumulator = 0n;
    every(machine, scope, () => {
      scope.accumulator = calculate('+', predicate(machine), scope.accumulator);
      return true;
    });
    return scope.accumulator;
  },
  sortBy,
  reduce,
};

/** Whether a function goes through a collection with a predicate. */
export function isLoop({ name }: BuiltinNode, { hasSequences }: Dialect): boolean {
  // The older dialect has functions of these names that take none.
  return Object.hasOwn(LOOPS, name) && (hasSequences || (name !== 'sum' && name !== 'sortBy'));
}

export function emitLoop(emitter: Emitter, { name, args, map, throws, offset }: BuiltinNode): Step {
  const collection = emitter.step(args[0]);
  const predicate: Step = args[1] ? emitter.step(args[1]) : ({ scope }) => scope.element;
  const parts = { keep: map && emitter.step(map), third: args[2] && emitter.step(args[2]), throws };
  const loop = LOOPS[name];
  return (machine) => {
    const over = collection(machine);
    machine.offset = offset;
    const scope = new Scope(over);
    machine.scopes.push(scope);
    const value = loop(machine, predicate, scope, parts);
    machine.scopes.pop();
    return value;
  };
}

/** Goes on as long as the body says so, and tells whether it came to the end. */
function every(machine: Machine, scope: Scope, body: () => boolean): boolean {
  for (; scope.index < scope.length; scope.index++) {
    machine.tick();
    if (!body()) return false;
  }
  return true;
}

function countOf(machine: Machine, predicate: Step, scope: Scope): number {
  let count = 0;
  every(machine, scope, () => {
    if (asBool(predicate(machine))) count += 1;
    return true;
  });
  return count;
}

function kept(machine: Machine, scope: Scope, { keep }: LoopParts): Value {
  return keep ? keep(machine) : scope.element;
}

function filter(machine: Machine, predicate: Step, scope: Scope, parts: LoopParts): Value {
  const items: Value[] = [];
  every(machine, scope, () => {
    if (asBool(predicate(machine))) items.push(kept(machine, scope, parts));
    return true;
  });
  machine.use(items.length);
  return Slice.of(items);
}

/** Leaves the scope at the element for which the predicate is true. */
function found(machine: Machine, predicate: Step, scope: Scope, direction: 1 | -1, throws = false): boolean {
  if (direction < 0) scope.index = scope.length - 1;
  for (; scope.index >= 0 && scope.index < scope.length; scope.index += direction) {
    machine.tick();
    if (asBool(predicate(machine))) return true;
  }
  if (throws) throw new RunError('no element is left of which there should be a first or last one');
  return false;
}

function groupBy(machine: Machine, predicate: Step, scope: Scope): Value {
  // The older dialect makes no map where there is nothing to group.
  const groups = new Dictionary(mapOf(ANY, ARRAY), !machine.dialect.hasSequences && scope.length === 0);
  every(machine, scope, () => {
    const key = predicate(machine);
    if (!isHashable(key)) throw new RunError(`${typeOf(key).name} cannot be a key`);
    const group = groups.get(key);
    groups.set(key, Slice.of([...group instanceof Slice ? group.items : [], scope.element]));
    return true;
  });
  return groups;
}

function sortBy(machine: Machine, predicate: Step, scope: Scope, { third }: LoopParts): Value {
  const order = third ? asText(third(machine)) : 'asc';
  if (order !== 'asc' && order !== 'desc') throw new RunError('an order is asc or desc');
  const pairs: { item: Value; key: Value }[] = [];
  every(machine, scope, () => pairs.push({ key: predicate(machine), item: scope.element }) > 0);
  machine.use(scope.length);
  return Slice.of(sorted(pairs, order === 'desc').map(({ item }) => item));
}

function reduce(machine: Machine, predicate: Step, scope: Scope, { third }: LoopParts): Value {
  if (third) {
    scope.accumulator = third(machine);
  } else {
    scope.accumulator = scope.element;
    scope.index += 1;
  }
  every(machine, scope, () => {
    scope.accumulator = predicate(machine);
    return true;
  });
  return scope.accumulator;
}
