import { type Judgement, judge } from '../../src/simulation/judgement';
import { type Situation } from '../../src/simulation/situation';
import { type Outcome, type Timeline } from '../../src/simulation/timeline';

interface End {
  readonly outcome: Outcome;
  /** Revisions that were promoted. */
  readonly promoted?: readonly number[];
  readonly phase?: 'Successful' | 'Failed' | 'Error';
  readonly requests?: number;
}

function timelineOf({ outcome, promoted = outcome === 'promoted' ? [2] : [], phase = 'Successful', requests = 100 }: End): Timeline {
  return {
    outcome,
    endsAt: 60,
    reason: '',
    events: promoted.map((revision) => ({ at: 60, kind: 'promote', revision, reason: '' })),
    measurements: [{ metric: 'a', at: 30, phase }],
    exposure: { requests, failed: 0 },
  };
}

test.each<[string, Situation, End, Judgement | undefined]>([
  ['a good one that is promoted', { name: 'healthy' }, { outcome: 'promoted' }, undefined],
  ['a good one that is aborted', { name: 'healthy' }, { outcome: 'aborted' }, 'good-aborted'],
  ['a good one that waits', { name: 'healthy' }, { outcome: 'paused' }, undefined],
  ['a good one that is promoted after errors alone', { name: 'healthy' }, { outcome: 'promoted', phase: 'Error' }, 'unseen-promoted'],
  ['a bad one that is promoted', { name: 'canary-fails' }, { outcome: 'promoted' }, 'bad-promoted'],
  ['a bad one that is promoted against what was measured', { name: 'canary-slow' }, { outcome: 'promoted', phase: 'Failed' }, 'bad-promoted'],
  ['a bad one that is aborted', { name: 'canary-crashloops' }, { outcome: 'aborted' }, undefined],
  ['a bad one that waits with requests', { name: 'fails-only-at-weight' }, { outcome: 'paused' }, 'bad-kept'],
  ['a bad one that is stuck without any', { name: 'never-ready' }, { outcome: 'stuck', requests: 0 }, undefined],
  ['a bad one that does not fail', { name: 'canary-fails', errorRate: 0 }, { outcome: 'promoted' }, undefined],
  ['one of which nobody can know', { name: 'prometheus-down' }, { outcome: 'promoted' }, 'unseen-promoted'],
  ['one without requests that is aborted', { name: 'no-traffic' }, { outcome: 'aborted' }, undefined],
  ['one with few requests that is aborted', { name: 'low-traffic' }, { outcome: 'aborted' }, undefined],
  ['one in a spike of both', { name: 'error-spike' }, { outcome: 'promoted' }, undefined],
  ['a second one that is bad and promoted', { name: 'second-deploy' }, { outcome: 'promoted', promoted: [3] }, 'bad-promoted'],
  ['a second one that is bad and aborted', { name: 'second-deploy' }, { outcome: 'aborted', promoted: [2] }, undefined],
  ['a second one that is good after a bad one', { name: 'second-deploy', failing: 'first' }, { outcome: 'promoted', promoted: [3] }, undefined],
  ['a second one that is good after a bad one that was promoted', { name: 'second-deploy', failing: 'first' }, { outcome: 'promoted', promoted: [2, 3] }, 'bad-promoted'],
  ['a second one that is good and aborted', { name: 'second-deploy', failing: 'first' }, { outcome: 'aborted' }, 'good-aborted'],
])('judges %s', (_, situation, end, judgement) => {
  expect(judge(situation, timelineOf(end))).toBe(judgement);
});
