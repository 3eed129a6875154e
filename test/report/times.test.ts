import { ageText, timeText } from '../../src/report/times';

test.each([[0, '0s'], [0.5, '0.5s'], [12.254, '12.25s'], [60, '1m'], [165, '2m45s'], [3600, '1h'], [3661.5, '1h1m1.5s'], [59.999, '1m']])('%d seconds are the time %s', (seconds, text) => {
  expect(timeText(seconds)).toBe(text);
});

test.each([
  [0, '0s'], [119.9, '119s'], [120, '2m'], [135, '2m15s'], [600, '10m'], [7_200, '120m'], [10_800, '3h'], [12_000, '3h20m'], [28_800, '8h'], [180_000, '2d2h'], [700_000, '8d'],
])('%d seconds are the age %s', (seconds, text) => {
  expect(ageText(seconds)).toBe(text);
});
