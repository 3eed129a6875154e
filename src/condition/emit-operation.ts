import { isIn } from './access';
import { type BinaryNode, type Node } from './ast';
import { type Machine } from './machine';
import { asInteger, asText, calculate, compare, equal } from './operations';
import { RunError } from './problem';
import { compileRegex, matchesRegex } from './regex';
import { INTS } from './type';
import { isNil, Slice, typeOf, type Value } from './value';

export type Operation = (a: Value, b: Value, machine: Machine) => Value;

/** What an operator does with its operands, both of which it needs. */
export function operationOf(node: BinaryNode): Operation {
  const { operator } = node;
  switch (operator) {
    case '==': return equality(node);
    case '!=': {
      const isEqual = equality(node);
      return (a, b, machine) => !isEqual(a, b, machine);
    }
    case '<': case '>': case '<=': case '>=': return (a, b) => compare(operator, a, b);
    case 'in': return (a, b, { dialect }) => isIn(a, b, dialect.comparesArrays);
    case '..': return range;
    case 'matches': return matches(node.right);
    case 'contains': return textual((a, b) => a.includes(b));
    case 'startsWith': return textual((a, b) => a.startsWith(b));
    case 'endsWith': return textual((a, b) => a.endsWith(b));
    default: return (a, b) => calculate(operator, a, b);
  }
}

/** Where both sides are known to be integers or strings they have to be, which a function may have been wrong about. */
function equality({ operator, left, right }: BinaryNode): (a: Value, b: Value, machine: Machine) => boolean {
  const kind = left.type?.kind === right.type?.kind ? left.type?.kind : undefined;
  const needed = kind === 'int' ? 'bigint' : kind === 'string' ? 'string' : undefined;
  return (a, b, { dialect }) => {
    if (needed && (operator === '==' || dialect.comparesArrays) && (typeof a !== needed || typeof b !== needed)) {
      throw new RunError(`two values of ${kind} are compared here, got ${typeOf(a).name} and ${typeOf(b).name}`);
    }
    return equal(a, b, dialect.comparesArrays);
  };
}

function range(from: Value, to: Value, machine: Machine): Value {
  const [first, last] = [asInteger(from), asInteger(to)];
  const size = BigInt.asIntN(64, last - first + 1n);
  machine.use(size > 0n ? Number(size) : 0);
  return new Slice(INTS, Array.from({ length: Math.max(0, Number(size)) }, (_, index) => first + BigInt(index)));
}

function matches(pattern: Node): Operation {
  const written = pattern.kind === 'string' ? compileRegex(pattern.value) : undefined;
  return (a, b, { dialect }) => {
    if (dialect.toleratesNilText && (isNil(a) || isNil(b))) return false;
    const text = asText(a);
    const regex = written ?? compileRegex(asText(b));
    if (typeof regex === 'string') throw new RunError(`'matches' must have an expression of RE2: ${regex}`);
    return matchesRegex(regex, text);
  };
}

function textual(test: (a: string, b: string) => boolean): Operation {
  return (a, b, { dialect }) => dialect.toleratesNilText && (isNil(a) || isNil(b)) ? false : test(asText(a), asText(b));
}
