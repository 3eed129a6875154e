import { setTimeout as sleep } from 'node:timers/promises';
import { readExample } from '../../bundle/example';
import { scaledBundle } from '../../bundle/scaled';
import { Cluster } from '../../harness/cluster';
import { LiveCanary } from '../live-canary';

// The article's bundle with its own times; only the address of Prometheus is another.

let cluster: Cluster;
let canary: LiveCanary;

// Its query knows neither namespace nor version, and finds what has been gone for up to five minutes: each test has a Prometheus of its own.
beforeEach(async () => {
  cluster = await Cluster.start({ name: 'article', controllers: true, scrapeInterval: '1s' });
});

afterEach(async () => {
  canary?.stop();
  await cluster?.stop();
});

/** Installs the bundle and lets an operator promote the first pause of a release. */
async function release(protocol: 'http' | 'grpc', behaviour: Partial<LiveCanary['behaviour']>): Promise<void> {
  const example = readExample('02-the-article');
  const bundle = scaledBundle(example.bundle, { factor: 1, prometheus: cluster.prometheus });
  canary = await LiveCanary.install(cluster, { ...example, bundle }, { protocol });
  await canary.healthy(60);
  Object.assign(canary.behaviour, behaviour);
  await canary.release('next');
  await canary.paused(60);
  if (canary.behaviour.heard === 'everybody') await canaryIsMeasured();
  await canary.promote();
}

/** An operator looks before promoting: without two scrapes of the canary the first measurement would find nothing. */
async function canaryIsMeasured(): Promise<void> {
  const query = `irate(istio_requests_total{rollout_hash="${canary.rollout.status?.currentPodHash}"}[5m])`;
  const deadline = Date.now() + 30_000;
  while ((await cluster.query(query)).length === 0) {
    if (Date.now() > deadline) throw new Error('Prometheus has no data of the canary after 30 s');
    await sleep(500);
  }
}

test('a good release is promoted', async () => {
  // WHEN
  await release('http', {});
  await canary.healthy(90);

  // THEN
  expect(canary.measuredValues).toEqual(['[1]']);
});

test('a release that fails every request is promoted, too: there is time for one measurement, and four failed ones would be needed', async () => {
  // WHEN
  await release('http', { failing: 1 });
  await canary.healthy(90);

  // THEN
  const [result] = canary.analysisRun?.status?.metricResults ?? [];
  expect(result).toMatchObject({ name: 'success-rate', failed: 1 });
  expect(canary.measuredValues).toHaveLength(1);
});

test('a release that fails every call of gRPC reads as perfect', async () => {
  // WHEN
  await release('grpc', { failing: 1 });
  await canary.healthy(90);

  // THEN
  expect(canary.measuredValues).toEqual(['[1]']);
});

test('without data a good release is aborted by five errors, where its pods take their time', async () => {
  // GIVEN
  cluster.node.podStart = ({ image }) => image.endsWith(':next') ? 15_000 : 0;

  // WHEN
  await release('grpc', { heard: 'nobody' });
  await canary.aborted(90);

  // THEN
  const [result] = canary.analysisRun?.status?.metricResults ?? [];
  expect(canary.analysisRun?.status?.phase).toBe('Error');
  expect(result).toMatchObject({ error: 5 });
  expect(result.measurements?.map(({ message }) => message)).toEqual(Array(5).fill('reflect: slice index out of range'));
});
