import { Duration } from 'cdk8s';
import { type ConnectionPoolOptions, H2UpgradePolicy, type SmartCanaryProps, Threshold } from '../src';
import { manifestOf, messageOf, newCanary, newChart } from './canary';

function writtenFor(connectionPool: ConnectionPoolOptions) {
  const chart = newChart();
  newCanary({ trafficPolicy: { connectionPool } }, chart);
  return manifestOf(chart, 'DestinationRule').spec.trafficPolicy;
}

function codesOf(connectionPool: ConnectionPoolOptions, props: Partial<SmartCanaryProps> = {}): string[] {
  return newCanary({ ...props, trafficPolicy: { connectionPool } }).findings.map(({ code }) => code);
}

describe('a connection pool', () => {
  test.each<[ConnectionPoolOptions, object]>([
    [{ maxConnections: 1 }, { tcp: { maxConnections: 1 } }],
    [{ maxConnections: 2147483647, connectTimeout: Duration.millis(1500), maxConnectionDuration: Duration.hours(1) },
      { tcp: { maxConnections: 2147483647, connectTimeout: '1s500ms', maxConnectionDuration: '1h' } }],
    [{ tcpKeepalive: {} }, { tcp: { tcpKeepalive: {} } }],
    [{ tcpKeepalive: { probes: 127, time: Duration.seconds(32767), interval: Duration.seconds(1) } },
      { tcp: { tcpKeepalive: { probes: 127, time: '9h6m7s', interval: '1s' } } }],
    [{ http1MaxPendingRequests: 10, http2MaxRequests: 20, maxRequestsPerConnection: 536870912 },
      { http: { http1MaxPendingRequests: 10, http2MaxRequests: 20, maxRequestsPerConnection: 536870912 } }],
    [{ maxRetries: 3, maxConcurrentStreams: 100, idleTimeout: Duration.minutes(5) }, { http: { maxRetries: 3, maxConcurrentStreams: 100, idleTimeout: '5m' } }],
    [{ h2UpgradePolicy: H2UpgradePolicy.DEFAULT }, { http: { h2UpgradePolicy: 'DEFAULT' } }],
    [{ h2UpgradePolicy: H2UpgradePolicy.UPGRADE, useClientProtocol: false }, { http: { h2UpgradePolicy: 'UPGRADE', useClientProtocol: false } }],
    [{ h2UpgradePolicy: H2UpgradePolicy.DO_NOT_UPGRADE, useClientProtocol: true }, { http: { h2UpgradePolicy: 'DO_NOT_UPGRADE', useClientProtocol: true } }],
    [{ maxConnections: 100, http2MaxRequests: 1000 }, { tcp: { maxConnections: 100 }, http: { http2MaxRequests: 1000 } }],
  ])('%j becomes %j and nothing else', (options, connectionPool) => {
    expect(writtenFor(options)).toEqual({ connectionPool });
  });

  test.each<[ConnectionPoolOptions, string]>([
    [{}, '\'trafficPolicy.connectionPool\' must hold one option or more, got {}; Istio refuses an empty one: leave it out'],
    [{ maxConnections: undefined }, '\'trafficPolicy.connectionPool\' must hold one option or more, got {}; Istio refuses an empty one: leave it out'],
    [{ maxConnections: 0 },
      '\'trafficPolicy.connectionPool.maxConnections\' must be an integer from 1 to 2147483647, got 0; Istio takes 0 for no limit: leave it out for none'],
    [{ http1MaxPendingRequests: -1 },
      '\'trafficPolicy.connectionPool.http1MaxPendingRequests\' must be an integer from 1 to 2147483647, got -1; Istio takes 0 for no limit: leave it out for none'],
    [{ http2MaxRequests: 2147483648 },
      '\'trafficPolicy.connectionPool.http2MaxRequests\' must be an integer from 1 to 2147483647, got 2147483648; Istio takes 0 for no limit: leave it out for none'],
    [{ maxRequestsPerConnection: 536870913 },
      '\'trafficPolicy.connectionPool.maxRequestsPerConnection\' must be an integer from 1 to 536870912, got 536870913; Istio takes 0 for no limit: leave it out for none'],
    [{ maxRetries: 0.5 }, '\'trafficPolicy.connectionPool.maxRetries\' must be an integer from 1 to 2147483647, got 0.5; Istio takes 0 for no limit: leave it out for none'],
    [{ maxConcurrentStreams: NaN },
      '\'trafficPolicy.connectionPool.maxConcurrentStreams\' must be an integer from 1 to 2147483647, got NaN; Istio takes 0 for no limit: leave it out for none'],
    [{ connectTimeout: Duration.millis(0) },
      '\'trafficPolicy.connectionPool.connectTimeout\' must be positive and a whole number of milliseconds, got 0 s; give at least Duration.millis(1)'],
    [{ idleTimeout: Duration.millis(0.5) },
      '\'trafficPolicy.connectionPool.idleTimeout\' must be positive and a whole number of milliseconds, got 0.0005 s; give at least Duration.millis(1)'],
    [{ maxConnectionDuration: Duration.millis(0) },
      '\'trafficPolicy.connectionPool.maxConnectionDuration\' must be positive and a whole number of milliseconds, got 0 s; give at least Duration.millis(1)'],
    [{ h2UpgradePolicy: H2UpgradePolicy.UPGRADE, useClientProtocol: true },
      '\'trafficPolicy.connectionPool.useClientProtocol\' must be left out with H2UpgradePolicy.UPGRADE, got both; '
      + 'Istio refuses them, for one keeps HTTP/1.1 and the other does not: leave out one of them'],
    [{ tcpKeepalive: { probes: 128 } }, '\'trafficPolicy.connectionPool.tcpKeepalive.probes\' must be an integer from 1 to 127, got 128; leave it out for 9'],
    [{ tcpKeepalive: { time: Duration.millis(500) } },
      '\'trafficPolicy.connectionPool.tcpKeepalive.time\' must be a whole number of seconds from 1 to 32767, got 0.5 s; '
      + 'Istio cuts parts of a second and Linux takes no more: give Duration.seconds(60)'],
    [{ tcpKeepalive: { interval: Duration.seconds(32768) } },
      '\'trafficPolicy.connectionPool.tcpKeepalive.interval\' must be a whole number of seconds from 1 to 32767, got 32768 s; '
      + 'Istio cuts parts of a second and Linux takes no more: give Duration.seconds(60)'],
  ])('fails on %j', (options, message) => {
    expect(messageOf(() => writtenFor(options))).toBe(message);
  });

  test.each<ConnectionPoolOptions>([{ maxConnections: 100 }, { http1MaxPendingRequests: 100 }, { http2MaxRequests: 100 }])('is warned about where it has the limit %j', (options) => {
    expect(codesOf(options)).toContain('SC0205');
  });

  test('is not warned about where it turns no request away, or nobody measures', () => {
    expect(codesOf({ maxRetries: 3, maxRequestsPerConnection: 100, maxConcurrentStreams: 100, connectTimeout: Duration.seconds(1) })).not.toContain('SC0205');
    expect(codesOf({ maxConnections: 1 }, { thresholds: [Threshold.query('queue', { query: 'max(queue)', max: 10 })] })).not.toContain('SC0205');
  });
});
