import { cut, fetch, lengthOf } from './access';
import { type BinaryNode, type CallNode, type LetNode, type MemberNode, type Node, type SliceNode } from './ast';
import { callBuiltin } from './builtins';
import { type Dialect } from './dialect';
import { emitLoop, isLoop } from './emit-loop';
import { operationOf } from './emit-operation';
import { FUNCTIONS } from './environment';
import { type Machine, type Step } from './machine';
import { asBool, asText, negate } from './operations';
import { RunError } from './problem';
import { MAP } from './type';
import { Dictionary, FunctionValue, isNil, Slice, typeOf, type Value } from './value';

/** Ends a chain of members at the first that is not there. */
const NOTHING = Symbol('nothing');

/** Makes a function of a tree, to be called as often as there are results. */
export function emit(node: Node, dialect: Dialect): Step {
  return new Emitter(dialect).step(node);
}

/** Knows which variables there are where. */
export class Emitter {
  private readonly variables: string[] = [];

  constructor(private readonly dialect: Dialect) {}

  step(node: Node): Step {
    switch (node.kind) {
      case 'nil': return () => null;
      case 'integer': case 'float': case 'bool': case 'string': case 'constant': return constant(node.value);
      case 'identifier': return this.name(node.name);
      case 'unary': return this.unary(node.operator, this.step(node.node), node.offset);
      case 'binary': return this.binary(node);
      case 'chain': return chain(this.step(node.node));
      case 'member': return this.member(node);
      case 'slice': return this.slice(node);
      case 'call': return this.call(node);
      case 'builtin': return isLoop(node, this.dialect) ? emitLoop(this, node) : callBuiltin(node.name, node.args.map((arg) => this.step(arg)), node.offset);
      case 'predicate': return this.step(node.node);
      case 'pointer': return pointer(node.name, node.offset);
      case 'let': return this.let(node);
      case 'sequence': return sequence(node.nodes.map((each) => this.step(each)));
      case 'conditional': {
        const [condition, yes, no] = [node.condition, node.yes, node.no].map((each) => this.step(each));
        return (machine) => {
          const decision = condition(machine);
          machine.offset = node.offset;
          return asBool(decision) ? yes(machine) : no(machine);
        };
      }
      case 'array': return array(node.nodes.map((each) => this.step(each)), node.offset);
      case 'map': return map(node.pairs.map(({ key, value }) => [this.step(key), this.step(value)]), node.offset);
    }
  }

  private name(name: string): Step {
    const index = this.variables.lastIndexOf(name);
    if (index >= 0) return (machine) => machine.variables[index];
    if (name === 'result') return ({ result }) => result;
    if (name === '$env') return everything;
    // A function of the language has no value, and its name alone is nil.
    return constant(Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : null);
  }

  private let({ name, value, body }: LetNode): Step {
    const given = this.step(value);
    const index = this.variables.push(name) - 1;
    const result = this.step(body);
    // Its place is not used again, only its name ends here.
    this.variables[index] = '';
    return (machine) => {
      machine.variables[index] = given(machine);
      return result(machine);
    };
  }

  private unary(operator: string, operand: Step, offset: number): Step {
    if (operator === '+') return operand;
    const operation = operator === '-' ? negate : (value: Value) => !asBool(value);
    return (machine) => {
      const value = operand(machine);
      machine.offset = offset;
      return operation(value);
    };
  }

  private binary(node: BinaryNode): Step {
    const { operator, offset } = node;
    const [left, right] = [this.step(node.left), this.step(node.right)];
    switch (operator) {
      case 'or': case '||': return logical(left, right, true, offset);
      case 'and': case '&&': return logical(left, right, false, offset);
      case '??': return (machine) => {
        const value = left(machine);
        return isNil(value) ? right(machine) : value;
      };
    }
    const operation = operationOf(node);
    return (machine) => {
      const a = left(machine);
      const b = right(machine);
      machine.offset = offset;
      return operation(a, b, machine);
    };
  }

  private member({ node, property, optional, offset }: MemberNode): Step {
    const [base, index] = [this.step(node), this.step(property)];
    return (machine) => {
      const from = base(machine);
      if (optional && isNil(from)) throw NOTHING;
      const at = index(machine);
      machine.offset = offset;
      return fetch(from, at);
    };
  }

  private slice({ node, from, to, offset }: SliceNode): Step {
    const base = this.step(node);
    const end = to && this.step(to);
    const start = from && this.step(from);
    return (machine) => {
      const value = base(machine);
      const last = end ? end(machine) : BigInt(lengthOf(value));
      const first = start ? start(machine) : 0n;
      machine.offset = offset;
      return cut(value, first, last, machine.dialect.comparesArrays);
    };
  }

  private call({ callee, args, offset }: CallNode): Step {
    const given = args.map((arg) => this.step(arg));
    const target = this.step(callee);
    return (machine) => {
      const values = given.map((arg) => arg(machine));
      const called = target(machine);
      machine.offset = offset;
      if (!(called instanceof FunctionValue)) throw new RunError(`${typeOf(called).name} cannot be called`);
      if (values.length !== called.signature.params.length) throw new RunError(`${called.signature.params.length} arguments are needed here, got ${values.length}`);
      return called.call(values, machine.result);
    };
  }
}

function constant(value: Value): Step {
  return () => value;
}

function chain(node: Step): Step {
  return (machine) => {
    try {
      const value = node(machine);
      return machine.dialect.hasSequences && isNil(value) ? null : value;
    } catch (error) {
      if (error === NOTHING) return null;
      throw error;
    }
  };
}

function pointer(name: string, offset: number): Step {
  if (name === 'index') return ({ scope }) => BigInt(scope.index);
  if (name === 'acc') return ({ scope }) => scope.accumulator;
  return (machine) => {
    machine.offset = offset;
    return machine.scope.element;
  };
}

function sequence(steps: readonly Step[]): Step {
  return (machine) => {
    let value: Value = null;
    for (const step of steps) value = step(machine);
    return value;
  };
}

function array(steps: readonly Step[], offset: number): Step {
  return (machine) => {
    const items = steps.map((step) => step(machine));
    machine.offset = offset;
    machine.use(items.length);
    return Slice.of(items);
  };
}

function map(pairs: readonly (readonly Step[])[], offset: number): Step {
  return (machine) => {
    const values = pairs.map(([key, value]) => [key(machine), value(machine)]);
    machine.offset = offset;
    machine.use(values.length);
    const result = new Dictionary(MAP);
    for (const [key, value] of values) result.set(asText(key), value);
    return result;
  };
}

/** What the left side does not decide is what the right side is, be that true or false or something else. */
function logical(left: Step, right: Step, decides: boolean, offset: number): Step {
  return (machine) => {
    const value = left(machine);
    machine.offset = offset;
    return asBool(value) === decides ? decides : right(machine);
  };
}

function everything({ result }: Machine): Dictionary {
  const all = new Dictionary(MAP);
  for (const [name, value] of Object.entries({ result, ...FUNCTIONS })) all.set(name, value);
  return all;
}
