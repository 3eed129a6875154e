import * as fc from 'fast-check';
import { goDuration } from '../../src/resources/duration';

const MILLISECONDS: { [unit: string]: number } = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

describe('goDuration', () => {
  test.each([[0, '0s'], [30, '30s'], [90, '1m30s'], [3600, '1h'], [3601, '1h1s'], [0.25, '250ms'], [1.5, '1s500ms']])('writes %d s as %s', (seconds, text) => {
    expect(goDuration(seconds)).toBe(text);
  });

  test('can be read back', () => {
    fc.assert(fc.property(fc.nat(1_000_000_000), (milliseconds) => {
      const terms = [...goDuration(milliseconds / 1000).matchAll(/(\d+)(ms|h|m|s)/g)];
      expect(terms.reduce((total, [, count, unit]) => total + Number(count) * MILLISECONDS[unit], 0)).toBe(milliseconds);
    }));
  });
});
