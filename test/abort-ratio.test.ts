import { Duration } from 'cdk8s';
import { Protocol, Threshold } from '../src';
import { messageOf, metricsOf, newCanary } from './canary';

const CANARY = [
  '  reporter="destination",',
  '  destination_workload_namespace="{{args.namespace}}",',
  '  rollout_hash="{{args.canary-hash}}",',
];

describe('Threshold.abortRatio', () => {
  test.each([Protocol.HTTP, Protocol.GRPC])('is the share of the %s requests that got no answer, with or without a timeout', (protocol) => {
    for (const timeout of [undefined, Duration.seconds(2)]) {
      const [{ name, provider, successCondition }] = metricsOf({ thresholds: [Threshold.abortRatio({ max: 0.01 })], protocol, timeout });
      expect(name).toBe('abort-ratio');
      expect(successCondition).toBe('len(result) > 0 && !isNaN(result[0]) && result[0] <= 0.01');
      expect(provider.prometheus.query).toBe([
        '(sum(rate(istio_requests_total{', ...CANARY, `  request_protocol="${protocol}",`, '  response_code="0"', '}[1m])) or vector(0))',
        '/',
        'sum(rate(istio_requests_total{', ...CANARY, `  request_protocol="${protocol}"`, '}[1m]))',
      ].join('\n'));
    }
  });

  test('makes requests that hang seen where the route has no timeout', () => {
    const codes = (...more: Threshold[]) => newCanary({ thresholds: [Threshold.successRate(0.95), ...more] }).findings.map(({ code }) => code);
    expect(codes()).toContain('SC0404');
    expect(codes(Threshold.abortRatio({ max: 0.01 }))).not.toContain('SC0404');
  });

  test('leaves them unseen where it never aborts', () => {
    const thresholds = [Threshold.successRate(0.95), Threshold.abortRatio({ max: 0.01 })];
    expect(newCanary({ thresholds, analysis: { dryRun: ['abort-ratio'] } }).findings.map(({ code }) => code)).toContain('SC0404');
  });

  test.each([
    [1, '1 % is 0.01'],
    [5, '5 % is 0.05'],
    [-0.1, 'give 0.01 for 1 %'],
    [NaN, 'give 0.01 for 1 %'],
    [100, 'give 0.01 for 1 %'],
  ])('fails on %d', (max, fix) => {
    expect(messageOf(() => Threshold.abortRatio({ max }))).toBe(`'abortRatio.max' must be a ratio of at least 0 and below 1, got ${max}; ${fix}`);
  });
});

describe('sinceBirth', () => {
  test.each([
    ['successRate', Threshold.successRate(0.95, { sinceBirth: true }), 'response_code!~"5..|0"'],
    ['abortRatio', Threshold.abortRatio({ max: 0.1, sinceBirth: true }), 'response_code="0"'],
  ])('counts all requests of the pods in %s', (_, threshold, matcher) => {
    const [{ provider }] = metricsOf({ thresholds: [threshold], protocol: Protocol.HTTP, timeout: Duration.seconds(2) });
    expect(provider.prometheus.query).toBe([
      '(sum(istio_requests_total{', ...CANARY, '  request_protocol="http",', `  ${matcher}`, '}) or vector(0))',
      '/',
      'sum(istio_requests_total{', ...CANARY, '  request_protocol="http"', '})',
    ].join('\n'));
  });

  test('needs the pods and one scrape before the first answer, and no window', () => {
    const [born, windowed] = metricsOf({ thresholds: [Threshold.successRate(0.95, { sinceBirth: true }), Threshold.successRate(0.95, { name: 'window' })] });
    expect([born.initialDelay, windowed.initialDelay]).toEqual(['35s', '1m35s']);
    expect(born.interval).toBe(windowed.interval);
  });
});
