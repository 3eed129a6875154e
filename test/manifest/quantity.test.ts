import * as fc from 'fast-check';
import { compareQuantities, formatQuantity, parseQuantity } from '../../src/manifest/quantity';

// Answers of k8s.io/apimachinery 0.37.2 (resource.ParseQuantity and CanonicalizeBytes).
test.each([
  ['0', '0'], ['1', '1'], ['100m', '100m'], ['0.1', '100m'], ['1000m', '1'], ['1500m', '1500m'], ['0.5', '500m'], ['1000', '1k'], ['1024', '1024'],
  ['1Ki', '1Ki'], ['1023Ki', '1023Ki'], ['1024Ki', '1Mi'], ['1.5Gi', '1536Mi'], ['-1.5Gi', '-1536Mi'], ['0.5Ki', '512'], ['0.1Ki', '102400m'], ['1.1Ki', '1126400m'],
  ['1e3', '1e3'], ['12e6', '12e6'], ['1E', '1E'], ['1e-3', '1e-3'], ['1500e0', '1500'], ['1e21', '1e21'], ['1.E', '1E'], ['007', '7'], ['+5', '5'],
  ['1n', '1n'], ['0.1n', '1n'], ['-0.1n', '-1n'], ['1u', '1u'], ['0.000000001Ki', '1024n'],
  ['8Ei', '9223372036854775807'], ['16Ei', '9223372036854775807'], ['Gi', '0'], ['123456789012345678901234567890', '123456789012345678901234567890'],
])('writes %j as %j', (text, canonical) => {
  expect(formatQuantity(parseQuantity(text)!)).toBe(canonical);
});

test.each(['', '1_000', '1KI', '1 Gi', '1e', 'i', '1mi', '1.2.3', '0x10', 'é', '1e99999999'])('fails to read %j', (text) => {
  expect(parseQuantity(text)).toBeUndefined();
});

test.each([['1', '1000m', 0], ['1Gi', '1G', 1], ['1023Mi', '1Gi', -1], ['0.5', '500m', 0], ['-1', '1m', -1], ['1e3', '1k', 0]])('compares %s with %s', (a, b, order) => {
  expect(compareQuantities(parseQuantity(a)!, parseQuantity(b)!)).toBe(order);
  expect(compareQuantities(parseQuantity(b)!, parseQuantity(a)!)).toBe(order === 0 ? 0 : -order);
});

test('writes what it reads again as the same amount', () => {
  const text = fc.tuple(fc.stringMatching(/^[-+]?[0-9]{1,12}(\.[0-9]{0,6})?$/), fc.constantFrom('', 'n', 'u', 'm', 'k', 'M', 'G', 'Ki', 'Mi', 'Gi', 'e3', 'E-2')).map((parts) => parts.join(''));
  fc.assert(fc.property(text, (written) => {
    const quantity = parseQuantity(written)!;
    expect(compareQuantities(parseQuantity(formatQuantity(quantity))!, quantity)).toBe(0);
  }));
});
