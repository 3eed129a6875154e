import { type Result, type ResultShape } from './environment';

/** As many series as a condition can ask for before it is not tried any more. */
const MOST_SERIES = 100;
/** More numbers than these in one condition are not combined. */
const MOST_COMBINED = 4;
/** Numbers of every size and sign, for what depends on no number that is written there. */
const ANYWHERE = [...Array.from({ length: 25 }, (_, index) => 10 ** (index - 9)), 0.5, 3, 7, 42].flatMap((size) => [size, -size]);

/** Single numbers to try a condition with: those that it names, what lies between them, and some of every size. */
export function valuesAround(numbers: readonly number[]): number[] {
  const named = sorted([0, ...numbers, ...numbers.length > MOST_COMBINED ? [] : combined(numbers)].filter(Number.isFinite));
  const between = named.slice(1).map((value, index) => (value + named[index]) / 2);
  return sorted([...named, ...named.flatMap(besides), ...between, ...ANYWHERE]);
}

/** Results with data to try a condition with: single values, and several of them in both orders where there may be several series. */
export function* resultsAround(numbers: readonly number[], shape: ResultShape): Generator<Result> {
  const values = valuesAround(numbers);
  if (shape === 'scalar') {
    yield* values;
    return;
  }
  const most = values.at(-1)!;
  const named = numbers.filter((value) => Number.isInteger(value) && value >= 0 && value < MOST_SERIES);
  for (const count of sorted([1, 2, 3, 5, 10, ...named.flatMap((value) => [value, value + 1])]).filter((length) => length > 0)) {
    for (const value of values) {
      const others = new Array<number>(count - 1).fill(value);
      yield [value, ...others];
      if (count > 1) yield* [[...others, most], [most, ...others], [value, ...others].map((each, index) => each + index)];
    }
  }
}

/** Just below and just above a number. */
export function besides(value: number): [number, number] {
  const little = Math.max(Math.abs(value) * 1e-6, 1e-9);
  return [value - little, value + little];
}

function combined(numbers: readonly number[]): number[] {
  return numbers.flatMap((a) => [-a, ...numbers.flatMap((b) => [a + b, a - b, a * b, a / b])]);
}

function sorted(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
