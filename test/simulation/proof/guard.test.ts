import { type Change, guardIn, proofOf, trialsOf } from './proof-of';
import { fires, proveGuard } from '../../../src/simulation/proof/guard';

const OPEN: Change = [[/pause: \{duration: 5m\}/g, 'pause: {}']];
const RARE: Change = [['interval: 30s', 'interval: 5m']];

/** The analysis in a step after the first pause instead of beside the steps. */
const IN_STEP: Change = [
  [/      analysis:\n[^]*?steps:/, '      steps:'],
  ['- setWeight: 100', '- analysis: {templates: [{templateName: shop}], args: [{name: hash, valueFrom: {podTemplateHashValue: Latest}}]}\n      - setWeight: 100'],
];

function provenIn(change: Change) {
  const trials = trialsOf(change);
  return proveGuard(guardIn(trials), trials);
}

test('a guard fires that measures often enough', () => {
  const { verdict, timeline, patience } = provenIn([]);
  expect({ verdict, patience }).toEqual({ verdict: 'fires', patience: undefined });
  // Pods after 20 s, the first measurement 90 s after that, the third failure is one more than two.
  expect(timeline.measurements).toMatchObject([{ at: 110, phase: 'Failed' }, { at: 140, phase: 'Failed' }, { at: 170, phase: 'Failed' }]);
  expect(timeline).toMatchObject({ outcome: 'aborted', endsAt: 170 });
});

test('a guard that measures too rarely does never, and was not blind', () => {
  const { verdict, timeline, isBlind } = provenIn(RARE);
  expect({ verdict, isBlind }).toEqual({ verdict: 'never', isBlind: false });
  expect(timeline.measurements.map(({ at }) => at)).toEqual([110, 410]);
  expect(timeline).toMatchObject({ outcome: 'promoted', endsAt: 640 });
});

test('a guard that measures nothing has not seen anything to be blind for', () => {
  expect(provenIn([['startingStep: 1', 'startingStep: 4']])).toMatchObject({ verdict: 'never', isBlind: false, timeline: { measurements: [] } });
});

test('a guard is blind to which a canary that fails looks good', () => {
  const { verdict, isBlind, timeline } = provenIn([['>= 0.95', '>= 0']]);
  expect({ verdict, isBlind }).toEqual({ verdict: 'never', isBlind: true });
  expect(timeline.measurements.map(({ phase }) => phase)).toEqual(Array.from({ length: 18 }, () => 'Successful'));
});

test('a guard waits that people overtake, for as long as it takes in the shorter of two pauses', () => {
  // 20 + 65 + 20 + 65 is the first end after the third measurement, at 170.
  expect(provenIn(OPEN)).toMatchObject({ verdict: 'waits', patience: 65, timeline: { outcome: 'promoted', endsAt: 40 } });
});

test('a guard that waits where it never fires, waits for ever', () => {
  expect(provenIn([...OPEN, ['>= 0.95', '>= 0']])).toMatchObject({ verdict: 'never', isBlind: true });
});

test('a guard in a step that is inconclusive holds the release', () => {
  const proof = proofOf([...IN_STEP, ['interval: 30s', 'interval: 30s\n    count: 3\n    inconclusiveLimit: 1'], ['result[0] >= 0.95', 'result[0] >= 0.95\n    failureCondition: len(result) > 1']]);
  expect(proof.guards).toMatchObject([{ verdict: 'fires', guard: { step: 2, fault: 'fails' } }]);
});

test('each metric is judged by itself', () => {
  const second = `  - name: volume
    interval: 10m
    failureLimit: 3
    successCondition: len(result) > 0 && result[0] > 0
    provider:
      prometheus:
        address: http://prometheus.observability:9090
        query: sum(rate(istio_requests_total{reporter="destination", rollout_hash="{{args.hash}}"}[1m]))
`;
  const { guards } = proofOf([['---\napiVersion: argoproj.io/v1alpha1\nkind: Rollout', `${second}---\napiVersion: argoproj.io/v1alpha1\nkind: Rollout`]]);
  expect(guards.map(({ guard, verdict }) => [guard.plan.name, guard.fault, verdict])).toEqual([['success-rate', 'fails', 'fires'], ['volume', 'no-traffic', 'never']]);
});

test('whether a guard fires is told of a changed release, too', () => {
  const [trials, rare] = [trialsOf(), trialsOf(RARE)];
  expect(fires(guardIn(trials), trials, trials.tried)).toBe(true);
  expect(fires(guardIn(rare), trials, rare.tried)).toBe(false);
});
