import { parsePrometheusDuration } from '../../src/manifest/prometheus-duration';

const SECOND = 1_000_000_000n;

// Answers of model.ParseDuration, prometheus/common 0.70.
test.each([
  ['0', 0n], ['0s', 0n], ['90s', 90n * SECOND], ['1m', 60n * SECOND], ['1h30m', 5400n * SECOND], ['1d', 86_400n * SECOND], ['1s1ms', 1_001_000_000n],
  ['1y2w3d4h5m6s7ms', 33_019_506_007_000_000n], ['292y', 9_208_512_000n * SECOND], ['106751d', 9_223_286_400n * SECOND],
])('reads %j', (text, nanoseconds) => {
  expect(parsePrometheusDuration(text)).toEqual({ nanoseconds });
});

test.each([
  ['', 'empty duration'], ['5', 'invalid duration \'5\''], ['-1h', 'invalid duration \'-1h\''], ['1h1h', 'invalid duration \'1h1h\''], ['1m1h', 'invalid duration \'1m1h\''],
  ['1.5h', 'unknown unit \'.\' in duration \'1.5h\''], ['1D', 'unknown unit \'D\' in duration \'1D\''], ['1us', 'unknown unit \'us\' in duration \'1us\''],
  ['293y', 'duration \'293y\' out of range'], ['106752d', 'duration \'106752d\' out of range'],
])('fails to read %j', (text, error) => {
  expect(parsePrometheusDuration(text)).toEqual({ error });
});
