import { timeText } from '../../src/manifest/time-text';

test.each([[0, '0s'], [0.5, '0.5s'], [12.254, '12.25s'], [60, '1m'], [165, '2m45s'], [3600, '1h'], [3661.5, '1h1m1.5s'], [59.999, '1m']])('%d seconds are the time %s', (seconds, text) => {
  expect(timeText(seconds)).toBe(text);
});
