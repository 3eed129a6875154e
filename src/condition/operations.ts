import { integerOf, power, wrap } from './go-math';
import { RunError } from './problem';
import { isHashable, isIntegerValue, isNil, OtherInteger, Slice, Dictionary, typeOf, type Value } from './value';

/** The number of any integer. */
export function integer(value: bigint | OtherInteger): bigint {
  return typeof value === 'bigint' ? value : value.value;
}

export function isNumeric(value: Value): value is number | bigint | OtherInteger {
  return typeof value === 'number' || isIntegerValue(value);
}

export function asFloat(value: Value): number {
  if (typeof value === 'number') return value;
  if (isIntegerValue(value)) return Number(integer(value));
  throw new RunError(`${typeOf(value).name} is no number`);
}

/** An integer of any number, as for an index. */
export function asInteger(value: Value): bigint {
  if (typeof value === 'number') return integerOf(value);
  if (isIntegerValue(value)) return integer(value);
  throw new RunError(`${typeOf(value).name} is no number`);
}

export function asBool(value: Value): boolean {
  if (typeof value === 'boolean') return value;
  throw new RunError(`true or false is needed here, got ${typeOf(value).name}`);
}

export function asText(value: Value): string {
  if (typeof value === 'string') return value;
  throw new RunError(`a string is needed here, got ${typeOf(value).name}`);
}

export function compare(operator: string, a: Value, b: Value): boolean {
  if (typeof a === 'string' && typeof b === 'string') return ordered(operator, a, b);
  if (isIntegerValue(a) && isIntegerValue(b)) return ordered(operator, integer(a), integer(b));
  if (isNumeric(a) && isNumeric(b)) return ordered(operator, asFloat(a), asFloat(b));
  throw undefinedFor(operator, a, b);
}

function ordered<T extends string | number | bigint>(operator: string, a: T, b: T): boolean {
  switch (operator) {
    case '<': return a < b;
    case '>': return a > b;
    case '<=': return a <= b;
    default: return a >= b;
  }
}

export function calculate(operator: string, a: Value, b: Value): Value {
  if (operator === '**' || operator === '^') return power(asFloat(a), asFloat(b));
  if (operator === '+' && typeof a === 'string' && typeof b === 'string') return a + b;
  if (!isNumeric(a) || !isNumeric(b)) throw undefinedFor(operator, a, b);
  if (operator === '/') return asFloat(a) / asFloat(b);
  if (operator === '%') return modulo(a, b);
  if (isIntegerValue(a) && isIntegerValue(b)) {
    const [x, y] = [integer(a), integer(b)];
    return wrap(operator === '+' ? x + y : operator === '-' ? x - y : x * y);
  }
  const [x, y] = [asFloat(a), asFloat(b)];
  return operator === '+' ? x + y : operator === '-' ? x - y : x * y;
}

function modulo(a: Value, b: Value): bigint {
  if (!isIntegerValue(a) || !isIntegerValue(b)) throw undefinedFor('%', a, b);
  if (integer(b) === 0n) throw new RunError('an integer is divided by zero');
  return wrap(integer(a) % integer(b));
}

function undefinedFor(operator: string, a: Value, b: Value): RunError {
  return new RunError(`'${operator}' is not defined for ${typeOf(a).name} and ${typeOf(b).name}`);
}

export function negate(value: Value): Value {
  if (typeof value === 'number') return -value;
  if (typeof value === 'bigint') return wrap(-value);
  if (value instanceof OtherInteger) return new OtherInteger(value.type, value.type.kind === 'uint8' ? BigInt.asUintN(8, -value.value) : wrap(-value.value));
  throw new RunError(`'-' is not defined for ${typeOf(value).name}`);
}

/** Only the newer dialect looks into arrays; otherwise the types have to be the same, down to the last element. */
export function equal(a: Value, b: Value, comparesArrays: boolean): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a === b;
  if (isNumeric(a) && isNumeric(b)) return isIntegerValue(a) && isIntegerValue(b) ? integer(a) === integer(b) : asFloat(a) === asFloat(b);
  if (comparesArrays && a instanceof Slice && b instanceof Slice && isComparedByElement(a, b)) {
    return a.items.length === b.items.length && a.items.every((item, index) => equal(item, b.items[index], true));
  }
  return (isNil(a) && isNil(b)) || deepEqual(a, b);
}

function isComparedByElement(a: Slice, b: Slice): boolean {
  const [one, other] = [a.type.name, b.type.name];
  const known = [one, other].every((name) => ['[]any', '[]float64', '[]int', '[]string'].includes(name));
  return known && (one === other || one === '[]any' || other === '[]any');
}

/** @see https://pkg.go.dev/reflect#DeepEqual */
function deepEqual(a: Value, b: Value): boolean {
  if (typeOf(a).name !== typeOf(b).name) return false;
  if (a instanceof Slice && b instanceof Slice) {
    if (a.isNil !== b.isNil || a.items.length !== b.items.length) return false;
    return a.isSameAs(b) || a.items.every((item, index) => deepEqual(item, b.items[index]));
  }
  if (a instanceof Dictionary && b instanceof Dictionary) {
    if (a.absent !== b.absent || a.entries.size !== b.entries.size) return false;
    return a === b || [...a.entries].every(([key, [, value]]) => b.entries.has(key) && deepEqual(value, b.entries.get(key)![1]));
  }
  if (a instanceof OtherInteger && b instanceof OtherInteger) return a.value === b.value;
  return isHashable(a) && a === b;
}
