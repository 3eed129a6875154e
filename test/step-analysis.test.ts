import { Duration } from 'cdk8s';
import {
  AnalysisArg, Prometheus, Protocol, Replicas, SharedAnalysis, type SharedAnalysisProps, type SmartCanaryProps, Step, type StepAnalysisOptions,
  StringMatch, Threshold, Workload,
} from '../src';
import { manifestOf, manifests, messageOf, newCanary, newChart } from './canary';

const RATE = Threshold.successRate(0.95);
const QUEUE = Threshold.query('queue', { query: 'max(queue)', max: 10 });
const PAUSE = Step.pause(Duration.minutes(10));
const STATED: Partial<SmartCanaryProps> = {
  workload: Workload.named('shop'),
  protocol: Protocol.HTTP,
  replicas: Replicas.fixed(3),
  timeout: Duration.seconds(2),
  thresholds: [],
  analysis: { prometheus: Prometheus.at('http://prometheus:9090') },
};

/** The numbers of the one metric of an analysis after a weight and whatever else. */
function numbersOf(options: StepAnalysisOptions, ...before: Step[]): any {
  const chart = newChart();
  newCanary({ ...STATED, steps: [Step.weight(20), ...before, Step.analysis('bake', { thresholds: [RATE], ...options })] }, chart);
  const [{ name, provider, successCondition, failureCondition, ...numbers }] = manifestOf(chart, 'AnalysisTemplate').spec.metrics;
  return numbers;
}

function codesOf(steps: Step[], props: Partial<SmartCanaryProps> = {}): string[] {
  return newCanary({ ...STATED, steps, ...props }, newChart({ namespace: 'arch' })).findings.map(({ code }) => code);
}

function newShared(props: Partial<SharedAnalysisProps> = {}): SharedAnalysis {
  return new SharedAnalysis(newChart(), 'shared', { name: 'http-canary', protocol: Protocol.HTTP, thresholds: [RATE], prometheus: Prometheus.at('http://prometheus:9090'), ...props });
}

describe('Step.analysis', () => {
  test('has a template of its own, which the step refers to and the canary holds', () => {
    const chart = newChart();
    const args = { tenant: AnalysisArg.value('acme') };
    const thresholds = [RATE, Threshold.query('queue', { query: 'max(queue{tenant="{{args.tenant}}"})', max: 1, args })];
    const canary = newCanary({ ...STATED, steps: [Step.weight(20), Step.analysis('bake', { thresholds, dryRun: ['queue'], measurementRetention: 5 }), PAUSE] }, chart);
    const { steps, analysis } = manifestOf(chart, 'Rollout').spec.strategy.canary;
    expect(analysis).toBeUndefined();
    expect(steps[1]).toEqual({
      analysis: {
        templates: [{ templateName: 'shop-bake' }],
        args: [
          { name: 'canary-hash', valueFrom: { podTemplateHashValue: 'Latest' } },
          { name: 'namespace', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
          { name: 'tenant', value: 'acme' },
        ],
      },
    });
    expect(manifestOf(chart, 'AnalysisTemplate', 'shop-bake').spec).toMatchObject({
      args: [{ name: 'canary-hash' }, { name: 'namespace' }, { name: 'tenant' }],
      dryRun: [{ metricName: '^queue$' }],
      measurementRetention: [{ metricName: '^success-rate$', limit: 5 }, { metricName: '^queue$', limit: 5 }],
      metrics: [{ name: 'success-rate', count: 1, failureLimit: 0, initialDelay: '1m15s' }, { name: 'queue', count: 1, failureLimit: 0, initialDelay: '1m15s' }],
    });
    expect(canary.stepTemplates.bake.node.id).toBe('AnalysisTemplate-bake');
    expect(canary.telemetry).toBeDefined();
    expect(manifests(chart).at(-1).kind).toBe('Rollout');
  });

  test('is in the cluster\'s scope where the analysis is', () => {
    const chart = newChart({ namespace: 'arch' });
    newCanary({ ...STATED, steps: [Step.weight(20), Step.analysis('bake', { thresholds: [RATE] })], analysis: { clusterScope: true } }, chart);
    expect(manifestOf(chart, 'ClusterAnalysisTemplate').metadata).toEqual({ name: 'arch-shop-bake' });
    expect(manifestOf(chart, 'Rollout').spec.strategy.canary.steps[1].analysis.templates).toEqual([{ templateName: 'arch-shop-bake', clusterScope: true }]);
  });

  test('can use what others share, alone or beside its own', () => {
    const chart = newChart();
    const shared = newShared({ count: 4, thresholds: [Threshold.query('queue', { query: 'queue{a="{{args.a}}"}', max: 1, args: { a: AnalysisArg.required() } })] });
    const args = { a: AnalysisArg.value('x') };
    const canary = newCanary({ ...STATED, steps: [Step.analysis('before', { templates: [shared], args }), Step.weight(20), Step.analysis('bake', { templates: [shared], thresholds: [RATE], args })] }, chart);
    const { steps } = canary.rollout.toJson().spec.strategy.canary;
    expect(steps[0].analysis).toEqual({ templates: [{ templateName: 'http-canary', clusterScope: true }], args: [{ name: 'a', value: 'x' }] });
    expect(steps[2].analysis.templates).toEqual([{ templateName: 'shop-bake' }, { templateName: 'http-canary', clusterScope: true }]);
    expect(Object.keys(canary.stepTemplates)).toEqual(['bake']);
  });
});

describe('the numbers of Step.analysis', () => {
  test.each<[StepAnalysisOptions, object]>([
    [{}, { count: 1, failureLimit: 0 }],
    [{ count: 5 }, { count: 5, failureLimit: 0, interval: '1m' }],
    [{ failureLimit: 2 }, { count: 3, failureLimit: 2, interval: '1m' }],
    [{ failureLimit: 2, interval: Duration.seconds(20) }, { count: 3, failureLimit: 2, interval: '20s' }],
    [{ consecutiveSuccessLimit: 3 }, { count: 3, failureLimit: 0, interval: '1m', consecutiveSuccessLimit: 3 }],
    // After two failures and runs of two good ones between and after them, the ninth decides.
    [{ consecutiveSuccessLimit: 3, failureLimit: 2 }, { count: 9, failureLimit: 2, interval: '1m', consecutiveSuccessLimit: 3 }],
    [{ consecutiveSuccessLimit: 3, failureLimit: -1, count: 10 }, { count: 10, failureLimit: -1, interval: '1m', consecutiveSuccessLimit: 3 }],
    [{ count: 5, failureLimit: 1, interval: Duration.seconds(90), consecutiveErrorLimit: 9 }, { count: 5, failureLimit: 1, interval: '1m30s', consecutiveErrorLimit: 9 }],
  ])('with %j given are enough for a verdict', (given, numbers) => {
    expect(numbersOf(given)).toEqual({ initialDelay: '1m15s', ...numbers });
  });

  test.each<[string, Step[], string | undefined]>([
    ['after window and scrape where the weight is new', [], '1m15s'],
    // The controller counts whole seconds: 75 s may be 74.
    ['after them where a pause is a second too short', [Step.pause(Duration.seconds(75))], '1m15s'],
    ['at once after a pause that is long enough', [Step.pause(Duration.seconds(76))], undefined],
    ['after them where somebody may end the pause', [Step.pause()], '1m15s'],
    ['after them where a header has just brought other requests', [PAUSE, Step.headerRoute('testers', [{ headerName: 'x', headerValue: StringMatch.exact('1') }])], '1m15s'],
    ['at once after another analysis that has waited', [Step.analysis('first', { thresholds: [RATE], initialDelay: Duration.minutes(2) })], undefined],
  ])('begin %s', (_, before, initialDelay) => {
    const chart = newChart();
    newCanary({ ...STATED, steps: [Step.weight(20), ...before, Step.analysis('bake', { thresholds: [RATE] })] }, chart);
    expect(manifestOf(chart, 'AnalysisTemplate', 'shop-bake').spec.metrics[0].initialDelay).toBe(initialDelay);
  });

  test('of a threshold go before those of the step', () => {
    expect(numbersOf({ count: 4, interval: Duration.seconds(20), thresholds: [Threshold.successRate(0.9, { count: 2 })] })).toMatchObject({ count: 2, interval: '20s' });
  });

  test.each<[string, StepAnalysisOptions, string]>([
    ['nothing', { thresholds: [] }, 'analysis \'bake\' must have thresholds or templates, got neither; Argo Rollouts would never end the step: add Threshold.successRate(0.95)'],
    ['an interval alone', { interval: Duration.minutes(1) },
      '\'interval\' of threshold \'success-rate\' of analysis \'bake\' must go with a count, got 60 s alone; a single measurement has no next: give count, or failureLimit'],
    ['a count that cannot fail', { count: 2, failureLimit: 2 },
      '\'count\' of threshold \'success-rate\' of analysis \'bake\' must be above failureLimit, 2, got 2; '
      + 'one more failure than that is a failed analysis, and there could not be so many: raise it, or lower failureLimit'],
    ['no limit at all', { failureLimit: -1, count: 3 },
      '\'failureLimit\' of threshold \'success-rate\' of analysis \'bake\' must be at least 0 without consecutiveSuccessLimit, got -1; nothing could end it but its count: give consecutiveSuccessLimit, or a failureLimit'],
    ['no end', { failureLimit: -1, consecutiveSuccessLimit: 2 },
      '\'count\' of threshold \'success-rate\' of analysis \'bake\' must be given where failureLimit is -1, got nothing; it says when to give up: give one above consecutiveSuccessLimit'],
    ['too few for the good ones', { failureLimit: -1, consecutiveSuccessLimit: 3, count: 2 },
      '\'count\' of threshold \'success-rate\' of analysis \'bake\' must be at least failureLimit and consecutiveSuccessLimit together, 3, got 2; '
      + 'Argo Rollouts would end the analysis with an error: raise it'],
    ['half a failure', { failureLimit: 0.5 }, '\'failureLimit\' of analysis \'bake\' must be an integer of at least -1, got 0.5; give the number of failed measurements to tolerate'],
    ['a dry run of nothing', { dryRun: ['latency'] }, '\'dryRun\' of analysis \'bake\' must hold names of thresholds (success-rate), got \'latency\'; give one of those names, or leave it out'],
    ['inconclusive ones that cannot be', { inconclusiveLimit: 1 },
      '\'inconclusiveLimit\' of analysis \'bake\' must go with a failureCondition, got 1 without one; what is measured there is good or bad and never inconclusive: leave it out'],
    ['an open argument', { thresholds: [Threshold.query('x', { query: '{{args.a}}', max: 1, args: { a: AnalysisArg.required() } })] },
      '\'args\' of threshold \'x\' must say what \'a\' is, got AnalysisArg.required(); only a SharedAnalysis can leave it to others: give AnalysisArg.value'],
    ['one metric twice', { templates: [newShared({ count: 4 })] },
      'thresholds that analysis \'bake\' of canary \'shop\' uses together must have distinct names, got \'success-rate\' in template \'shop-bake\' and SharedAnalysis \'http-canary\'; '
      + 'Argo Rollouts would refuse the Rollout: give one of them another name'],
    ['numbers for a shared one', { thresholds: [], templates: [newShared({ count: 4 })], failureLimit: 1 },
      '\'failureLimit\' of analysis \'bake\' must go with thresholds of its own, got none of them; a SharedAnalysis has its own numbers: leave it out, or give it there'],
    ['a shared one without an end', { thresholds: [], templates: [newShared()] },
      'SharedAnalysis \'http-canary\' must have a count for threshold \'success-rate\' to be used in analysis \'bake\' of canary \'shop\', got none; '
      + 'Argo Rollouts refuses a step without an end: give it a count there, or make one for steps'],
  ])('fail with %s', (_, options, message) => {
    expect(messageOf(() => numbersOf(options))).toBe(message);
  });
});

describe('the place of Step.analysis', () => {
  test('can be before any pod for a query that needs none', () => {
    expect(codesOf([Step.analysis('before', { thresholds: [QUEUE] }), Step.weight(20), PAUSE])).toEqual([]);
  });

  test.each([[[]], [[Step.weight(0)]], [[Step.weight(20), Step.weight(0)]]])('fails before the canary has pods, after %j', (before: Step[]) => {
    expect(messageOf(() => codesOf([...before, Step.analysis('bake', { thresholds: [RATE] }), Step.weight(20)]))).toBe(
      `'steps[${before.length}]' must come after a weight above 0 or a canaryScale, got analysis 'bake' of canary 'shop' with threshold 'success-rate'; `
      + 'there is no canary pod to measure yet, and no data is a failure: begin with Step.weight(10)',
    );
  });

  test('fails where another has the name', () => {
    const bake = Step.analysis('bake', { thresholds: [QUEUE] });
    expect(messageOf(() => codesOf([Step.weight(20), bake, bake]))).toBe(
      '\'steps\' must hold analyses of distinct names, got \'bake\' twice; each has a template of that name: call one of them \'bake-2\'',
    );
  });

  test('fails where the names together are too long', () => {
    const name = 'a'.repeat(59);
    expect(codesOf([Step.weight(20), Step.analysis(name.slice(1), { thresholds: [RATE] })])).toEqual([]);
    expect(messageOf(() => codesOf([Step.weight(20), Step.analysis(name, { thresholds: [RATE] })]))).toBe(
      `'analysis name' must have at most 58 characters, got 59 in '${name}'; its template is called 'shop-${name}', which must fit into 63: shorten it`,
    );
  });
});

describe('the findings', () => {
  test('see that an analysis after the last weight watches, unless it can abort nothing', () => {
    expect(codesOf([Step.weight(20), Step.analysis('bake', { thresholds: [RATE] })])).toEqual([]);
    expect(codesOf([Step.analysis('before', { thresholds: [QUEUE] }), Step.weight(20)])).toEqual(['SC0302']);
    expect(codesOf([Step.weight(20), Step.analysis('bake', { thresholds: [RATE], dryRun: ['success-rate'] })])).toEqual(['SC0302', 'SC0304']);
  });

  test('look at the thresholds of steps, too', () => {
    const thresholds = [RATE, Threshold.latency({ percentile: 99, max: Duration.millis(300) })];
    const steps = [Step.weight(20), Step.analysis('bake', { thresholds })];
    const { findings } = newCanary({ ...STATED, steps, protocol: undefined, timeout: undefined, analysis: {} }, newChart({ namespace: 'arch' }));
    expect(findings.map(({ code, resource, path }) => `${code} ${resource} ${path}`)).toEqual([
      'SC0403 AnalysisTemplate/arch/shop-bake spec.metrics',
      'SC0303 AnalysisTemplate/arch/shop-bake spec.metrics[0].provider.prometheus.address',
      'SC0404 VirtualService/arch/shop spec.http[0].timeout',
      'SC0405 AnalysisTemplate/arch/shop-bake spec.metrics[1].successCondition',
    ]);
  });

  test('have nothing against an end, or a doubt, in a step', () => {
    const doubt = Threshold.query('queue', { query: 'max(queue)', successCondition: 'result[0] < 1', failureCondition: 'result[0] > 9', count: 3, inconclusiveLimit: 1 });
    expect(codesOf([Step.weight(20), Step.analysis('bake', { thresholds: [doubt] })])).toEqual([]);
  });

  test('count the time that an analysis takes at least, and no more', () => {
    // The background analysis can abort after 75 s at the earliest: 77 s are enough, a second being lost.
    const bake = (seconds: number, options: StepAnalysisOptions) => codesOf(
      [Step.weight(20), Step.analysis('bake', { thresholds: [QUEUE], initialDelay: Duration.seconds(seconds), ...options })], { thresholds: [RATE], analysis: { ...STATED.analysis, failureLimit: 0 } },
    );
    expect(bake(77, {})).toEqual([]);
    expect(bake(76, {})).toEqual(['SC0301']);
    expect(bake(17, { count: 2, interval: Duration.minutes(1) })).toEqual([]);
    expect(bake(16, { count: 2, interval: Duration.minutes(1) })).toEqual(['SC0301']);
    expect(bake(77, { thresholds: [QUEUE], dryRun: ['queue'] })).toContain('SC0301');
  });
});
