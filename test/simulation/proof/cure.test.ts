import { type Change, guardIn, trialsOf } from './proof-of';
import { cureFor } from '../../../src/simulation/proof/cure';
import { type Guard } from '../../../src/simulation/proof/guard';

/** One failure is enough, from the creation of the pods on. */
const STRICT: Change = [['failureLimit: 2', 'failureLimit: 0'], ['startingStep: 1', 'startingStep: 0'], ['initialDelay: 90s', 'initialDelay: 0s']];

function cureIn(change: Change, guards?: Guard[]) {
  const trials = trialsOf(change);
  const aborted = trials.play({});
  expect(aborted.outcome).toBe('aborted');
  return cureFor(aborted, guards ?? [guardIn(trials)], trials, [{}]);
}

test('what is measured too early is measured later', () => {
  // Pods after 20 s, and two scrapes 15 s apart: after 30 s there is one.
  expect(cureIn(STRICT)).toEqual({ kind: 'initialDelay', seconds: 60 });
});

test('a delay that would have to be longer than anybody writes is a later step', () => {
  // When steps 1 and 2 begin, nothing of the canary is scraped yet; step 3 begins after its pause.
  expect(cureIn([...STRICT, ['- setWeight: 20', '- pause: {duration: 15m}\n      - setWeight: 20']])).toEqual({ kind: 'startingStep', step: 3 });
});

test('what no canary satisfies is cured by no time', () => {
  expect(cureIn([...STRICT, ['>= 0.95', '>= 95']])).toBeUndefined();
});

test('a metric that is none of the guards has no cure here', () => {
  expect(cureIn(STRICT, [])).toBeUndefined();
});
