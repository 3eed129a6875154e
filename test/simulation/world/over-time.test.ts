import { nextChangeOf, OverTime } from '../../../src/simulation/world/over-time';

test('a value changes at its times and stays the same in between, in whatever order they are given', () => {
  const value = new OverTime('first', { at: 20, value: 'third' }, { at: 10, value: 'second' });
  expect([-5, 9, 10, 19, 20, 99].map((time) => value.at(time))).toEqual(['first', 'first', 'second', 'second', 'third', 'third']);
  expect([-5, 10, 20].map((time) => value.nextChange(time))).toEqual([10, 20, Infinity]);
});

test('of several values the first change is the next, and what is not there never changes', () => {
  expect(nextChangeOf([new OverTime(1, { at: 30, value: 2 }), undefined, new OverTime(1, { at: 20, value: 2 })], 5)).toBe(20);
});
