import { Duration } from 'cdk8s';
import {
  type ExperimentAnalysis, ExperimentTemplate, Prometheus, Protocol, Routing, SharedAnalysis, type SmartCanaryProps, Step, type StepExperimentOptions,
  Threshold,
} from '../src';
import { manifestOf, messageOf, newCanary, newChart } from './canary';

const MINUTES = Duration.minutes(10);
const RATE = Threshold.successRate(0.95);
const QUEUE = Threshold.query('queue', { query: 'max(queue{hash="{{args.canary-hash}}"})', max: 10 });
const CANDIDATE = ExperimentTemplate.canary('candidate', { weight: 10 });
const JUDGE: ExperimentAnalysis = { name: 'judge', measures: 'candidate', thresholds: [RATE] };

/** An experiment after a weight of 20, in a canary. */
function canaryOf(options: Partial<StepExperimentOptions>, props: Partial<SmartCanaryProps> = {}, chart = newChart()) {
  const experiment = Step.experiment({ templates: [CANDIDATE], duration: MINUTES, ...options });
  return newCanary({ thresholds: [], steps: [Step.weight(20), experiment, Step.weight(100), Step.pause(MINUTES)], ...props }, chart);
}

/** The experiment as the Rollout writes it. */
function experimentOf(options: Partial<StepExperimentOptions>): any {
  const chart = newChart();
  canaryOf(options, {}, chart);
  return manifestOf(chart, 'Rollout').spec.strategy.canary.steps[1].experiment;
}

function sharedWith(count?: number): SharedAnalysis {
  return new SharedAnalysis(newChart(), 'shared', { name: 'http-canary', protocol: Protocol.HTTP, thresholds: [QUEUE], prometheus: Prometheus.at('http://prometheus:9090'), count });
}

describe('Step.experiment', () => {
  test('writes each word where upstream reads it', () => {
    const templates = [
      ExperimentTemplate.stable('baseline', { replicas: 2, weight: 10 }),
      ExperimentTemplate.canary('candidate', { weight: 10, service: 'shop-candidate', labels: { role: 'candidate' }, annotations: { 'example.com/try': 'yes' } }),
    ];
    const analyses = [{ ...JUDGE, requiredForCompletion: true }, { name: 'base', measures: 'baseline', template: sharedWith(3) }];
    expect(experimentOf({ templates, analyses, scaleDownDelay: Duration.seconds(0) })).toEqual({
      duration: '10m',
      scaleDownDelaySeconds: 0,
      templates: [
        { name: 'baseline', specRef: 'stable', replicas: 2, weight: 10, metadata: { labels: { 'cdk8s-smart-canary/experiment': 'baseline' } } },
        {
          name: 'candidate',
          specRef: 'canary',
          replicas: 1,
          weight: 10,
          service: { name: 'shop-candidate' },
          metadata: { labels: { 'role': 'candidate', 'cdk8s-smart-canary/experiment': 'candidate' }, annotations: { 'example.com/try': 'yes' } },
        },
      ],
      analyses: [
        {
          name: 'judge',
          templateName: 'shop-judge',
          requiredForCompletion: true,
          args: [
            { name: 'canary-hash', value: '{{templates.candidate.podTemplateHash}}' },
            { name: 'namespace', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
          ],
        },
        { name: 'base', templateName: 'http-canary', clusterScope: true, args: [{ name: 'canary-hash', value: '{{templates.baseline.podTemplateHash}}' }] },
      ],
    });
  });

  test('labels its pods even where nothing else is said, or they would join the version\'s own in its subset', () => {
    expect(experimentOf({ templates: [ExperimentTemplate.canary('try')] })).toEqual({
      duration: '10m', templates: [{ name: 'try', specRef: 'canary', replicas: 1, metadata: { labels: { 'cdk8s-smart-canary/experiment': 'try' } } }],
    });
  });

  test('measures by a template of its own, its pods being new', () => {
    const chart = newChart();
    const first = Step.experiment({ templates: [CANDIDATE], duration: MINUTES, analyses: [JUDGE] });
    const { stepTemplates } = newCanary({ thresholds: [], steps: [first, Step.weight(20)] }, chart);
    expect(stepTemplates.judge.name).toBe('shop-judge');
    expect(manifestOf(chart, 'AnalysisTemplate').spec.metrics[0]).toMatchObject({ initialDelay: '1m15s', count: 1, failureLimit: 0 });
  });

  test.each<[string, Partial<StepExperimentOptions>, string]>([
    ['no pods', { templates: [] }, '\'templates\' of an experiment must not be empty, got []; add ExperimentTemplate.canary(\'candidate\')'],
    ['one name twice', { templates: [CANDIDATE, ExperimentTemplate.stable('candidate')] },
      '\'templates\' of an experiment must have distinct names, got \'candidate\' twice; give one of them another'],
    ['one Service twice', { templates: [ExperimentTemplate.canary('a', { service: 's' }), ExperimentTemplate.stable('b', { service: 's' })] },
      '\'templates\' of an experiment must have distinct services, got \'s\' twice; give one of them another'],
    ['no end', { duration: undefined, analyses: [JUDGE] },
      'an experiment must have a duration or an analysis that is requiredForCompletion, got neither; it would never end: give duration: Duration.minutes(10)'],
    ['half a second', { duration: Duration.millis(500) }, '\'duration\' must be positive and a whole number of seconds, got 0.5 s; Argo Rollouts counts whole seconds: round it up'],
    ['an analysis of other pods', { analyses: [{ ...JUDGE, measures: 'stable' }] },
      '\'measures\' of analysis \'judge\' must name a template of the experiment (candidate), got \'stable\'; give one of those names'],
    ['an analysis of two templates', { analyses: [{ ...JUDGE, template: sharedWith(3) }] },
      'analysis \'judge\' must have thresholds or a template, got both; an analysis of an experiment has one template: make two analyses of it'],
    ['an analysis of nothing', { analyses: [{ name: 'judge', measures: 'candidate' }] },
      'analysis \'judge\' must have thresholds or templates, got neither; Argo Rollouts would never end the step: add Threshold.successRate(0.95)'],
    ['an analysis of pods that nobody calls', { templates: [ExperimentTemplate.canary('candidate')], analyses: [JUDGE] },
      'analysis \'judge\' must measure a template with a weight or a service, got \'candidate\' with neither for threshold \'success-rate\'; '
      + 'no request reaches its pods, and no data is a failure: give it a weight'],
    ['a shared analysis without an end', { analyses: [{ name: 'judge', measures: 'candidate', template: sharedWith() }] },
      'SharedAnalysis \'http-canary\' must have a count for threshold \'queue\' to be used in analysis \'judge\' of canary \'shop\', got none; '
      + 'Argo Rollouts refuses a step without an end: give it a count there, or make one for steps'],
    ['too much weight', { templates: [ExperimentTemplate.stable('baseline', { weight: 71 }), CANDIDATE] },
      '\'steps[1]\' must leave its templates\' weights room beside the canary\'s 20 %, got 81 % of them; stable cannot have less than nothing: lower them'],
    ['a Service of the canary\'s', { templates: [ExperimentTemplate.canary('candidate', { service: 'shop-stable' })] },
      '\'service\' of experiment template \'candidate\' must not be one of the canary\'s own, got \'shop-stable\'; the controller makes and deletes it: choose another name'],
    ['a Service as host routing makes it', { templates: [ExperimentTemplate.canary('candidate', { service: 'shop-canary' })] },
      '\'service\' of experiment template \'candidate\' must not be one of the canary\'s own, got \'shop-canary\'; the controller makes and deletes it: choose another name'],
    ['a label that the selector needs', { templates: [ExperimentTemplate.canary('candidate', { labels: { 'app.kubernetes.io/name': 'x' } })] },
      '\'candidate.labels\' must not hold \'app.kubernetes.io/name\', got \'x\'; the selector of Deployment \'shop\' needs that label as it is: choose another key'],
    ['a name too long for its Service', { templates: [ExperimentTemplate.canary('a'.repeat(40), { weight: 1 })] },
      `experiment template '${'a'.repeat(40)}' must have a name of at most 39 characters, got 40; its Service is named after the Rollout, the revision and it, in at most 63: `
      + 'shorten it, or give service'],
    ['less time than the analysis takes', { duration: Duration.seconds(75), analyses: [JUDGE] },
      '\'duration\' of \'steps[1]\' must be above the 75 s that analysis \'judge\' takes, got 75 s; '
      + 'the pods would be gone before it has a result: raise it, or leave it out where the analysis is requiredForCompletion'],
  ])('fails with %s', (_, options, message) => {
    expect(messageOf(() => canaryOf(options))).toBe(message);
  });

  test('takes names, weights and times up to the last one that fits', () => {
    const templates = [ExperimentTemplate.stable('a'.repeat(39), { weight: 70 }), CANDIDATE];
    expect(experimentOf({ templates, analyses: [JUDGE], duration: Duration.seconds(76) }).duration).toBe('1m16s');
    expect(experimentOf({ templates: [ExperimentTemplate.canary('a'.repeat(40), { weight: 1, service: 's' })] }).templates[0].service).toEqual({ name: 's' });
    expect(experimentOf({ duration: undefined, analyses: [{ ...JUDGE, requiredForCompletion: true }] })).not.toHaveProperty('duration');
  });

  test('fails with a weight where the route is in another namespace', () => {
    const routing = Routing.existing({ virtualService: 'edge', namespace: 'istio-ingress', routes: ['shop'] });
    expect(messageOf(() => canaryOf({}, { routing }, newChart({ namespace: 'shop' })))).toBe(
      '\'weight\' of experiment template \'candidate\' must be left out where VirtualService \'edge\' is in namespace \'istio-ingress\', got 10; '
      + 'the controller adds a short host, which Istio looks for in that namespace: give service, and call it',
    );
  });

  test('fails where an analysis in another step has the name', () => {
    const twin = Step.analysis('judge', { thresholds: [RATE] });
    const steps = [Step.weight(20), Step.experiment({ templates: [CANDIDATE], duration: MINUTES, analyses: [JUDGE] }), twin];
    expect(messageOf(() => newCanary({ steps }))).toContain('got \'judge\' twice');
  });

  test.each<[StepExperimentOptions, boolean]>([
    [{ templates: [CANDIDATE], duration: Duration.seconds(77) }, true],
    [{ templates: [CANDIDATE], duration: Duration.seconds(76) }, false],
    [{ templates: [CANDIDATE], duration: MINUTES, analyses: [{ ...JUDGE, requiredForCompletion: true }] }, false],
    [{ templates: [CANDIDATE], analyses: [{ ...JUDGE, requiredForCompletion: true, initialDelay: Duration.seconds(77) }] }, true],
    [{ templates: [CANDIDATE], duration: MINUTES, analyses: [JUDGE] }, true],
  ])('as %j is time for the background analysis: %p', (options, inTime) => {
    const { findings } = canaryOf({}, { thresholds: [RATE], analysis: { failureLimit: 0 }, steps: [Step.weight(20), Step.experiment(options)] });
    expect(findings.some(({ code }) => code === 'SC0301')).toBe(!inTime);
    expect(findings.some(({ code }) => code === 'SC0302')).toBe(true);
  });
});

describe('ExperimentTemplate', () => {
  test.each<[() => ExperimentTemplate, string]>([
    [() => ExperimentTemplate.canary('a', { replicas: 0 }), '\'replicas\' of experiment template \'a\' must be an integer of at least 1, got 0; without a pod there is nothing to try'],
    [() => ExperimentTemplate.stable('a', { weight: 101 }),
      '\'weight\' of experiment template \'a\' must be an integer from 1 to 100, got 101; it is the percentage of requests that its pods take'],
    [() => ExperimentTemplate.stable('a', { weight: 0 }), '\'weight\' of experiment template \'a\' must be an integer from 1 to 100, got 0; it is the percentage of requests that its pods take'],
    [() => ExperimentTemplate.canary('a', { labels: { 'cdk8s-smart-canary/experiment': 'b' } }),
      '\'labels\' of experiment template \'a\' must not hold \'cdk8s-smart-canary/experiment\', got \'b\'; it tells these pods from all others: choose another key'],
    [() => ExperimentTemplate.canary('A'),
      '\'experiment template name\' must be a DNS label (a-z, 0-9 and \'-\', a letter first, no \'-\' last, at most 63 characters), got \'A\'; try \'a\''],
  ])('fails on a word that cannot be, as %p', (make, message) => {
    expect(messageOf(make)).toBe(message);
  });
});
