import * as fc from 'fast-check';
import { leastOf } from '../../../src/simulation/proof/least';

test('finds the least number that is enough', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(10_000), (least, more) => {
    expect(leastOf((number) => number >= least, least + more)).toBe(least);
  }));
});

test('asks of few numbers among many', () => {
  const isEnough = jest.fn((number: number) => number >= 654_321);
  leastOf(isEnough, 1_000_000);
  expect(isEnough.mock.calls.length).toBeLessThanOrEqual(20);
});
