import * as fc from 'fast-check';
import { parseGoDuration, secondsOf } from '../../src/manifest/go-duration';

// Answers of time.ParseDuration, Go 1.26.
test.each([
  ['0', 0n], ['-0', 0n], ['+5s', 5_000_000_000n], ['1h30m', 5_400_000_000_000n], ['500ms', 500_000_000n], ['-500ms', -500_000_000n], ['1.5m', 90_000_000_000n],
  ['.5s', 500_000_000n], ['5.s', 5_000_000_000n], ['1h1h', 7_200_000_000_000n], ['0.1234567891234567891234s', 123_456_789n], ['0.3ns', 0n],
  ['1ns', 1n], ['1us', 1_000n], ['1\u00b5s', 1_000n], ['1\u03bcs', 1_000n],
  ['2562047h47m16.854775807s', 2n ** 63n - 1n], ['-2562047h47m16.854775808s', -(2n ** 63n)],
])('reads %j', (text, nanoseconds) => {
  expect(parseGoDuration(text)).toEqual({ nanoseconds });
});

test.each([
  ['', 'invalid duration \'\''], ['-', 'invalid duration \'-\''], ['.s', 'invalid duration \'.s\''], ['--1s', 'invalid duration \'--1s\''],
  ['5', 'missing unit in duration \'5\''], ['1h30', 'missing unit in duration \'1h30\''],
  ['1d', 'unknown unit \'d\' in duration \'1d\''], ['1S', 'unknown unit \'S\' in duration \'1S\''], ['1 s', 'unknown unit \' s\' in duration \'1 s\''],
  ['2562047h47m16.854775808s', 'invalid duration \'2562047h47m16.854775808s\''], ['9223372036854775808ns', 'invalid duration \'9223372036854775808ns\''],
])('fails to read %j', (text, error) => {
  expect(parseGoDuration(text)).toEqual({ error });
});

test('reads what is written of hours, minutes, seconds and milliseconds', () => {
  fc.assert(fc.property(fc.nat(1000), fc.nat(1000), fc.nat(1000), fc.nat(1000), (h, m, s, ms) => {
    expect(secondsOf(parseGoDuration(`${h}h${m}m${s}s${ms}ms`).nanoseconds!)).toBeCloseTo(h * 3600 + m * 60 + s + ms / 1000, 6);
  }));
});

test('never throws', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+]?([0-9.]{0,25}(h|m|s|ms)?){0,3}$/)), (text) => {
    const { nanoseconds, error } = parseGoDuration(text);
    expect(nanoseconds === undefined).toBe(error !== undefined);
  }));
});
