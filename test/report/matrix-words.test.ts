import { operatorText, reasonText } from '../../src/report/matrix-words';
import { type Outcome, type Timeline } from '../../src/simulation/timeline';

function timelineOf(outcome: Outcome, reason: string, measurements: Timeline['measurements'] = []): Timeline {
  return { outcome, endsAt: 60, reason, events: [], measurements };
}

const RUN = 'Background analysis phase error/failed: Metric "success-rate" assessed';

test.each<[Outcome, string, string]>([
  ['aborted', `${RUN} Failed due to failed (4) > failureLimit (3)`, 'success-rate: 4 failed'],
  ['aborted', `${RUN} Error due to consecutiveErrors (5) > consecutiveErrorLimit (4): "Error Message: x"`, 'success-rate: 5 errors'],
  ['aborted', `${RUN} Inconclusive due to inconclusive (1) > inconclusiveLimit (0)`, 'success-rate: 1 inconclusive'],
  ['aborted', 'ReplicaSet has timed out progressing after 600 s', 'no progress in 10m'],
  ['aborted', 'somebody aborted it', 'somebody aborted it'],
  ['paused', 'it waits for somebody at step 2 of 5 (pause): 1 of 1 pods of the new version are available', 'waits at step 2 of 5'],
  ['stuck', 'it does not get on at step 1 of 5 (setWeight: 20): 0 of 1 pods of the new version are available', 'stuck at step 1 of 5'],
  ['stuck', 'it does not get on at the promotion after the last step: 0 of 3 pods of the new version are available', 'stuck at promotion'],
])('says of one that is %s because %j that %s', (outcome, reason, text) => {
  expect(reasonText(timelineOf(outcome, reason))).toBe(text);
});

test('says of a promotion what each metric measured last', () => {
  const measured = (metric: string, at: number, value?: string) => ({ metric, at, phase: 'Successful' as const, value });
  const text = (...measurements: Timeline['measurements']) => reasonText(timelineOf('promoted', 'Completed all 2 canary steps', measurements));
  expect(text()).toBe('nothing was measured');
  expect(text(measured('a', 1, '[0.5]'), measured('b', 2, '47.756'), measured('a', 3, '[0.99999]'))).toBe('a 1, b 47.76');
  expect(text(measured('a', 1, '[]'))).toBe('a no data');
  expect(text(measured('a', 1, '[NaN]'))).toBe('a NaN');
  expect(text(measured('a', 1, '[1,2]'))).toBe('a [1,2]');
  expect(text({ metric: 'a', at: 1, phase: 'Error' })).toBe('a Error');
});

test('names who promotes', () => {
  expect([{}, { operator: {} }, { operator: { promoteAfter: 0 } }, { operator: { promoteAfter: 90 } }].map(operatorText)).toEqual(['-', 'never', 'at once', 'after 1m30s']);
});
