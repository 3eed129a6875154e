import { Chart, Duration, Testing } from 'cdk8s';
import { ArgoOracle, type Metric } from './argo';
import { type Evaluated, PromqlOracle, type Sample, type Series } from './promql';
import { Protocol, SmartCanary, Step, Threshold, Workload } from '../../src';
import { istioTelemetry, type VersionTraffic } from '../generators/telemetry';

const HASHES = { stable: '6f9', canary: '7c8' };
const STABLE: VersionTraffic = { hash: HASHES.stable, requestsPerSecond: 80, failing: 0.01, latency: 40 };
const CANARY: VersionTraffic = { hash: HASHES.canary, requestsPerSecond: 20, failing: 0.01, latency: 40 };
const NOW = 900;

let argo: ArgoOracle;
let promql: PromqlOracle;

beforeAll(async () => {
  argo = await ArgoOracle.start();
  promql = await PromqlOracle.start();
});

afterAll(async () => Promise.all([argo.stop(), promql.stop()]));

/** The metric as the controller hands it to its provider: every argument in its place. */
async function metricOf(threshold: Threshold, protocol: Protocol): Promise<Metric> {
  const chart = new Chart(Testing.app(), 'test', { namespace: 'arch' });
  new SmartCanary(chart, 'canary', {
    service: 'shop',
    workload: Workload.image('ghcr.io/acme/shop:1', { port: 8080 }),
    protocol,
    timeout: Duration.seconds(2),
    steps: [Step.weight(20), Step.pause(Duration.minutes(10)), Step.weight(100), Step.pause(Duration.minutes(10))],
    thresholds: [threshold],
  });
  const [run] = await argo.runs(Testing.synth(chart), HASHES);
  return run.metrics[0];
}

function requests(protocol: Protocol, ...versions: VersionTraffic[]): Series[] {
  return istioTelemetry({ namespace: 'arch', service: 'shop', protocol: protocol === Protocol.GRPC ? 'grpc' : 'http', scrapeInterval: 15, duration: NOW, versions });
}

/** The same requests, none of which gets an answer. */
function unanswered(protocol: Protocol, version: VersionTraffic): Series[] {
  const others: Series['labels'] = protocol === Protocol.GRPC ? { response_code: '0', grpc_response_status: '' } : { response_code: '0' };
  return requests(protocol, { ...version, failing: 0 }).map(({ labels, samples }) => ({ labels: { ...labels, ...others }, samples }));
}

/** A counter of the kubelet's or of kube-state-metrics', for one pod of each version and one of a Rollout with a longer name. */
function podCounter(name: string, labels: Series['labels'], perScrape: { readonly canary: number; readonly others: number }): Series[] {
  const counter = (pod: string, step: number): Series => ({
    labels: { __name__: name, namespace: 'arch', pod, container: 'shop', ...labels },
    samples: Array.from({ length: NOW / 15 + 1 }, (_, scrape): [number, Sample] => [scrape * 15, scrape * step]),
  });
  return [
    counter(`shop-${HASHES.canary}-x2k4v`, perScrape.canary),
    counter(`shop-${HASHES.stable}-b7zq9`, perScrape.others),
    counter(`shop-${HASHES.canary}0-b7zq9`, perScrape.others),
    counter(`my-shop-${HASHES.canary}-b7zq9`, perScrape.others),
  ];
}

async function read(threshold: Threshold, protocol: Protocol, series: Series[]): Promise<number | null> {
  const metric = await metricOf(threshold, protocol);
  const evaluated: Evaluated = await promql.eval({ query: metric.provider.prometheus!.query!, series, at: NOW });
  if (evaluated.message !== undefined) throw new Error(evaluated.message);
  return evaluated.series.length === 0 ? null : Number(evaluated.series[0].samples[0].value);
}

describe.each([Protocol.HTTP, Protocol.GRPC])('on %s requests', (protocol) => {
  test.each<[string, Threshold, Series[], number | null]>([
    ['successRate since birth', Threshold.successRate(0.9, { sinceBirth: true }), requests(protocol, STABLE, { ...CANARY, failing: 0.2 }), 0.8],
    ['successRate since birth of a canary that fails always', Threshold.successRate(0.9, { sinceBirth: true }), requests(protocol, STABLE, { ...CANARY, failing: 1 }), 0],
    ['successRate since birth of a canary that nobody calls', Threshold.successRate(0.9, { sinceBirth: true }), requests(protocol, STABLE), null],
    ['abortRatio of a canary that answers', Threshold.abortRatio({ max: 0.1 }), requests(protocol, STABLE, CANARY), 0],
    ['abortRatio of a canary that hangs in a fifth of the cases', Threshold.abortRatio({ max: 0.1 }),
      [...requests(protocol, STABLE, { ...CANARY, requestsPerSecond: 16 }), ...unanswered(protocol, { ...CANARY, requestsPerSecond: 4 })], 0.2],
    ['abortRatio of a canary that always hangs', Threshold.abortRatio({ max: 0.1 }), [...requests(protocol, STABLE), ...unanswered(protocol, CANARY)], 1],
    ['abortRatio of a canary that nobody calls', Threshold.abortRatio({ max: 0.1 }), requests(protocol, STABLE), null],
  ])('%s', async (_, threshold, series, expected) => {
    const value = await read(threshold, protocol, series);
    if (expected === null) expect(value).toBeNull();
    else expect(value).toBeCloseTo(expected, 9);
  });

  // In a minute the canary has 1,200 requests, and stable fails in 1 % of the cases.
  test.each<[string, Threshold, number, number]>([
    ['as bad as stable', Threshold.errorsAgainstStable({ maxRatio: 1 }), 0.01, 2 * (Math.sqrt(12.375) - Math.sqrt(12.375))],
    ['three times as bad', Threshold.errorsAgainstStable({ maxRatio: 2 }), 0.03, 2 * (Math.sqrt(36.375) - Math.sqrt(24.375))],
    ['ten times as bad', Threshold.errorsAgainstStable({ maxRatio: 2 }), 0.1, 2 * (Math.sqrt(120.375) - Math.sqrt(24.375))],
    ['better than stable', Threshold.errorsAgainstStable({ maxRatio: 1 }), 0, 2 * (Math.sqrt(0.375) - Math.sqrt(12.375))],
    ['5 % worse where 2 % are allowed', Threshold.errorsAgainstStable({ maxDifference: 0.02 }), 0.06, 2 * (Math.sqrt(72.375) - Math.sqrt(36.375))],
    ['failing always', Threshold.errorsAgainstStable({ maxRatio: 2 }), 1, 2 * (Math.sqrt(1200.375) - Math.sqrt(24.375))],
  ])('errorsAgainstStable of a canary that is %s', async (_, threshold, failing, expected) => {
    expect(await read(threshold, protocol, requests(protocol, STABLE, { ...CANARY, failing }))).toBeCloseTo(expected, 6);
  });

  test.each<[string, Series[]]>([
    ['the canary has no requests', requests(protocol, STABLE)],
    ['the canary has no requests any more', requests(protocol, STABLE, { ...CANARY, until: 300 })],
    ['stable never had any', requests(protocol, CANARY)],
  ])('errorsAgainstStable has no data where %s', async (_, series) => {
    expect(await read(Threshold.errorsAgainstStable({ maxRatio: 2 }), protocol, series)).toBeNull();
  });

  test('errorsAgainstStable remembers stable after the canary has taken all requests', async () => {
    const series = requests(protocol, { ...STABLE, until: 600 }, { ...CANARY, failing: 0.1 });
    expect(await read(Threshold.errorsAgainstStable({ maxRatio: 2 }), protocol, series)).toBeCloseTo(2 * (Math.sqrt(120.375) - Math.sqrt(24.375)), 6);
  });
});

test('throttling is read from the canary\'s containers alone', async () => {
  const series = [
    ...podCounter('container_cpu_cfs_throttled_periods_total', {}, { canary: 30, others: 149 }),
    ...podCounter('container_cpu_cfs_periods_total', {}, { canary: 150, others: 150 }),
    ...podCounter('container_cpu_cfs_throttled_periods_total', { container: '' }, { canary: 150, others: 150 }),
  ];
  expect(await read(Threshold.throttling({ max: 0.25 }), Protocol.HTTP, series)).toBeCloseTo(0.2, 9);
});

test('restarts are counted in the canary\'s containers alone', async () => {
  const series = podCounter('kube_pod_container_status_restarts_total', {}, { canary: 0.05, others: 7 });
  expect(await read(Threshold.restarts(), Protocol.HTTP, series)).toBeCloseTo(3, 9);
});
