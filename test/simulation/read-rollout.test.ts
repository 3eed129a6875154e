import { modelOf, releaseOf } from './release';
import { readRollout } from '../../src/simulation/read-rollout';

const METRIC = { name: 'errors', interval: '1m', successCondition: 'result[0] < 1' };

function runOf(metric: object, more: object = {}) {
  return modelOf({ metrics: [{ ...METRIC, ...metric }], ...more }).background!.run;
}

test('a Rollout that says little has the controller\'s defaults', () => {
  expect(modelOf({ steps: [] })).toEqual({
    namespace: 'eu',
    name: 'shop',
    replicas: 10,
    minReady: 0,
    progressDeadline: 600_000,
    progressDeadlineAbort: false,
    rollbackWindow: 0,
    steps: [],
    background: undefined,
    routing: { hasStableService: true, hasCanaryService: false, hasSubsets: true },
    dynamicStableScale: false,
    minPods: undefined,
    threshold: undefined,
    abortScaleDownDelay: 30_000,
    hasOwnAbortDelay: false,
    scaleDownDelay: 30_000,
  });
});

test('an abortScaleDownDelaySeconds of 0 keeps no pods for a time', () => {
  expect(modelOf({ canary: { abortScaleDownDelaySeconds: 0 } })).toMatchObject({ abortScaleDownDelay: undefined, hasOwnAbortDelay: true });
});

test.each([
  [{ type: 'Percent', value: 70 }, { isPercent: true, value: 70 }],
  [{ type: 'Pods', value: 3 }, { isPercent: false, value: 3 }],
  [{ type: 'Percentage', value: 70 }, { isPercent: false, value: 70 }],
])('the threshold %j is %j', (replicaProgressThreshold, threshold) => {
  expect(modelOf({ canary: { replicaProgressThreshold } }).threshold).toEqual(threshold);
});

test.each([
  [{ pause: {} }, 'pause', { pause: {} }],
  [{ pause: { duration: '1m30s' } }, 'pause: 1m30s', { pause: { duration: 90_000 } }],
  [{ pause: { duration: 5 } }, 'pause: 5', { pause: { duration: 5_000 } }],
  [{ setWeight: 0 }, 'setWeight: 0', { weight: 0 }],
  [{ setCanaryScale: { weight: 25 } }, 'setCanaryScale{weight: 25}', { canaryScale: { weight: 25, matchTrafficWeight: false } }],
  [{ setCanaryScale: { matchTrafficWeight: true } }, 'setCanaryScale{matchTrafficWeight: true}', { canaryScale: { matchTrafficWeight: true } }],
  [{ setHeaderRoute: { name: 'a' } }, 'setHeaderRoute: a', { headerRoute: { name: 'a', isRemoved: true } }],
  [{ setMirrorRoute: { name: 'a', match: [{}] } }, 'setMirrorRoute: a', { mirrorRoute: { name: 'a', isRemoved: false } }],
  [{ experiment: { duration: '2m', templates: [{ weight: 5 }, { weight: 10 }] } }, 'experiment', { experiment: { weight: 15, duration: 120_000 } }],
])('the step %j is shown as %s', (step, text, read) => {
  expect(modelOf({ steps: [step] }).steps).toMatchObject([{ text, ...read }]);
});

test.each([
  [{}, { interval: 60_000, count: undefined, failureLimit: 0, inconclusiveLimit: 0, consecutiveErrorLimit: 4, consecutiveSuccessLimit: 0 }],
  [{ count: 3, initialDelay: '1m30s' }, { count: 3, initialDelay: 90_000 }],
  [{ interval: undefined }, { interval: undefined, count: 1 }],
  [{ count: '0', failureLimit: '2' }, { count: undefined, failureLimit: 2 }],
  [{ failureLimit: '10%', consecutiveErrorLimit: 'many' }, { failureLimit: 0, consecutiveErrorLimit: 0 }],
])('the metric %j is read as %j', (metric, plan) => {
  const run = runOf(metric);
  expect(run.invalid).toBeUndefined();
  expect(run.metrics).toMatchObject([plan]);
});

describe('arguments', () => {
  const metric = { successCondition: 'result[0] >= {{ args.limit }}', interval: '{{args.every}}' };

  test('have the templates\' values, and over them those of the Rollout', () => {
    const template = { args: [{ name: 'limit', value: '0.9' }, { name: 'every', value: '10s' }] };
    const { metrics } = runOf(metric, { template, analysis: { args: [{ name: 'every', value: '30s' }, { name: 'other', value: 'x' }] } });
    expect(metrics).toMatchObject([{ interval: 30_000, definition: { successCondition: 'result[0] >= 0.9' } }]);
  });

  test('come from fields, hashes and secrets', () => {
    // GIVEN
    const names = ['limit', 'every', 'namespace', 'canary', 'wrong'];
    const template = { args: [...names.map((name) => ({ name })), { name: 'token', valueFrom: { secretKeyRef: { name: 'a', key: 'b' } } }] };
    const given = [
      { name: 'limit', valueFrom: { fieldRef: { fieldPath: 'spec.replicas' } } },
      { name: 'every', value: '5s' },
      { name: 'namespace', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
      { name: 'canary', valueFrom: { podTemplateHashValue: 'Latest' } },
      { name: 'wrong', valueFrom: { podTemplateHashValue: 'Canary' } },
    ];
    const query = '{{args.namespace}}/{{args.canary}}/{{args.wrong}}/{{args.token}}';

    // WHEN
    const { metrics } = runOf({ ...metric, provider: { web: { url: query } } }, { template, analysis: { args: given } });

    // THEN
    expect(metrics).toMatchObject([{ definition: { successCondition: 'result[0] >= 10', provider: { web: { url: 'eu/canary-hash//secret' } } } }]);
  });

  test('fail a run where nothing stands for them', () => {
    expect(runOf(metric).invalid).toBe('Unable to resolve metric arguments: failed to resolve {{args.every}}');
  });
});

test('dry runs are patterns that match anywhere in a name', () => {
  const { metrics } = runOf({}, { metrics: [METRIC, { ...METRIC, name: 'latency' }, { ...METRIC, name: 'latency-p99' }], analysis: { dryRun: [{ metricName: 'latency' }] } });
  expect(metrics.map(({ isDryRun }) => isDryRun)).toEqual([false, true, true]);
});

test.each([
  [{ metrics: [] }, 'no metrics specified'],
  [{ metrics: [METRIC, METRIC] }, 'metrics[1]: duplicate name \'errors'],
  [{ metrics: [{ ...METRIC, consecutiveSuccessLimit: -1 }] }, 'metrics[0]: consecutiveSuccessLimit must be >= 0'],
  [{ metrics: [{ ...METRIC, failureLimit: -2 }] }, 'metrics[0]: failureLimit must be >= 0, or -1 to be disabled'],
  [{ metrics: [{ ...METRIC, failureLimit: -1 }] }, 'metrics[0]: failureLimit and consecutiveSuccessLimit cannot both be disabled'],
  [{ metrics: [{ ...METRIC, inconclusiveLimit: -1 }] }, 'metrics[0]: inconclusiveLimit must be >= 0'],
  [{ metrics: [{ ...METRIC, consecutiveErrorLimit: -1 }] }, 'metrics[0]: consecutiveErrorLimit must be >= 0'],
  [{ metrics: [{ ...METRIC, count: 2, failureLimit: 3 }] }, 'metrics[0]: count (2) must be >= failureLimit + consecutiveSuccessLimit (3 + 0) if both >= 0'],
  [{ metrics: [{ ...METRIC, count: 2, failureLimit: -1, consecutiveSuccessLimit: 3 }] }, 'metrics[0]: count must be >= consecutiveSuccessLimit'],
  [{ metrics: [{ ...METRIC, count: 2, inconclusiveLimit: 3 }] }, 'metrics[0]: count must be >= inconclusiveLimit'],
  [{ metrics: [{ ...METRIC, count: 2, interval: undefined }] }, 'metrics[0]: interval must be specified when count > 1'],
  [{ metrics: [{ ...METRIC, initialDelay: '1d' }] }, 'metrics[0]: invalid startDelay string: \'1d\''],
  [{ metrics: [{ ...METRIC, provider: {} }] }, 'metrics[0]: no provider specified'],
  [{ metrics: [{ ...METRIC, provider: { web: {}, job: {} } }] }, 'metrics[0]: multiple providers specified'],
  [{ metrics: [METRIC], analysis: { dryRun: [{ metricName: '*' }] } }, 'dryRun[0]: Rule didn\'t match any metric name(s)'],
])('fails a run for %j', (options, message) => {
  expect(modelOf(options).background!.run.invalid).toBe(`Analysis spec invalid: ${message}`);
});

test('fails to read a Rollout whose template is not there', () => {
  const release = releaseOf({ metrics: [METRIC], analysis: { templates: [{ templateName: 'others' }] } });
  expect(readRollout(release)).toEqual({ refusal: 'AnalysisTemplate \'others\' is not among the manifests' });
});
