import { play, weightsOf } from './release';

const OPEN = [{ setWeight: 20 }, { pause: {} }, { setWeight: 100 }, { pause: {} }];

test('people promote each of several pauses that begin in one second', () => {
  const timeline = play({ steps: OPEN }, { podStartup: 0, promoteAfter: 0 });
  expect(timeline).toMatchObject({ outcome: 'promoted', endsAt: 0 });
  expect(weightsOf(timeline)).toEqual([[0, 20], [0, 100], [0, 0]]);
});

test('people come by for each of them after the same time', () => {
  expect(weightsOf(play({ steps: OPEN }, { podStartup: 0, promoteAfter: 40 }))).toEqual([[0, 20], [40, 100], [80, 0]]);
});
