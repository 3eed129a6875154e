import { HashLabel, Protocol, Threshold } from '../src';
import { messageOf, metricsOf, newCanary } from './canary';

describe('Threshold.requestVolume', () => {
  test.each([Protocol.HTTP, Protocol.GRPC])('counts the %s requests that reach the canary, however they end', (protocol) => {
    const [metric] = metricsOf({ thresholds: [Threshold.requestVolume({ min: 5 })], protocol });
    expect(metric.provider.prometheus.query).toBe([
      'sum(rate(istio_requests_total{',
      '  reporter="destination",',
      '  destination_workload_namespace="{{args.namespace}}",',
      '  rollout_hash="{{args.canary-hash}}",',
      `  request_protocol="${protocol}"`,
      '}[1m]))',
    ].join('\n'));
  });

  test('is false below the bound and where there is no data', () => {
    const [metric] = metricsOf({ thresholds: [Threshold.requestVolume({ min: 0.5 })] });
    expect(metric).toMatchObject({ name: 'request-volume', successCondition: 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.5' });
  });

  test('takes a name', () => {
    expect(metricsOf({ thresholds: [Threshold.requestVolume({ min: 1, name: 'busy' })] })[0].name).toBe('busy');
  });

  test('stands beside the other thresholds', () => {
    const names = metricsOf({ thresholds: [Threshold.successRate(0.95), Threshold.requestVolume({ min: 1 })] }).map(({ name }) => name);
    expect(names).toEqual(['success-rate', 'request-volume']);
  });

  test.each([0, -1, NaN, Infinity])('fails on %d requests per second', (min) => {
    expect(messageOf(() => Threshold.requestVolume({ min }))).toBe(
      `'requestVolume.min' must be a finite number above 0, got ${min}; give requests per second, fewer than the smallest weight brings`,
    );
  });

  test('fails when there is no label to tell the canary by', () => {
    expect(messageOf(() => newCanary({ thresholds: [Threshold.requestVolume({ min: 1 })], hashLabel: HashLabel.none() }))).toBe(
      '\'hashLabel\' must name a label that tells canary from stable, because threshold \'request-volume\' measures the canary alone, got HashLabel.none(); '
      + 'use HashLabel.telemetry(), or a Threshold.query that needs none',
    );
  });
});
