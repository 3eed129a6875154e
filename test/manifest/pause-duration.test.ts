import * as fc from 'fast-check';
import { pauseSeconds, timedPauseOf } from '../../src/manifest/pause-duration';

// Answers of Argo Rollouts 1.9.1 (RolloutPause.DurationSeconds).
test.each([
  [0, 0], [30, 30], [-1, -1], ['30', 30], ['+5', 5], ['-5', -5], ['30s', 30], ['5m', 300], ['1h30m', 5400], ['1.5m', 90], ['0s', 0],
  ['500ms', 0], ['-500ms', 0], ['3500ms', 3], ['-1.5s', -1], ['2147483647', 2147483647], ['596523h14m7s', 2147483647],
])('counts %j as %d seconds', (duration, seconds) => {
  expect(pauseSeconds(duration)).toBe(seconds);
});

test.each(['1d', '', 'abc', '10%', '2147483648', '2147483648s', '1000000h'])('fails to read %j', (duration) => {
  expect(pauseSeconds(duration)).toBe(-1);
});

test('gives a whole number whatever is asked', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+]?[0-9]{0,12}(\.[0-9])?(h|m|s|ms)?$/)), (duration) => {
    expect(Number.isInteger(pauseSeconds(duration))).toBe(true);
  }));
});

test.each([
  [{ pause: { duration: '5m' } }, 300], [{ pause: { duration: 30 } }, 30], [{ pause: { duration: '0s' } }, 0],
  [{ pause: {} }, undefined], [{ pause: { duration: '1d' } }, undefined], [{ pause: { duration: -1 } }, undefined],
  [{ pause: { duration: null } }, undefined], [{ setWeight: 20 }, undefined], [undefined, undefined],
])('knows how long the step %j pauses for sure', (step, seconds) => {
  expect(timedPauseOf(step)).toBe(seconds);
});
