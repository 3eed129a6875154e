import { Latency } from '../../../src/simulation/world/latency';
import { messageOf } from '../../canary';

const SPREAD = Latency.percentiles([{ share: 0, milliseconds: 0 }, { share: 0.5, milliseconds: 100 }, { share: 1, milliseconds: 300 }]);

test('between two percentiles requests are spread evenly', () => {
  expect([0, 50, 100, 200, 300, 999].map((time) => SPREAD.within(time))).toEqual([0, 0.25, 0.5, 0.75, 1, 1]);
});

test('requests fall between the edges of a histogram, with their mean there', () => {
  expect(SPREAD.slices([50, 100, 250], Infinity)).toEqual([
    { bucket: 0, share: 0.25, mean: 25 },
    { bucket: 1, share: 0.25, mean: 75 },
    { bucket: 2, share: 0.375, mean: 175 },
    { bucket: 3, share: 0.125, mean: 275 },
  ]);
});

test('where some are cut off, the others are all that there are', () => {
  expect(SPREAD.slices([50, 250], 100)).toEqual([{ bucket: 0, share: 0.5, mean: 25 }, { bucket: 1, share: 0.5, mean: 75 }]);
});

test('what takes exactly as long as an edge is below it', () => {
  expect(Latency.fixed(250).slices([250, 500], Infinity)).toEqual([{ bucket: 0, share: 1, mean: 250 }]);
  expect(Latency.fixed(501).slices([250, 500], Infinity)).toEqual([{ bucket: 2, share: 1, mean: 501 }]);
});

test('fails on percentiles that do not go up from 0 to 1', () => {
  expect(messageOf(() => Latency.percentiles([{ share: 0.5, milliseconds: 10 }, { share: 1, milliseconds: 5 }]))).toBe(
    '\'percentiles\' must ascend from the share 0 to 1, with times of 0 ms or more, got 0.5: 10 ms, 1: 5 ms; give the fastest and the slowest, too');
  expect(messageOf(() => Latency.percentiles([]))).toContain('got none');
  expect(messageOf(() => Latency.fixed(-1))).toContain('got 0: -1 ms, 1: -1 ms');
});
