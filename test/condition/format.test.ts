import { formatted } from '../../src/condition/format';
import { FLOATS } from '../../src/condition/type';
import { OtherInteger, Slice, type Value } from '../../src/condition/value';

// By Go 1.26: fmt.Sprintf("%v", …).
test.each<[Value, string]>([
  [null, '<nil>'],
  [true, 'true'],
  [1n, '1'],
  [OtherInteger.int64(-3n), '-3'],
  [1, '1'],
  [0.95, '0.95'],
  [-0, '-0'],
  [NaN, 'NaN'],
  [Infinity, '+Inf'],
  [-Infinity, '-Inf'],
  [0.0001, '0.0001'],
  [0.00001, '1e-05'],
  [123456789012345680000, '123456789012345680000'],
  [1e21, '1e+21'],
  [1.5e300, '1.5e+300'],
  [new Slice(FLOATS, [0.5, NaN]), '[0.5 NaN]'],
])('%s is written as %s', (value, expected) => {
  expect(formatted(value)).toBe(expected);
});
