import { Duration } from 'cdk8s';
import { LoadBalancer, type OutlierDetectionOptions, type SmartCanaryProps, Threshold, type TrafficPolicy } from '../src';
import { manifestOf, messageOf, newCanary, newChart } from './canary';

function specOf(trafficPolicy?: TrafficPolicy) {
  const chart = newChart();
  newCanary({ trafficPolicy }, chart);
  return manifestOf(chart, 'DestinationRule').spec;
}

function codesOf(outlierDetection: OutlierDetectionOptions, props: Partial<SmartCanaryProps> = {}): string[] {
  return newCanary({ ...props, trafficPolicy: { outlierDetection } }).findings.map(({ code }) => code);
}

describe('a traffic policy', () => {
  test('is left to Istio where nobody has stated it', () => {
    expect(specOf()).not.toHaveProperty('trafficPolicy');
  });

  test.each<[TrafficPolicy, object]>([
    [{ loadBalancer: LoadBalancer.roundRobin() }, { loadBalancer: { simple: 'ROUND_ROBIN' } }],
    [{ loadBalancer: LoadBalancer.leastRequest() }, { loadBalancer: { simple: 'LEAST_REQUEST' } }],
    [{ loadBalancer: LoadBalancer.random() }, { loadBalancer: { simple: 'RANDOM' } }],
    [{ loadBalancer: LoadBalancer.consistentHash('X-User') }, { loadBalancer: { consistentHash: { httpHeaderName: 'X-User' } } }],
    [{ outlierDetection: {} }, { outlierDetection: {} }],
    [{ outlierDetection: { consecutive5xxErrors: 0, consecutiveGatewayErrors: 3, maxEjectionPercent: 100, minHealthPercent: 0 } },
      { outlierDetection: { consecutive5xxErrors: 0, consecutiveGatewayErrors: 3, maxEjectionPercent: 100, minHealthPercent: 0 } }],
    [{ outlierDetection: { interval: Duration.seconds(5), baseEjectionTime: Duration.millis(1500) } }, { outlierDetection: { interval: '5s', baseEjectionTime: '1s500ms' } }],
  ])('%j becomes %j and nothing else', (policy, written) => {
    expect(specOf(policy)).toEqual({ ...specOf(), trafficPolicy: written });
  });

  test.each<[TrafficPolicy, string]>([
    [{}, '\'trafficPolicy\' must hold one or more of loadBalancer, connectionPool, outlierDetection and tls, got {}; Istio refuses an empty one: leave it out'],
    [{ outlierDetection: { consecutive5xxErrors: -1 } },
      '\'trafficPolicy.outlierDetection.consecutive5xxErrors\' must be an integer of at least 0, got -1; give 0 for no such ejection'],
    [{ outlierDetection: { consecutiveGatewayErrors: 0.5 } },
      '\'trafficPolicy.outlierDetection.consecutiveGatewayErrors\' must be an integer of at least 0, got 0.5; give 0 for no such ejection'],
    [{ outlierDetection: { maxEjectionPercent: 101 } }, '\'trafficPolicy.outlierDetection.maxEjectionPercent\' must be an integer from 0 to 100, got 101; give 50 for 50 %'],
    [{ outlierDetection: { minHealthPercent: -1 } }, '\'trafficPolicy.outlierDetection.minHealthPercent\' must be an integer from 0 to 100, got -1; give 50 for 50 %'],
    [{ outlierDetection: { interval: Duration.millis(0) } },
      '\'trafficPolicy.outlierDetection.interval\' must be positive and a whole number of milliseconds, got 0 s; give at least Duration.millis(1)'],
    [{ outlierDetection: { baseEjectionTime: Duration.millis(0) } },
      '\'trafficPolicy.outlierDetection.baseEjectionTime\' must be positive and a whole number of milliseconds, got 0 s; give at least Duration.millis(1)'],
  ])('fails on %j', (policy, message) => {
    expect(messageOf(() => specOf(policy))).toBe(message);
  });

  test.each(['', 'x user', 'x:user'])('fails on the header %j', (name) => {
    expect(messageOf(() => LoadBalancer.consistentHash(name))).toBe(`'consistentHash' of 'loadBalancer' must be the name of an HTTP header, got '${name}'; for example 'x-user'`);
  });

  test('is warned about only where it ejects pods that somebody measures', () => {
    expect(codesOf({ consecutive5xxErrors: 0, consecutiveGatewayErrors: 1 })).toContain('SC0203');
    expect(codesOf({ consecutive5xxErrors: 0 })).not.toContain('SC0203');
    expect(codesOf({}, { thresholds: [Threshold.query('queue', { query: 'max(queue)', max: 10 })] })).not.toContain('SC0203');
  });
});
