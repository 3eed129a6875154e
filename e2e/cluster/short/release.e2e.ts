import { readExample } from '../../bundle/example';
import { scaledBundle } from '../../bundle/scaled';
import { Cluster } from '../../harness/cluster';
import { LiveCanary } from '../live-canary';

/** Makes a pause of ten minutes one of ten seconds, and the scrape interval of 15 s one of 250 ms. */
const FACTOR = 60;

let cluster: Cluster;
let canary: LiveCanary;

beforeAll(async () => {
  cluster = await Cluster.start({ name: 'release', controllers: true });
  const example = readExample('03-grpc-service');
  const bundle = scaledBundle(example.bundle, { factor: FACTOR, prometheus: cluster.prometheus });
  canary = await LiveCanary.install(cluster, { ...example, bundle });
});

afterAll(async () => {
  canary?.stop();
  await cluster?.stop();
});

function measurements() {
  const [run] = canary.analysisRuns;
  return { phase: run?.status?.phase, values: run?.status?.metricResults?.flatMap((metric) => metric.measurements ?? []) ?? [] };
}

test('the first revision takes the pods over without steps, and the Deployment goes', async () => {
  // WHEN
  await canary.healthy(60);

  // THEN
  const { stableRS } = canary.rollout.status!;
  expect(canary.weights).toEqual({ stable: 100, canary: 0 });
  expect(canary.subsetHash('stable')).toBe(stableRS);
  expect(canary.observer.all('AnalysisRun')).toEqual([]);
  await canary.observer.until('the Deployment is scaled down', 30, () => canary.observer.find('Deployment', canary.name)?.spec.replicas === 0);
  expect(canary.replicaSet(stableRS)?.status?.availableReplicas).toBe(3);
});

test('a good release walks all weights and is promoted', async () => {
  // GIVEN
  const stable = canary.rollout.status?.stableRS;
  const start = canary.observer.now();

  // WHEN
  await canary.release('ghcr.io/acme/rpc-server:1.3.0');
  await canary.observer.until('the subset has the canary', 30, () => canary.subsetHash('canary') === canary.rollout.status?.currentPodHash);
  expect(canary.subsetHash('stable')).toBe(stable);
  await canary.healthy(120);

  // THEN
  expect(canary.rollout.status?.stableRS).not.toBe(stable);
  expect(canary.subsetHash('stable')).toBe(canary.rollout.status?.stableRS);
  expect(canary.canaryWeightsSince(start)).toEqual([5, 25, 50, 100, 0]);
  await canary.observer.until('the analysis has ended', 30, () => measurements().phase !== 'Running');
  const { phase, values } = measurements();
  expect(phase).toBe('Successful');
  expect(new Set(values.map(({ value }) => value))).toEqual(new Set(['[1]']));
});

test('a release that fails every call reads 0, not nothing, and is aborted while it has a twentieth of the requests', async () => {
  // GIVEN
  const stable = canary.rollout.status?.stableRS;
  const start = canary.observer.now();
  canary.behaviour.failing = 1;

  // WHEN
  await canary.release('ghcr.io/acme/rpc-server:1.4.0');
  await canary.aborted(60);

  // THEN
  expect(canary.canaryWeightsSince(start)).toEqual([5, 0]);
  expect(canary.rollout.status?.stableRS).toBe(stable);
  expect(canary.replicaSet(stable)?.status?.availableReplicas).toBe(3);
  expect(canary.rollout.status?.message).toContain('Metric "success-rate" assessed Failed due to failed (4) > failureLimit (3)');
  const { phase, values } = measurements();
  expect(phase).toBe('Failed');
  expect(values.map(({ value }) => value)).toEqual(['[0]', '[0]', '[0]', '[0]']);
});

test('a release of which nobody hears is aborted', async () => {
  // GIVEN
  const stable = canary.rollout.status?.stableRS;
  Object.assign(canary.behaviour, { failing: 0, silent: true });

  // WHEN
  await canary.release('ghcr.io/acme/rpc-server:1.5.0');
  await canary.aborted(60);

  // THEN
  expect(canary.rollout.status?.stableRS).toBe(stable);
  const { phase, values } = measurements();
  expect(phase).toBe('Failed');
  expect(values.map(({ value }) => value)).toEqual(['[]', '[]', '[]', '[]']);
});
