import { Duration } from 'cdk8s';
import { AntiAffinity, ReplicaProgressThreshold, Replicas, type SmartCanaryProps, Step, Workload } from '../src';
import { manifestOf, messageOf, newCanary, newChart, newDeployment } from './canary';

const TEN = Replicas.fixed(10);
/** Time enough for a guard to fire. */
const BAKE = Step.pause(Duration.minutes(10));

function specOf(props: Partial<SmartCanaryProps>) {
  const chart = newChart();
  newCanary(props, chart);
  return manifestOf(chart, 'Rollout').spec;
}

describe('the strategy', () => {
  test('leaves to Argo Rollouts whatever nobody has stated', () => {
    const { strategy, ...spec } = specOf({});
    expect(Object.keys(spec).sort()).toEqual(['progressDeadlineAbort', 'progressDeadlineSeconds', 'replicas', 'selector', 'workloadRef']);
    expect(Object.keys(strategy.canary).sort()).toEqual(['analysis', 'stableService', 'steps', 'trafficRouting']);
  });

  test.each<[Partial<SmartCanaryProps>, object]>([
    [{ scaleDownDelay: Duration.minutes(2) }, { scaleDownDelaySeconds: 120 }],
    [{ abortScaleDownDelay: Duration.minutes(10) }, { abortScaleDownDelaySeconds: 600 }],
    [{ dynamicStableScale: true }, { dynamicStableScale: true }],
    [{ dynamicStableScale: false, scaleDownDelay: Duration.seconds(1), minPodsPerReplicaSet: 3 },
      { dynamicStableScale: false, scaleDownDelaySeconds: 1, minPodsPerReplicaSet: 3 }],
    [{ minPodsPerReplicaSet: 2 }, { minPodsPerReplicaSet: 2 }],
    [{ replicaProgressThreshold: ReplicaProgressThreshold.percent(90) }, { replicaProgressThreshold: { type: 'Percent', value: 90 } }],
    [{ replicaProgressThreshold: ReplicaProgressThreshold.pods(1) }, { replicaProgressThreshold: { type: 'Pods', value: 1 } }],
    [{ stableMetadata: { labels: { role: 'stable' } } }, { stableMetadata: { labels: { role: 'stable' } } }],
    [{ canaryMetadata: { labels: { 'example.com/role': '' }, annotations: { note: 'any text' } } },
      { canaryMetadata: { labels: { 'example.com/role': '' }, annotations: { note: 'any text' } } }],
    [{ antiAffinity: AntiAffinity.required() }, { antiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} } }],
    [{ antiAffinity: AntiAffinity.preferred(100) }, { antiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: { weight: 100 } } }],
  ])('%j becomes %j and nothing else', (props, canary) => {
    const plain = specOf({});
    expect(specOf(props)).toEqual({ ...plain, strategy: { canary: { ...plain.strategy.canary, ...canary } } });
  });

  test.each<[Partial<SmartCanaryProps>, object]>([
    [{ progressDeadline: Duration.seconds(21) }, { progressDeadlineSeconds: 21 }],
    [{ revisionHistoryLimit: 0 }, { revisionHistoryLimit: 0 }],
    [{ rollbackWindow: 10 }, { rollbackWindow: { revisions: 10 } }],
    [{ rollbackWindow: 12, revisionHistoryLimit: 12 }, { rollbackWindow: { revisions: 12 }, revisionHistoryLimit: 12 }],
  ])('%j becomes %j of the Rollout', (props, spec) => {
    expect(specOf(props)).toEqual({ ...specOf({}), ...spec });
  });

  test('takes the deadline that is given, whatever the Deployment states', () => {
    const chart = newChart();
    const workload = Workload.deployment(newDeployment(chart, { minReadySeconds: 30, progressDeadlineSeconds: 40 }));
    newCanary({ workload, progressDeadline: Duration.seconds(51) }, chart);
    expect(manifestOf(chart, 'Rollout').spec.progressDeadlineSeconds).toBe(51);
  });

  test.each<[string, Partial<SmartCanaryProps>]>([
    ['the minimum of pods', { steps: [Step.weight(10), BAKE], minPodsPerReplicaSet: 3 }],
    ['a scale in pods', { steps: [Step.canaryScale({ replicas: 3 }), Step.weight(10), BAKE] }],
    ['a scale in percent', { steps: [Step.canaryScale({ weight: 30 }), Step.weight(10), BAKE] }],
    ['a weight that needs them', { steps: [Step.weight(21), Step.canaryScale({ matchTrafficWeight: true }), BAKE] }],
  ])('waits for a number of pods that is reached by %s', (_, props) => {
    const threshold = ReplicaProgressThreshold.pods(3);
    expect(specOf({ ...props, replicas: TEN, replicaProgressThreshold: threshold }).strategy.canary.replicaProgressThreshold).toEqual({ type: 'Pods', value: 3 });
  });
});

describe('a strategy', () => {
  test.each<[Partial<SmartCanaryProps>, string]>([
    [{ scaleDownDelay: Duration.seconds(0) }, '\'scaleDownDelay\' must be positive and a whole number of seconds, got 0 s; give at least Duration.seconds(1)'],
    [{ abortScaleDownDelay: Duration.seconds(0) }, '\'abortScaleDownDelay\' must be positive and a whole number of seconds, got 0 s; give at least Duration.seconds(1)'],
    [{ progressDeadline: Duration.seconds(20) },
      '\'progressDeadline\' must be above the pods\' start-up of 20 s (traffic.podStartup and minReadySeconds), got 20 s; every release would be aborted as stuck: raise it'],
    [{ minPodsPerReplicaSet: 0 }, '\'minPodsPerReplicaSet\' must be an integer of at least 1, got 0; leave it out for no minimum'],
    [{ minPodsPerReplicaSet: 11, replicas: TEN },
      '\'minPodsPerReplicaSet\' must be at most the 10 replicas, got 11; the stable pods would never be as many as wanted: lower it, or raise replicas'],
    [{ rollbackWindow: 0 }, '\'rollbackWindow\' must be an integer of at least 1, got 0; leave it out for no window'],
    [{ rollbackWindow: 11 },
      '\'rollbackWindow\' must be at most revisionHistoryLimit, 10 by default, got 11; a revision whose ReplicaSet is gone goes through all steps: lower it, or set revisionHistoryLimit: 11'],
    [{ rollbackWindow: 2, revisionHistoryLimit: 1 },
      '\'rollbackWindow\' must be at most revisionHistoryLimit, 1, got 2; a revision whose ReplicaSet is gone goes through all steps: lower it, or set revisionHistoryLimit: 2'],
    [{ revisionHistoryLimit: 0.5 }, '\'revisionHistoryLimit\' must be an integer of at least 0, got 0.5; give the number of old ReplicaSets to keep'],
    [{ dynamicStableScale: true, scaleDownDelay: Duration.seconds(60) },
      '\'scaleDownDelay\' must be left out with dynamicStableScale, got both; Argo Rollouts refuses them, for no stable pods are left to keep: leave out one of them'],
    [{ dynamicStableScale: true, abortScaleDownDelay: Duration.seconds(60) },
      '\'abortScaleDownDelay\' must be left out with dynamicStableScale, got both; an aborted canary would keep pods and requests for ever '
      + '(https://github.com/argoproj/argo-rollouts/issues/4898): leave out one of them'],
    [{ dynamicStableScale: true, minPodsPerReplicaSet: 2 },
      '\'minPodsPerReplicaSet\' must be left out with dynamicStableScale, got both; an aborted canary would keep pods and requests for ever '
      + '(https://github.com/argoproj/argo-rollouts/issues/4841): leave out one of them'],
  ])('fails on %j', (props, message) => {
    expect(messageOf(() => newCanary(props))).toBe(message);
  });
});

describe('ReplicaProgressThreshold', () => {
  test.each([0, 101, 0.5, NaN])('fails on %p percent', (percentage) => {
    expect(messageOf(() => ReplicaProgressThreshold.percent(percentage))).toBe(
      `'percent' of 'replicaProgressThreshold' must be an integer between 1 and 100, got ${percentage}; with 0 a release is promoted without a pod: give 90 for 90 %`,
    );
  });

  test.each([0, -1, 1.5])('fails on %p pods', (count) => {
    expect(messageOf(() => ReplicaProgressThreshold.pods(count))).toBe(
      `'pods' of 'replicaProgressThreshold' must be an integer of at least 1, got ${count}; with 0 a release is promoted without a pod: give a number of pods`,
    );
  });

  test('fails on more pods than replicas', () => {
    expect(messageOf(() => newCanary({ replicas: TEN, replicaProgressThreshold: ReplicaProgressThreshold.pods(11) }))).toBe(
      '\'replicaProgressThreshold\' must be at most the 10 replicas, got 11 pods; every release would be aborted as stuck: lower it',
    );
  });

  test.each([
    [0, [Step.weight(20), Step.weight(100)], 2],
    [0, [Step.weight(0), Step.weight(100)], 0],
    [1, [Step.weight(50), Step.canaryScale({ replicas: 1 })], 1],
    [2, [Step.canaryScale({ replicas: 5 }), Step.weight(10), Step.canaryScale({ matchTrafficWeight: true })], 1],
  ])('fails at steps[%i], which starts too few pods for it', (index, steps, pods) => {
    expect(messageOf(() => newCanary({ replicas: TEN, steps, replicaProgressThreshold: ReplicaProgressThreshold.pods(3) }))).toBe(
      `'replicaProgressThreshold' must be at most the pods that each step starts, ${pods} at steps[${index}], got 3 pods; `
      + 'that step would never be done: lower it, or use ReplicaProgressThreshold.percent',
    );
  });
});

test.each([0, 101, 0.5])('AntiAffinity fails on a weight of %p', (weight) => {
  expect(messageOf(() => AntiAffinity.preferred(weight))).toBe(
    `'preferred' of 'antiAffinity' must be an integer between 1 and 100, got ${weight}; it is a weight among the scheduler's preferences: give 100 for the strongest`,
  );
});

describe('pod metadata', () => {
  const workload = Workload.named('shop', { labels: { app: 'shop' } });

  test.each<[Partial<SmartCanaryProps>, string]>([
    [{ canaryMetadata: { labels: { app: 'shop' } } },
      '\'canaryMetadata.labels\' must not hold \'app\', got \'shop\'; the selector of Deployment \'shop\' needs that label as it is: choose another key'],
    [{ stableMetadata: { labels: { 'rollouts-pod-template-hash': 'x' } } },
      '\'stableMetadata.labels\' must not hold \'rollouts-pod-template-hash\', got \'x\'; the controller needs that label as it is: choose another key'],
    [{ stableMetadata: { labels: { role: 'not so' } } },
      '\'stableMetadata.labels\' must have values of at most 63 letters, digits, \'-\', \'_\' and \'.\', a letter or digit at both ends, got \'not so\' for \'role\'; give it a value of that form'],
    [{ canaryMetadata: { annotations: { 'a/b/c': 'x' } } },
      '\'canaryMetadata.annotations\' must have keys of at most 63 letters, digits, \'-\', \'_\' and \'.\', a letter or digit at both ends, after a DNS name and \'/\' or without, got \'a/b/c\'; '
      + 'give it a key of that form, as \'example.com/role\''],
  ])('fails on %j', (props, message) => {
    expect(messageOf(() => newCanary({ ...props, workload }))).toBe(message);
  });

  test('fails on a key that only an expression of the selector uses', () => {
    const chart = newChart();
    const selector = { matchLabels: { app: 'shop' }, matchExpressions: [{ key: 'tier', operator: 'Exists' }] };
    const shop = Workload.deployment(newDeployment(chart, { selector }));
    expect(messageOf(() => newCanary({ workload: shop, canaryMetadata: { labels: { tier: 'web' } } }, chart))).toBe(
      '\'canaryMetadata.labels\' must not hold \'tier\', got \'web\'; the selector of Deployment \'shop\' needs that label as it is: choose another key',
    );
  });

  test.each(['', '-a', 'a-', 'a b', '/a', 'a/', 'Example.com/a', 'x'.repeat(64)])('fails on the key %j', (key) => {
    expect(messageOf(() => newCanary({ canaryMetadata: { labels: { [key]: 'x' } } }))).toContain(`got '${key}'`);
  });
});
