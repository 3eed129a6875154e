import { type Builtin } from './builtins';
import { wrap } from './go-math';
import { asFloat, compare, integer, isNumeric } from './operations';
import { RunError } from './problem';
import { isIntegerValue, Slice, typeOf, type Value } from './value';

type Least = '<' | '>';

/** The older dialect has arrays for its sums, and single numbers for its extremes. */
export const OLDER_STATISTICS: Readonly<Record<string, Builtin>> = {
  max: (args) => extreme(args, '<'),
  min: (args) => extreme(args, '>'),
  sum: ([array]) => sumOf(signedNumbers('sum', array)),
  mean: ([array]) => meanOf(signedNumbers('mean', array).map(asFloat)),
  median: ([array]) => medianOf(signedNumbers('median', array).map(asFloat)),
};

/** The newer one takes numbers and arrays of them, however deep. */
export const NEWER_STATISTICS: Readonly<Record<string, Builtin>> = {
  max: (args) => deepExtreme('max', args, '<'),
  min: (args) => deepExtreme('min', args, '>'),
  mean: (args) => {
    const { count, total } = deepMean(args);
    return count === 0 ? 0 : total / count;
  },
  median: (args) => medianOf(deepNumbers(args)),
};

function extreme(args: readonly Value[], operator: Least): Value {
  let found: Value = null;
  for (const arg of args) {
    if (found === null || compare(operator, found, arg)) found = arg;
  }
  return found;
}

function deepExtreme(name: string, args: readonly Value[], operator: Least): Value {
  // What is neither a number nor an array is given back where it is alone.
  if (args.length === 1 && !(args[0] instanceof Slice) && !isNumeric(args[0])) return args[0];
  const numbers = args.flatMap((arg) => arg instanceof Slice ? arg.items.map((item) => deepExtreme(name, [item], operator)) : [arg]);
  const wrong = numbers.find((each) => !isNumeric(each));
  if (wrong !== undefined) throw new RunError(`'${name}' takes numbers, got ${typeOf(wrong).name}`);
  return extreme(numbers, operator);
}

function signedNumbers(name: string, array: Value): readonly Value[] {
  if (!(array instanceof Slice)) throw new RunError(`'${name}' takes an array, got ${typeOf(array).name}`);
  const wrong = array.items.find((item) => !isNumeric(item) || typeOf(item).kind === 'uint8');
  if (wrong !== undefined) throw new RunError(`'${name}' takes numbers, got ${typeOf(wrong).name}`);
  return array.items;
}

/** Integers are added as integers until the first that is none. */
function sumOf(values: readonly Value[]): Value {
  const index = values.findIndex((value) => typeof value === 'number');
  const whole = index < 0 ? values : values.slice(0, index);
  const sum = whole.reduce<bigint>((total, value) => isIntegerValue(value) ? wrap(total + integer(value)) : total, 0n);
  return index < 0 ? sum : values.slice(index).reduce<number>((total, value) => total + asFloat(value), Number(sum));
}

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((total, value) => total + value, 0) / values.length;
}

function medianOf(values: readonly number[]): number {
  if (values.length === 0) return 0;
  // NaN comes first.
  const sorted = [...values].sort((a, b) => Number.isNaN(a) ? (Number.isNaN(b) ? 0 : -1) : Number.isNaN(b) ? 1 : a < b ? -1 : a > b ? 1 : 0);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

function deepMean(args: readonly Value[]): { count: number; total: number } {
  let [count, total] = [0, 0];
  for (const arg of args) {
    const each = arg instanceof Slice ? arg.items.map((item) => deepMean([item])) : [{ count: 1, total: number('mean', arg) }];
    for (const part of each) {
      count += part.count;
      total += part.total;
    }
  }
  return { count, total };
}

function deepNumbers(args: readonly Value[]): number[] {
  return args.flatMap((arg) => arg instanceof Slice ? deepNumbers(arg.items) : [number('median', arg)]);
}

function number(name: string, value: Value): number {
  if (isNumeric(value)) return asFloat(value);
  throw new RunError(`'${name}' takes numbers, got ${typeOf(value).name}`);
}
