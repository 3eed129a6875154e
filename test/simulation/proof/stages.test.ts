import { type Change, proofOf } from './proof-of';

function stagesOf(change: Change) {
  return proofOf(change).stages.map(({ step, weight, seconds, isLast, isGuarded, needed }) => ({ step, weight, seconds, isLast, isGuarded, needed }));
}

test('each weight is a stage, guarded where a canary that turns bad there is stopped there', () => {
  // The pods of the second weight take 20 s more.
  expect(stagesOf([])).toEqual([
    { step: 0, weight: 20, seconds: 320, isLast: false, isGuarded: true, needed: undefined },
    { step: 2, weight: 100, seconds: 300, isLast: true, isGuarded: true, needed: undefined },
  ]);
});

test('a stage that is shorter than the first measurements takes is not guarded, and needs as long as they take', () => {
  // From 20 s to the third failure, at 170 s.
  expect(stagesOf([['duration: 5m', 'duration: 30s']])).toEqual([
    { step: 0, weight: 20, seconds: 50, isLast: false, isGuarded: false, needed: 151 },
    { step: 2, weight: 100, seconds: 300, isLast: true, isGuarded: true, needed: undefined },
  ]);
});

test('a last stage that is measured by nothing is not guarded, however long it is', () => {
  const change: Change = [
    [/      analysis:\n[^]*?steps:/, '      steps:'],
    ['- setWeight: 100', '- analysis: {templates: [{templateName: shop}], args: [{name: hash, valueFrom: {podTemplateHashValue: Latest}}]}\n      - setWeight: 100'],
    ['interval: 30s', 'interval: 30s\n    count: 5'],
  ];
  expect(stagesOf(change)).toEqual([
    { step: 0, weight: 20, seconds: 530, isLast: false, isGuarded: true, needed: undefined },
    { step: 3, weight: 100, seconds: 300, isLast: true, isGuarded: false, needed: undefined },
  ]);
});

test('weights of 0 are no stages, nor is the same weight again', () => {
  const change: Change = [['- setWeight: 100', '- setWeight: 20\n      - setWeight: 0\n      - setWeight: 100']];
  expect(stagesOf(change).map(({ step, weight }) => [step, weight])).toEqual([[0, 20], [4, 100]]);
});

test('where no guard stops a release there are none', () => {
  expect(stagesOf([['failureLimit: 2', 'failureLimit: 60']])).toEqual([]);
});

test('before anything is wrong all measurements are good', () => {
  const [, second] = proofOf().stages;
  expect(second.timeline.measurements.filter(({ at }) => at < 340).map(({ phase }) => phase)).toEqual(Array.from({ length: 8 }, () => 'Successful'));
  expect(second.timeline).toMatchObject({ outcome: 'aborted', endsAt: 440 });
});
