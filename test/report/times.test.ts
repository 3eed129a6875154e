import { ageText } from '../../src/report/times';

test.each([
  [0, '0s'], [119.9, '119s'], [120, '2m'], [135, '2m15s'], [600, '10m'], [7_200, '120m'], [10_800, '3h'], [12_000, '3h20m'], [28_800, '8h'], [180_000, '2d2h'], [700_000, '8d'],
])('%d seconds are the age %s', (seconds, text) => {
  expect(ageText(seconds)).toBe(text);
});
