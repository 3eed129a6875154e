import { Duration } from 'cdk8s';
import { atWeight, behaving, newWorld, pod, SHOP } from './shop';
import { type SmartCanaryProps, Protocol, Threshold } from '../../../src';
import { readTemplatedQuery } from '../../../src/promql/query';
import { ClusterLog } from '../../../src/simulation/world/cluster-log';
import { Latency } from '../../../src/simulation/world/latency';
import { OverTime } from '../../../src/simulation/world/over-time';
import { type Traffic, type VersionBehaviour } from '../../../src/simulation/world/traffic';
import { type World } from '../../../src/simulation/world/world';
import { metricsOf } from '../../canary';

const ARGS = new Map([['canary-hash', 'canary'], ['stable-hash', 'stable'], ['namespace', 'prod'], ['rollout', 'shop']]);

interface Case {
  readonly threshold: Threshold;
  readonly protocol?: 'http' | 'grpc';
  readonly canary: VersionBehaviour;
  readonly stable?: VersionBehaviour;
  readonly traffic?: Partial<Traffic>;
  readonly restarts?: number;
  /** Minutes since the canary began. @default 10 */
  readonly after?: number;
}

/** What the query of a threshold, as it is synthesized, measures at weight 20 of 100 requests per second. */
function measured({ threshold, protocol = 'http', canary, stable = behaving(0), traffic, restarts, after = 10 }: Case): number {
  const pods = [pod('stable', 0), pod('stable', 1), pod('canary', 0, { restarts })];
  const world = newWorld({
    workload: { ...SHOP, protocol },
    cluster: new ClusterLog(atWeight(20, { pods })),
    traffic: { requestsPerSecond: new OverTime(100), versions: new Map([['stable', stable], ['canary', canary]]), ...traffic },
  });
  return ask(world, queryOf(threshold, protocol, traffic?.timeout), after);
}

function queryOf(threshold: Threshold, protocol: 'http' | 'grpc', timeout?: number): string {
  const props: Partial<SmartCanaryProps> = {
    thresholds: [threshold],
    protocol: protocol === 'grpc' ? Protocol.GRPC : Protocol.HTTP,
    accept: [{ code: 'SC0401', reason: 'queries that are wrong are measured, too' }, { code: 'SC0402', reason: 'the same' }, { code: 'SC0701', reason: 'the same' }],
  };
  const [metric] = metricsOf(timeout === undefined ? props : { ...props, timeout: Duration.millis(timeout) });
  return metric.provider.prometheus.query;
}

function ask(world: World, template: string, minutes: number): number {
  const { expression, problem } = readTemplatedQuery(template, ARGS);
  if (!expression) throw new Error(problem.message);
  const { result, error } = world.ask(expression, minutes * 60_000);
  if (result?.type !== 'vector') throw new Error(error ?? 'a threshold gives a vector');
  expect(result.elements).toHaveLength(1);
  return result.elements[0].value;
}

/** Evenly between two edges of the histogram, where its quantiles are exact. */
const EVEN = new OverTime(Latency.percentiles([{ share: 0, milliseconds: 250 }, { share: 1, milliseconds: 500 }]));
const HANGING = behaving(0.1, { hangs: new OverTime(0.2) });

const successRate = Threshold.successRate(0.95);
const latency = (percentile: number) => Threshold.latency({ percentile, max: Duration.millis(500) });

const TRUTHS: readonly (readonly [string, number, Case])[] = [
  ['the success rate of HTTP', 0.9, { threshold: successRate, canary: behaving(0.1) }],
  ['the success rate of gRPC', 0.9, { threshold: successRate, protocol: 'grpc', canary: behaving(0.1) }],
  ['a success rate of all', 1, { threshold: successRate, canary: behaving(0) }],
  ['a success rate of none', 0, { threshold: successRate, canary: behaving(1) }],
  ['a success rate of no gRPC call', 0, { threshold: successRate, protocol: 'grpc', canary: behaving(1) }],
  ['a success rate since birth', 0.9, { threshold: Threshold.successRate(0.95, { sinceBirth: true }), canary: behaving(0.1) }],
  // Of ten, two hang: of the others, 7.2 are good, and the route has a timeout.
  ['a success rate with a timeout of HTTP', 0.72, { threshold: successRate, canary: HANGING, traffic: { timeout: 2000 } }],
  ['a success rate with a timeout of gRPC', 0.72, { threshold: successRate, protocol: 'grpc', canary: HANGING, traffic: { timeout: 2000 } }],
  ['a success rate without a timeout, of those that were answered', 0.9, { threshold: successRate, canary: HANGING, traffic: { patience: 2000 } }],
  ['the median', 375, { threshold: latency(50), canary: behaving(0, { latency: EVEN }) }],
  ['the 99th percentile', 497.5, { threshold: latency(99), canary: behaving(0.3, { latency: EVEN }) }],
  ['the 90th percentile where a fifth hangs', 1750, { threshold: latency(90), canary: behaving(0, { latency: EVEN, hangs: new OverTime(0.2) }), traffic: { timeout: 2000 } }],
  ['the request volume', 20, { threshold: Threshold.requestVolume({ min: 1 }), canary: behaving(0.1) }],
  ['the abort ratio', 0.2, { threshold: Threshold.abortRatio({ max: 0.01 }), canary: HANGING, traffic: { patience: 2000 } }],
  ['an abort ratio of none', 0, { threshold: Threshold.abortRatio({ max: 0.01 }), canary: behaving(0.1) }],
  // In a minute 120 of 1,200 fail, and at twice the stable's 2 % 48 would: 2 (√120.375 - √48.375).
  ['errors against the stable version', 8.033, {
    threshold: Threshold.errorsAgainstStable({ maxRatio: 2, interval: Duration.minutes(1) }), canary: behaving(0.1), stable: behaving(0.02),
  }],
  ['throttling', 0.25, { threshold: Threshold.throttling({ max: 0.1 }), canary: behaving(0, { throttled: new OverTime(0.25) }) }],
  ['restarts', 3, { threshold: Threshold.restarts(), canary: behaving(0), restarts: 3 }],
  ['a query of one\'s own', 0.98, {
    threshold: Threshold.query('diluted', {
      query: [
        'sum(rate(istio_requests_total{reporter="source", response_code!~"5.*"}[2m]))',
        'sum(rate(istio_requests_total{reporter="source"}[2m])) # {{args.canary-hash}}',
      ].join(' / '),
      min: 0.95,
    }),
    canary: behaving(0.1),
  }],
];

test.each(TRUTHS)('measures %s: %d', (_, expected, measuring) => {
  const value = measured(measuring);
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(0.01 * expected + 1e-12);
});

/** Five standard deviations of a share of as many requests. */
function noise(share: number, requests: number): number {
  return 5 * Math.sqrt(share * (1 - share) / requests);
}

test.each([1, 2, 3, 4, 5])('by chance, seed %d, measures the same within the error of its sample', (seed) => {
  const traffic = { seed };
  // The window of a minute has three intervals of 15 seconds at least.
  const requests = 20 * 45;
  expect(Math.abs(measured({ threshold: successRate, canary: behaving(0.1), traffic }) - 0.9)).toBeLessThan(noise(0.1, requests));
  expect(Math.abs(measured({ threshold: successRate, protocol: 'grpc', canary: behaving(0.4), traffic }) - 0.6)).toBeLessThan(noise(0.4, requests));
  const volume = Threshold.requestVolume({ min: 1 });
  expect(Math.abs(measured({ threshold: volume, canary: behaving(0.1), traffic }) - 20)).toBeLessThan(5 * 20 / Math.sqrt(requests));
  // One of Istio's buckets holds all: the quantile is interpolated there, whatever the sample.
  expect(measured({ threshold: latency(50), canary: behaving(0, { latency: EVEN }), traffic })).toBeCloseTo(375, 6);
  const born = Threshold.successRate(0.95, { sinceBirth: true });
  expect(Math.abs(measured({ threshold: born, canary: behaving(0.1), traffic }) - 0.9)).toBeLessThan(noise(0.1, 20 * 600));
});

test('a gRPC canary that fails every call is fine by response codes, and a diluted query reads 0.96 at weight 20 with a fifth failing', () => {
  const byCode = Threshold.query('by-code', {
    query: 'sum(rate(istio_requests_total{response_code!~"5.*"}[2m])) / sum(rate(istio_requests_total[2m]))',
    min: 0.95,
  });
  expect(measured({ threshold: byCode, protocol: 'grpc', canary: behaving(1) })).toBe(1);
  expect(measured({ threshold: byCode, canary: behaving(0.2) })).toBeCloseTo(0.96, 6);
});
