import { eventsOf, modelOf, play, sizesOf, weightsOf } from './release';
import { type OperatorEvent } from '../../src/simulation/operator';
import { simulate } from '../../src/simulation/simulate';

const METRIC = { name: 'errors', interval: '60s', successCondition: 'result[0] < 1' };
const SLOW = { podStartup: 15 };
const FAILS = { measure: () => ({ phase: 'Failed' as const }) };

function did(at: number, action: OperatorEvent['action'], version?: string): OperatorEvent {
  return { at, action, version };
}

describe('a release', () => {
  test('goes through its steps, and each rise waits for its pods', () => {
    // WHEN
    const timeline = play({}, SLOW);

    // THEN
    expect(timeline).toMatchObject({ outcome: 'promoted', endsAt: 165, reason: 'Completed all 4 canary steps', measurements: [] });
    expect(weightsOf(timeline)).toEqual([[15, 20], [90, 50], [165, 100], [165, 0]]);
    expect(sizesOf(timeline, 2)).toEqual([[0, 2], [75, 5], [150, 10]]);
    expect(sizesOf(timeline, 1)).toEqual([[195, 0]]);
  });

  test('points both subsets at the new version at the end', () => {
    expect(eventsOf(play({}, SLOW), 'hash').map(({ at, of, canary, stable }) => [at, of, canary, stable])).toEqual([
      [0, 'subsets', 2, 1],
      [165, 'stableService', undefined, 2],
      [165, 'subsets', 2, 2],
    ]);
  });

  test('without steps is there as soon as its pods are', () => {
    const timeline = play({ steps: [] }, SLOW);
    expect(timeline).toMatchObject({ outcome: 'promoted', endsAt: 15 });
    expect(weightsOf(timeline)).toEqual([]);
  });

  test('goes through any number of steps at once where nothing has to be waited for', () => {
    const steps = Array.from({ length: 100 }, (_, i) => ({ setWeight: i + 1 }));
    expect(play({ steps })).toMatchObject({ outcome: 'promoted', endsAt: 0 });
  });

  test('takes a pause of less than a second for none', () => {
    expect(play({ steps: [{ setWeight: 20 }, { pause: { duration: '500ms' } }] })).toMatchObject({ outcome: 'promoted', endsAt: 0 });
  });

  test('makes a pause up to a second shorter, as only whole seconds are written down', () => {
    expect(play({ steps: [{ setWeight: 20 }, { pause: { duration: 60 } }] }, { clock: 0.75 }).endsAt).toBe(59.25);
  });

  test('counts minReadySeconds from the whole second in which a pod is ready', () => {
    expect(weightsOf(play({ spec: { replicas: 10, minReadySeconds: 30 } }, { ...SLOW, clock: 0.4 }))[0]).toEqual([44.6, 20]);
  });

  test('of the first revision skips steps and analysis', () => {
    // WHEN
    const timeline = play({ metrics: [METRIC] }, { ...SLOW, isFirstDeploy: true });

    // THEN
    expect(timeline).toMatchObject({ outcome: 'promoted', endsAt: 0, reason: 'Initial deploy', measurements: [] });
    expect(eventsOf(timeline, 'hash').map(({ at }) => at)).toEqual([15, 15]);
  });

  test('is the same every time', () => {
    const model = modelOf({ metrics: [METRIC] });
    expect(simulate(model, { ...FAILS, ...SLOW })).toEqual(simulate(model, { ...FAILS, ...SLOW }));
  });
});

describe('pods', () => {
  test('of the stable side go as the traffic does with dynamicStableScale', () => {
    const timeline = play({ canary: { dynamicStableScale: true } }, SLOW);
    expect(sizesOf(timeline, 1)).toEqual([[15, 8], [90, 5], [165, 0]]);
  });

  test('have a size of their own with setCanaryScale', () => {
    const scale = [{ setCanaryScale: { replicas: 3 } }, { setWeight: 50 }];
    const steps = [...scale, { pause: { duration: 5 } }, { setCanaryScale: { matchTrafficWeight: true } }];
    expect(sizesOf(play({ steps }), 2)).toEqual([[0, 3], [5, 5], [5, 10]]);
  });

  test('are never fewer than minPodsPerReplicaSet, which only 1.10 keeps within the replicas', () => {
    const options = { canary: { minPodsPerReplicaSet: 12 } };
    expect(sizesOf(play(options), 2)[0]).toEqual([0, 12]);
    expect(sizesOf(play(options, { version: '1.10' }), 2)[0]).toEqual([0, 10]);
  });

  test('need not all be there with replicaProgressThreshold', () => {
    const canary = { replicaProgressThreshold: { type: 'Percent', value: 0 } };
    expect(play({ canary }, { podStartup: Infinity, limit: 500 }).outcome).toBe('promoted');
  });

  test('that are lost take the traffic and the header route with them, and the route stays away', () => {
    // GIVEN
    const match = [{ headerName: 'x', headerValue: { exact: 'y' } }];
    const steps = [{ setCanaryScale: { replicas: 1 } }, { setHeaderRoute: { name: 'testers', match } }, { setWeight: 10 }, { pause: { duration: 60 } }];

    // WHEN
    const timeline = play({ steps }, { ...SLOW, operator: [did(30, 'lose-pod')] });

    // THEN
    expect(weightsOf(timeline).slice(0, 3)).toEqual([[15, 10], [30, 0], [45, 10]]);
    expect(eventsOf(timeline, 'route').map(({ at, state }) => [at, state])).toEqual([[15, 'set'], [30, 'removed']]);
    expect(timeline.endsAt).toBe(90);
  });
});

describe('an abort', () => {
  test('takes all traffic back at once, and the pods after a time', () => {
    // WHEN
    const timeline = play({}, { ...SLOW, operator: [did(100, 'abort')] });

    // THEN
    expect(timeline).toMatchObject({ outcome: 'aborted', endsAt: 100, reason: 'somebody aborted it' });
    expect(weightsOf(timeline)).toEqual([[15, 20], [90, 50], [100, 0]]);
    expect(sizesOf(timeline, 2).at(-1)).toEqual([130, 0]);
  });

  test('keeps no pods for a delay of 0', () => {
    expect(sizesOf(play({ canary: { abortScaleDownDelaySeconds: 0 } }, { ...SLOW, operator: [did(100, 'abort')] }), 2).at(-1)).toEqual([100, 0]);
  });

  test('with dynamicStableScale goes down level by level', () => {
    const steps = [20, 50, 80].flatMap((setWeight) => [{ setWeight }, { pause: { duration: 60 } }]);
    const timeline = play({ steps, canary: { dynamicStableScale: true } }, { podStartup: 20, operator: [did(230, 'abort')] });
    expect(weightsOf(timeline).slice(3)).toEqual([[250, 50], [270, 20], [290, 0]]);
  });

  test('with dynamicStableScale and a delay of its own never ends', () => {
    const steps = [20, 50].flatMap((setWeight) => [{ setWeight }, { pause: { duration: 60 } }]);
    const timeline = play({ steps, canary: { dynamicStableScale: true, abortScaleDownDelaySeconds: 60 } }, { podStartup: 20, operator: [did(130, 'abort')] });
    expect(weightsOf(timeline).at(-1)).toEqual([150, 20]);
  });

  test('comes when nothing progresses for too long', () => {
    const spec = { replicas: 10, progressDeadlineSeconds: 100, progressDeadlineAbort: true };
    expect(play({ spec }, { podStartup: Infinity })).toMatchObject({ outcome: 'aborted', endsAt: 101 });
  });

  test('can be taken back, and then it begins anew', () => {
    const timeline = play({}, { ...SLOW, operator: [did(20, 'abort'), did(60, 'retry')] });
    expect(timeline).toMatchObject({ outcome: 'promoted', endsAt: 225 });
  });
});

describe('an analysis beside the steps', () => {
  test('begins when its step becomes current, and ends with the promotion', () => {
    // WHEN
    const timeline = play({ metrics: [METRIC], analysis: { startingStep: 2 } }, SLOW);

    // THEN
    const runs = eventsOf(timeline, 'analysisRun').map(({ at, phase, message }) => [at, phase, message]);
    expect(runs).toEqual([[75, 'Running', undefined], [165, 'Successful', 'Run Terminated']]);
    expect(timeline.measurements).toEqual([{ metric: 'errors', at: 75, phase: 'Successful' }, { metric: 'errors', at: 135, phase: 'Successful' }]);
  });

  test('aborts when it fails', () => {
    const timeline = play({ metrics: [METRIC], analysis: { startingStep: 1 } }, { ...SLOW, ...FAILS });
    expect(timeline).toMatchObject({ outcome: 'aborted', endsAt: 15 });
    expect(timeline.reason).toContain('failed (1) > failureLimit (0)');
  });

  test('with limits that it cannot reach promotes whatever fails', () => {
    const timeline = play({ metrics: [{ ...METRIC, interval: '5m', failureLimit: 3 }] }, { ...SLOW, ...FAILS });
    expect(timeline).toMatchObject({ outcome: 'promoted', measurements: [{ at: 0, phase: 'Failed' }] });
  });

  test('aborts at once when the controller cannot read it', () => {
    const timeline = play({ metrics: [{ ...METRIC, interval: '1d' }] });
    expect(timeline.outcome).toBe('aborted');
    expect(timeline.reason).toContain('Analysis spec invalid: metrics[0]: invalid interval string');
  });

  test('that is inconclusive stops nothing where no pods are needed', () => {
    const timeline = play({ spec: { replicas: 1 }, metrics: [METRIC], analysis: { startingStep: 1 } }, { measure: () => ({ phase: 'Inconclusive' }) });
    expect(timeline).toMatchObject({ outcome: 'promoted', endsAt: 60 });
  });

  test('that is inconclusive keeps a release waiting where pods are needed', () => {
    const timeline = play({ metrics: [METRIC], analysis: { startingStep: 1 } }, { measure: () => ({ phase: 'Inconclusive' }) });
    expect(timeline.outcome).toBe('paused');
    expect(timeline.reason).toContain('step 3 of 4 (setWeight: 50)');
  });
});

describe('an analysis as a step', () => {
  const steps = [{ setWeight: 20 }, { analysis: { templates: [{ templateName: 'checks' }] } }, { setWeight: 50 }];
  const template = { metrics: [{ ...METRIC, count: 3, provider: { prometheus: {} } }] };

  test('lasts as long as its run', () => {
    expect(weightsOf(play({ steps, template }, SLOW))).toEqual([[15, 20], [150, 50], [165, 100], [165, 0]]);
  });

  test('aborts when it fails', () => {
    expect(play({ steps, template }, { ...SLOW, ...FAILS })).toMatchObject({ outcome: 'aborted', endsAt: 15 });
  });

  test('without templates never ends', () => {
    expect(play({ steps: [{ setWeight: 20 }, { analysis: { templates: [] } }] }, { limit: 5_000 })).toMatchObject({ outcome: 'stuck', endsAt: 5_000 });
  });
});

describe('people', () => {
  const steps = [{ setWeight: 20 }, { pause: {} }, { setWeight: 50 }];

  test('are waited for', () => {
    const timeline = play({ steps }, SLOW);
    expect(timeline).toMatchObject({ outcome: 'paused', endsAt: 15 });
    expect(timeline.reason).toBe('it waits for somebody at step 2 of 3 (pause): 2 of 2 pods of the new version are available');
  });

  test('are not waited for where what is measured meanwhile aborts', () => {
    const fails = { measure: (_: unknown, at: number) => ({ phase: at >= 600 ? 'Failed' as const : 'Successful' as const }) };
    expect(play({ steps, metrics: [METRIC], analysis: { startingStep: 1 } }, { ...SLOW, ...fails })).toMatchObject({ outcome: 'aborted', endsAt: 615 });
  });

  test('promote after a time', () => {
    expect(weightsOf(play({ steps }, { ...SLOW, promoteAfter: 100 }))).toEqual([[15, 20], [130, 50], [145, 100], [145, 0]]);
  });

  test('promote fully, and the weight stays until all pods are there', () => {
    const timeline = play({ steps }, { ...SLOW, operator: [did(40, 'promote-full')] });
    expect(timeline).toMatchObject({ outcome: 'promoted', endsAt: 55, reason: 'Full promotion requested' });
    expect(weightsOf(timeline)).toEqual([[15, 20], [55, 0]]);
  });

  test('go back, and the stable version needs no steps', () => {
    const timeline = play({}, { ...SLOW, operator: [did(40, 'undo')] });
    expect(timeline).toMatchObject({ outcome: 'promoted', endsAt: 40, reason: 'it went back to the stable version' });
    expect(weightsOf(timeline)).toEqual([[15, 20], [40, 0]]);
  });

  test('release another version on the way, which begins anew', () => {
    const timeline = play({}, { ...SLOW, operator: [did(40, 'release')] });
    expect(timeline).toMatchObject({ outcome: 'promoted', endsAt: 205 });
    expect(weightsOf(timeline)).toEqual([[15, 20], [40, 0], [55, 20], [130, 50], [205, 100], [205, 0]]);
    expect(sizesOf(timeline, 2).at(-1)).toEqual([40, 0]);
  });

  test('go back within the window without steps', () => {
    const timeline = play({ spec: { replicas: 10, rollbackWindow: { revisions: 3 } } }, { ...SLOW, operator: [did(300, 'release', 'v1')] });
    expect(timeline).toMatchObject({ outcome: 'promoted', endsAt: 315, reason: 'Rollback within window' });
  });
});

describe('steps that others do', () => {
  test('take the time and the share of an experiment', () => {
    // GIVEN
    const steps = [{ setWeight: 20 }, { experiment: { duration: '2m', templates: [{ name: 'a', weight: 10 }] } }];

    // WHEN
    const timeline = play({ steps }, SLOW);

    // THEN
    expect(eventsOf(timeline, 'weight').slice(0, 3).map(({ at, weight, stable, experiment }) => [at, weight, stable, experiment])).toEqual([
      [15, 20, 80, undefined], [30, 20, 70, 10], [150, 20, 80, undefined],
    ]);
  });

  test.each(['Failed', 'Error'] as const)('abort when an experiment comes to %s', (outcome) => {
    expect(play({ steps: [{ setWeight: 20 }, { experiment: {} }] }, { experiment: { seconds: 30, outcome } })).toMatchObject({ outcome: 'aborted', endsAt: 30 });
  });

  test('take the time of a plugin, and abort when it fails', () => {
    const steps = [{ setWeight: 20 }, { plugin: { name: 'acme/gate' } }];
    expect(play({ steps }, { plugin: { seconds: 45, outcome: 'Successful' } })).toMatchObject({ outcome: 'promoted', endsAt: 45 });
    expect(play({ steps }, { plugin: { seconds: 45, outcome: 'Failed' } })).toMatchObject({ outcome: 'aborted', endsAt: 45 });
  });
});

describe('without any Service', () => {
  const canary = { stableService: undefined };

  test('pods that start keep the controller away, and longer each time', () => {
    const timeline = play({ canary }, { podStartup: 5 });
    expect(weightsOf(timeline)[0][0]).toBeGreaterThan(8);
    expect(eventsOf(timeline, 'pause')[0].late).toBe(10);
  });

  test('it does not come back sooner with a delay', () => {
    const [without, with7] = [0, 7].map((gateDelay) => eventsOf(play({ canary }, { podStartup: 5, gateDelay }), 'pause')[0]);
    expect(with7.at - without.at).toBe(7);
    expect(with7.late).toBe(3);
  });

  test('fails to abort a release whose pods never start, in 1.9 and not in 1.8', () => {
    const spec = { replicas: 10, progressDeadlineSeconds: 60, progressDeadlineAbort: true };
    const stuck = play({ canary, spec }, { podStartup: Infinity, limit: 1_000 });
    expect(stuck).toMatchObject({ outcome: 'stuck', endsAt: 1_000 });
    expect(stuck.reason).toBe('it does not get on at step 1 of 4 (setWeight: 20): 0 of 2 pods of the new version are available');
    expect(play({ canary, spec }, { podStartup: Infinity, version: '1.8' })).toMatchObject({ outcome: 'aborted', endsAt: 61 });
  });
});

test('fails to end where nothing aborts a release without pods', () => {
  const timeline = play({}, { podStartup: Infinity });
  expect(timeline.outcome).toBe('stuck');
  expect(timeline.reason).toContain('nothing aborts it when the progress deadline has passed');
});
