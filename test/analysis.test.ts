import { Duration } from 'cdk8s';
import { HashLabel, Prometheus, Replicas, Threshold } from '../src';
import { manifestOf, manifests, messageOf, newCanary, newChart } from './canary';

describe('the analysis', () => {
  test('keeps every number that is given', () => {
    const chart = newChart();
    const prometheus = Prometheus.at('https://prometheus.example.com:9090/tenant');
    const numbers = { startingStep: 3, initialDelay: Duration.minutes(2), interval: Duration.seconds(90), failureLimit: 1 };
    newCanary({ analysis: { prometheus, ...numbers } }, chart);
    expect(manifestOf(chart, 'AnalysisTemplate').spec.metrics[0]).toMatchObject({
      initialDelay: '2m', interval: '1m30s', failureLimit: 1, provider: { prometheus: { address: 'https://prometheus.example.com:9090/tenant' } },
    });
    expect(manifestOf(chart, 'Rollout').spec.strategy.canary.analysis.startingStep).toBe(3);
  });

  test('begins at once when told so', () => {
    const chart = newChart();
    newCanary({ analysis: { initialDelay: Duration.seconds(0) } }, chart);
    expect(manifestOf(chart, 'AnalysisTemplate').spec.metrics[0]).not.toHaveProperty('initialDelay');
  });

  test('derives its delay from pod start-up and scrape', () => {
    const chart = newChart();
    newCanary({ traffic: { podStartup: Duration.minutes(1) }, target: { scrapeInterval: Duration.seconds(30) } }, chart);
    expect(manifestOf(chart, 'AnalysisTemplate').spec.metrics[0]).toMatchObject({ initialDelay: '3m30s', interval: '2m' });
  });

  test('measures each threshold in one template', () => {
    const chart = newChart();
    newCanary({ thresholds: [Threshold.successRate(0.9), Threshold.query('queue', { query: 'max(queue)', max: 5 })] }, chart);
    expect(manifestOf(chart, 'AnalysisTemplate').spec.metrics.map(({ name }: any) => name)).toEqual(['success-rate', 'queue']);
  });

  test('can be a ClusterAnalysisTemplate, which has no namespace but a name of its own in the cluster', () => {
    const chart = newChart({ namespace: 'arch' });
    newCanary({ analysis: { clusterScope: true } }, chart);
    expect(manifestOf(chart, 'ClusterAnalysisTemplate').metadata).toEqual({ name: 'arch-shop' });
    expect(manifestOf(chart, 'Rollout').spec.strategy.canary.analysis.templates).toEqual([{ templateName: 'arch-shop', clusterScope: true }]);
  });

  test('is left out, with the label that only it needs, where there are no thresholds', () => {
    const chart = newChart();
    const canary = newCanary({ thresholds: [] }, chart);
    expect(manifests(chart).map(({ kind }) => kind)).toEqual(['Service', 'DestinationRule', 'VirtualService', 'Rollout']);
    expect(manifestOf(chart, 'Rollout').spec.strategy.canary).not.toHaveProperty('analysis');
    expect([canary.analysisTemplate, canary.telemetry]).toEqual([undefined, undefined]);
  });

  test('writes the rules of a dry run anchored, because upstream looks for them anywhere in a name', () => {
    const chart = newChart();
    const thresholds = [Threshold.successRate(0.9), Threshold.successRate(0.99, { name: 'success-rate-high' })];
    newCanary({ thresholds, analysis: { dryRun: ['success-rate'], measurementRetention: 50, consecutiveErrorLimit: 0 } }, chart);
    const { metrics, ...rules } = manifestOf(chart, 'AnalysisTemplate').spec;
    expect(rules).toEqual({
      args: [{ name: 'canary-hash' }, { name: 'namespace' }],
      dryRun: [{ metricName: '^success-rate$' }],
      measurementRetention: [{ metricName: '^success-rate$', limit: 50 }, { metricName: '^success-rate-high$', limit: 50 }],
    });
    expect(metrics.map(({ consecutiveErrorLimit }: any) => consecutiveErrorLimit)).toEqual([0, 0]);
  });

  test('leaves to Argo Rollouts what is not given', () => {
    const chart = newChart();
    newCanary({}, chart);
    const { spec } = manifestOf(chart, 'AnalysisTemplate');
    expect(Object.keys(spec)).toEqual(['args', 'metrics']);
    expect(Object.keys(spec.metrics[0])).toEqual(['failureLimit', 'initialDelay', 'interval', 'name', 'provider', 'successCondition']);
  });

  test('has no names for a dry run where there are no thresholds', () => {
    expect(messageOf(() => newCanary({ thresholds: [], analysis: { dryRun: ['success-rate'] } }))).toBe(
      '\'analysis.dryRun\' must hold names of thresholds (there are none), got \'success-rate\'; give one of those names, or leave it out',
    );
  });

  test.each([
    [{ startingStep: 4 }, '\'analysis.startingStep\' must be an index into \'steps\', 0 to 3, got 4; beyond the last the analysis never starts: leave it out to begin after the first weight'],
    [{ startingStep: -1 }, '\'analysis.startingStep\' must be an index into \'steps\', 0 to 3, got -1; beyond the last the analysis never starts: leave it out to begin after the first weight'],
    [{ failureLimit: -1 }, '\'analysis.failureLimit\' must be an integer of at least 0, got -1; give the number of failed measurements to tolerate'],
    [{ failureLimit: 0.5 }, '\'analysis.failureLimit\' must be an integer of at least 0, got 0.5; give the number of failed measurements to tolerate'],
    [{ interval: Duration.seconds(0) }, '\'analysis.interval\' must be positive and a whole number of seconds, got 0 s; give at least Duration.seconds(1)'],
    [{ initialDelay: Duration.millis(1500) }, '\'analysis.initialDelay\' must be a whole number of seconds, got 1.5 s; Argo Rollouts counts whole seconds: round it up'],
    [{ consecutiveErrorLimit: -1 }, '\'analysis.consecutiveErrorLimit\' must be an integer of at least 0, got -1; give the number of errors in a row to tolerate'],
    [{ measurementRetention: 0 }, '\'analysis.measurementRetention\' must be an integer of at least 1, got 0; leave it out for 10'],
    [{ dryRun: ['success'] }, '\'analysis.dryRun\' must hold names of thresholds (success-rate), got \'success\'; give one of those names, or leave it out'],
    [{ dryRun: ['success-rate', 'success-rate'] }, '\'analysis.dryRun\' must hold each name once, got \'success-rate\' twice; leave one of them out'],
  ])('fails on %j', (analysis, message) => {
    expect(messageOf(() => newCanary({ analysis }))).toBe(message);
  });
});

describe('the hash label', () => {
  test('is added by a Telemetry that names no provider, because naming one replaces the mesh\'s list', () => {
    const chart = newChart();
    newCanary({}, chart);
    expect(manifestOf(chart, 'Telemetry').spec).toEqual({
      selector: { matchLabels: { 'app.kubernetes.io/name': 'shop' } },
      metrics: [{
        overrides: [{
          match: { metric: 'ALL_METRICS', mode: 'SERVER' },
          tagOverrides: { rollout_hash: { value: 'xds.node.metadata[\'LABELS\'][\'rollouts-pod-template-hash\']' } },
        }],
      }],
    });
  });

  test.each(['1.22', '1.23.6'])('is read by the older name in Istio %s', (istio) => {
    const chart = newChart();
    newCanary({ target: { istio } }, chart);
    expect(manifestOf(chart, 'Telemetry').spec.metrics[0].overrides[0].tagOverrides.rollout_hash.value).toBe('node.metadata[\'LABELS\'][\'rollouts-pod-template-hash\']');
  });

  test('needs no Telemetry where the scrape brings it', () => {
    const chart = newChart();
    newCanary({ hashLabel: HashLabel.scraped('rollouts_pod_template_hash') }, chart);
    expect(manifests(chart).map(({ kind }) => kind)).not.toContain('Telemetry');
  });

  test.each(['rollouts-pod-template-hash', '1hash', '__hash', ''])('fails on the label %p', (label) => {
    expect(messageOf(() => HashLabel.scraped(label))).toBe(
      `'label' must be a Prometheus label name (letters, digits and '_', no digit first, not beginning with '__'), got '${label}'; `
      + 'the pod label rollouts-pod-template-hash is usually scraped as \'rollouts_pod_template_hash\'',
    );
  });
});

describe('small words', () => {
  test.each([0, -1, 1.5])('Replicas.fixed fails on %d', (count) => {
    expect(messageOf(() => Replicas.fixed(count))).toBe(
      `'replicas' must be an integer of at least 1, got ${count}; with none every weight is reached at once and nothing is ever measured`,
    );
  });

  test.each(['1.21', '2.0', 'latest'])('target.istio fails on %p', (istio) => {
    expect(messageOf(() => newCanary({ target: { istio } }))).toBe(
      `'target.istio' must be a version from 1.22 on, got '${istio}'; earlier ones do not serve networking.istio.io/v1`,
    );
  });
});
