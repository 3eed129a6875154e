import { Duration } from 'cdk8s';
import { Protocol, Routing, type SmartCanaryProps, Step, StringMatch, Threshold, Workload } from '../src';
import { manifestOf, messageOf, newCanary, newChart } from './canary';

const CONNECTIONS: Partial<SmartCanaryProps> = {
  protocol: Protocol.TCP,
  thresholds: [Threshold.query('connections', { query: 'sum(rate(istio_tcp_connections_opened_total{rollout_hash="{{args.canary-hash}}"}[1m]))', min: 1 })],
  routing: Routing.subsets({ tcpRoutes: [{ port: 5432 }] }),
};
const [WEIGHT, PAUSE] = [Step.weight(20), Step.pause(Duration.minutes(10))];

describe('a service of TCP connections', () => {
  test('is measured by queries of one\'s own, with the canary\'s hash', () => {
    const chart = newChart();
    newCanary(CONNECTIONS, chart);
    expect(manifestOf(chart, 'Telemetry').spec.metrics[0].overrides[0].tagOverrides).toHaveProperty('rollout_hash');
    expect(manifestOf(chart, 'AnalysisTemplate').spec.args).toEqual([{ name: 'canary-hash' }]);
  });

  test('has a port that is named for it, in its Service and its pods', () => {
    const chart = newChart();
    newCanary({ ...CONNECTIONS, workload: Workload.image('postgres', { port: 5432 }) }, chart);
    expect(manifestOf(chart, 'Service', 'shop').spec.ports).toEqual([{ name: 'tcp', port: 5432, targetPort: 5432 }]);
    expect(manifestOf(chart, 'Deployment').spec.template.spec.containers[0].ports).toEqual([{ name: 'tcp', containerPort: 5432 }]);
  });

  test.each<[Partial<SmartCanaryProps>, string]>([
    [{ timeout: Duration.seconds(2) }, '\'timeout\' must be left out with Protocol.TCP, got both; it is about requests, and connections are split: leave it out'],
    [{ retries: { attempts: 2 } }, '\'retries\' must be left out with Protocol.TCP, got both; it is about requests, and connections are split: leave it out'],
    [{ steps: [WEIGHT, Step.headerRoute('testers', [{ headerName: 'x', headerValue: StringMatch.exact('1') }]), PAUSE] },
      '\'steps[1]\' must not be a headerRoute with Protocol.TCP, got one; it is about requests, and connections are split: use weights alone'],
    [{ steps: [WEIGHT, PAUSE, Step.mirrorRoute('shadow', { match: [{ path: StringMatch.prefix('/') }] })] },
      '\'steps[2]\' must not be a mirrorRoute with Protocol.TCP, got one; it is about requests, and connections are split: use weights alone'],
    [{ thresholds: [Threshold.query('queue', { query: 'max(queue)', max: 10 }), Threshold.requestVolume({ min: 5 })] },
      'threshold \'request-volume\' must not be used with Protocol.TCP, got both; Istio counts no requests in connections, so it would find no data and abort every release: '
      + 'use Threshold.query with a metric of the service\'s own, or with istio_tcp_connections_opened_total'],
  ])('fails on %j', (props, message) => {
    expect(messageOf(() => newCanary({ ...CONNECTIONS, ...props }))).toBe(message);
  });

  test.each([Threshold.successRate(0.95), Threshold.latency({ percentile: 99, max: Duration.millis(500) })])('fails on a threshold that counts requests', (threshold) => {
    expect(messageOf(() => newCanary({ ...CONNECTIONS, thresholds: [threshold] }))).toMatch(/^threshold '.+' must not be used with Protocol\.TCP/);
  });
});
