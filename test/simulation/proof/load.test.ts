import { aftermathIn, weightSpikeIn } from '../../../src/simulation/proof/load';
import { type Timeline, type TimelineEvent } from '../../../src/simulation/timeline';
import { modelOf } from '../release';

type Told = [at: number, what: 'step' | 'weight' | 'pods', number: number] | [at: number, what: 'abort' | 'promote'];

const STEPS = [{ setWeight: 20 }, { pause: { duration: 60 } }, { setWeight: 50 }, { pause: { duration: 60 } }];

function timelineOf(told: readonly Told[], outcome: Timeline['outcome'] = 'promoted'): Timeline {
  return { outcome, endsAt: told.at(-1)?.[0] ?? 0, reason: '', events: told.map(eventOf), measurements: [] };
}

function eventOf([at, what, number = 0]: Told): TimelineEvent {
  switch (what) {
    case 'step': return { at, kind: 'step', index: number, of: STEPS.length, revision: 2, step: '' };
    case 'weight': return { at, kind: 'weight', weight: number, stable: 100 - number };
    case 'pods': return { at, kind: 'scale', revision: 2, replicas: number, available: number };
    default: return { at, kind: what, revision: 2, reason: '' };
  }
}

/** The second weight is next. */
const AT_20: Told[] = [[0, 'pods', 2], [0, 'weight', 20], [0, 'step', 2]];

const spikeIn = (told: readonly Told[]) => weightSpikeIn(timelineOf(told), modelOf({ steps: STEPS }));

test('there is no spike where weights and pods are those of the steps', () => {
  expect(spikeIn([[0, 'step', 0], [20, 'pods', 2], [20, 'weight', 20], [20, 'step', 1], [80, 'step', 2], [100, 'pods', 5], [100, 'weight', 50], [100, 'step', 3], [160, 'promote']])).toBeUndefined();
});

test('a weight that no step has asked for is one', () => {
  expect(spikeIn([[0, 'step', 0], [20, 'pods', 10], [20, 'weight', 100], [20, 'step', 1]])).toEqual({ step: 1, weight: 100, wanted: 20, pods: 10, usual: 10 });
});

test('the weight of the step at hand is none, though it is not reached yet', () => {
  expect(spikeIn([...AT_20, [20, 'pods', 5], [20, 'weight', 50], [40, 'step', 3]])).toBeUndefined();
});

test.each<[number, number | undefined]>([[5, undefined], [4, undefined], [3, 3], [1, 1]])('half of the requests for %i of 5 pods', (pods, found) => {
  const spike = spikeIn([...AT_20, [20, 'pods', pods], [20, 'weight', 50], [20, 'step', 3]]);
  expect(spike).toEqual(found && { step: 3, weight: 50, wanted: 50, pods: found, usual: 5 });
});

test('what is so for no time, or after the promotion, is none', () => {
  expect(spikeIn([[0, 'step', 0], [20, 'pods', 2], [20, 'weight', 100], [20, 'weight', 20], [20, 'step', 1]])).toBeUndefined();
  expect(spikeIn([...AT_20, [20, 'promote'], [20, 'weight', 77]])).toBeUndefined();
});

test('an abort that takes the weight back at once leaves nothing behind', () => {
  expect(aftermathIn(timelineOf([[20, 'weight', 50], [90, 'abort'], [90, 'weight', 0]], 'aborted'))).toBeUndefined();
});

test('an abort that takes it back by and by leaves the requests of that time', () => {
  expect(aftermathIn(timelineOf([[20, 'weight', 50], [90, 'abort'], [110, 'weight', 20], [130, 'weight', 0]], 'aborted'))).toEqual({ weight: 50, seconds: 40 });
});

test('requests that are never taken back count until the end', () => {
  expect(aftermathIn(timelineOf([[20, 'weight', 50], [90, 'abort'], [150, 'pods', 1]], 'aborted'))).toEqual({ weight: 50, seconds: 60 });
});

test('a release that is promoted has no aftermath', () => {
  expect(aftermathIn(timelineOf([[20, 'weight', 50], [90, 'promote']]))).toBeUndefined();
});
