import { integerOf, power, rounded, wrap } from '../../src/condition/go-math';

test.each([
  [2n ** 63n - 1n, 9223372036854775807n],
  [2n ** 63n, -9223372036854775808n],
  [-(2n ** 63n) - 1n, 9223372036854775807n],
])('integers wrap around: %s is %s', (value, expected) => {
  expect(wrap(value)).toBe(expected);
});

test.each([
  [1.9, 1n],
  [-1.9, -1n],
  [NaN, -9223372036854775808n],
  [Infinity, -9223372036854775808n],
  [1e19, -9223372036854775808n],
])('the integer of %s is %s on amd64', (value, expected) => {
  expect(integerOf(value)).toBe(expected);
});

// By Go 1.26: math.Pow.
test.each([
  [2, 10, 1024],
  [10, -2, 0.01],
  [1, NaN, 1],
  [-1, Infinity, 1],
  [NaN, 0, 1],
  [0, -1, Infinity],
  [4, 0.5, 2],
  [2, -1074, 5e-324],
  [2, 1024, Infinity],
])('%s to the power of %s is %s', (x, y, expected) => {
  expect(power(x, y)).toBe(expected);
});

test.each([[0.5, 1], [-0.5, -1], [1.5, 2], [2.4, 2], [NaN, NaN], [-Infinity, -Infinity], [0.49999999999999994, 0]])('%s is rounded to %s', (value, expected) => {
  expect(rounded(value)).toBe(expected);
});
