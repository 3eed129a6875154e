import { Duration } from 'cdk8s';
import { ExperimentTemplate, HashLabel, Step, Threshold } from '../src';
import { manifestOf, messageOf, metricsOf, newCanary, newChart } from './canary';

const PODS = ['  namespace="{{args.namespace}}",', '  pod=~"{{args.rollout}}-{{args.canary-hash}}-.+"'];

describe('Threshold.throttling', () => {
  test('is the share of the CPU periods in which the canary\'s containers were held back', () => {
    const [{ name, provider, successCondition }] = metricsOf({ thresholds: [Threshold.throttling({ max: 0.25 })] });
    expect(name).toBe('throttling');
    expect(successCondition).toBe('len(result) > 0 && !isNaN(result[0]) && result[0] <= 0.25');
    expect(provider.prometheus.query).toBe([
      'sum(rate(container_cpu_cfs_throttled_periods_total{', `${PODS.join('\n')},`, '  container!=""', '}[1m]))',
      '/',
      'sum(rate(container_cpu_cfs_periods_total{', `${PODS.join('\n')},`, '  container!=""', '}[1m]))',
    ].join('\n'));
  });

  test.each([
    [25, '25 % is 0.25'],
    [-1, 'give 0.25 for every fourth period'],
    [NaN, 'give 0.25 for every fourth period'],
  ])('fails on %d', (max, fix) => {
    expect(messageOf(() => Threshold.throttling({ max }))).toBe(`'throttling.max' must be a ratio of at least 0 and below 1, got ${max}; ${fix}`);
  });
});

describe('Threshold.restarts', () => {
  test('is how often the canary\'s containers were started again', () => {
    const [{ name, provider, successCondition, initialDelay }] = metricsOf({ thresholds: [Threshold.restarts()] });
    expect(name).toBe('restarts');
    expect(successCondition).toBe('len(result) > 0 && !isNaN(result[0]) && result[0] <= 0');
    expect(provider.prometheus.query).toBe(['sum(kube_pod_container_status_restarts_total{', ...PODS, '})'].join('\n'));
    expect(initialDelay).toBe('35s');
  });

  test('tolerates some', () => {
    expect(metricsOf({ thresholds: [Threshold.restarts({ max: 2, name: 'crashes' })] })[0]).toMatchObject({
      name: 'crashes', successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] <= 2',
    });
  });

  test.each([0.5, -1, NaN, Infinity])('fails on %d', (max) => {
    expect(messageOf(() => Threshold.restarts({ max }))).toBe(`'restarts.max' must be a whole number of at least 0, got ${max}; give the number of restarts to tolerate`);
  });
});

describe('a threshold that finds the pods by name', () => {
  test('is told the Rollout\'s name by the Rollout', () => {
    const chart = newChart();
    newCanary({ thresholds: [Threshold.restarts()] }, chart);
    expect(manifestOf(chart, 'Rollout').spec.strategy.canary.analysis.args).toContainEqual({ name: 'rollout', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } });
  });

  test('needs no label on the requests', () => {
    expect(metricsOf({ thresholds: [Threshold.restarts()], hashLabel: HashLabel.none() })).toHaveLength(1);
  });

  test('fails in a step before there are pods', () => {
    const steps = [Step.analysis('early', { thresholds: [Threshold.restarts()] }), Step.weight(20), Step.pause(Duration.minutes(10))];
    expect(messageOf(() => newCanary({ steps }))).toContain('there is no canary pod to measure yet');
  });

  test('fails in an experiment, whose pods are called otherwise', () => {
    expect(messageOf(() => Step.experiment({
      duration: Duration.minutes(5),
      templates: [ExperimentTemplate.canary('new', { weight: 5 })],
      analyses: [{ name: 'watch', measures: 'new', thresholds: [Threshold.restarts()] }],
    }))).toBe(
      'analysis \'watch\' must not measure an experiment by threshold \'restarts\', got it; it finds pods by the Rollout\'s name, and an experiment\'s have names of their own: '
      + 'use Threshold.query',
    );
  });
});
