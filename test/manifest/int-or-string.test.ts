import { intValue, scaledValue } from '../../src/manifest/int-or-string';

// Answers of k8s.io/apimachinery 0.37.2 (intstr).
test.each([
  [3, 3], ['30', 30], ['+5', 5], ['-5', -5], ['2147483648', 2147483648], ['99999999999999999999', 9223372036854775807],
  ['10%', 0], ['five', 0], ['', 0], ['1.5', 0], ['1_000', 0], [' 1', 0],
])('takes %j for %d', (value, number) => {
  expect(intValue(value)).toBe(number);
});

test.each([
  [1, 10, true, 1], ['25%', 3, true, 1], ['25%', 3, false, 0], ['0%', 3, true, 0], ['150%', 3, true, 5], ['-5%', 10, true, 0], ['-5%', 10, false, -1], ['+7%', 100, true, 7], ['100%', 0, true, 0],
])('takes %j of %d (rounded up: %j) for %d', (value, total, roundUp, number) => {
  expect(scaledValue(value, total, roundUp)).toEqual({ value: number });
});

test.each([['25', '\'25\' is not a percentage'], ['1.5%', '\'1.5%\' is not a whole percentage'], ['%', '\'%\' is not a whole percentage']])('fails to scale by %j', (value, error) => {
  expect(scaledValue(value, 10, true)).toEqual({ error });
});
