import { readExample } from '../../bundle/example';
import { scaledBundle } from '../../bundle/scaled';
import { Cluster } from '../../harness/cluster';
import { LiveCanary } from '../live-canary';

/** Makes a pause of ten minutes one of twenty seconds, and a window of one minute one of two seconds. */
const FACTOR = 30;

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

test('the first revision takes the pods over without steps, and the Deployment goes', async () => {
  // WHEN
  await canary.healthy(60);

  // THEN
  expect(canary.weights).toEqual([0]);
  expect(canary.observer.all('AnalysisRun')).toEqual([]);
  await canary.observer.until('the Deployment is scaled down', 30, () => canary.observer.find('Deployment', canary.place)?.spec.replicas === 0);
  expect(canary.replicaSet(canary.rollout.status?.stableRS)?.status?.availableReplicas).toBe(3);
});

test('a good release walks all weights and is promoted', async () => {
  // GIVEN
  const stable = canary.rollout.status?.stableRS;
  const start = canary.observer.now();

  // WHEN
  await canary.release('1.3.0');
  await canary.observer.until('the subset has the canary', 30, () => canary.selectedHash('canary') === canary.rollout.status?.currentPodHash);
  expect(canary.selectedHash('stable')).toBe(stable);
  await canary.healthy(180);

  // THEN
  expect(canary.rollout.status?.stableRS).not.toBe(stable);
  expect(canary.weightsSince(start)).toEqual([5, 25, 50, 100, 0]);
  await canary.observer.until('the analysis has ended', 30, () => canary.analysisRun?.status?.phase !== 'Running');
  expect(canary.analysisRun?.status?.phase).toBe('Successful');
  // The controller keeps the last ten.
  expect(canary.measuredValues).toHaveLength(10);
  // On a busy machine two scrapes may miss a window of two seconds.
  expect(canary.measuredValues.filter((value) => value !== '[1]' && value !== '[]')).toEqual([]);
});

test('a release that fails every call reads 0, not nothing, and is aborted while it has a twentieth of the requests', async () => {
  // GIVEN
  const stable = canary.rollout.status?.stableRS;
  const start = canary.observer.now();
  canary.behaviour.failing = 1;

  // WHEN
  await canary.release('1.4.0');
  await canary.aborted(60);

  // THEN
  expect(canary.weightsSince(start)).toEqual([5, 0]);
  expect(canary.rollout.status?.stableRS).toBe(stable);
  expect(canary.replicaSet(stable)?.status?.availableReplicas).toBe(3);
  expect(canary.rollout.status?.message).toContain('Metric "success-rate" assessed Failed due to failed (4) > failureLimit (3)');
  expect(canary.analysisRun?.status?.phase).toBe('Failed');
  expect(canary.measuredValues).toEqual(['[0]', '[0]', '[0]', '[0]']);
});

test('a release of which nobody hears is aborted', async () => {
  // GIVEN
  const stable = canary.rollout.status?.stableRS;
  Object.assign(canary.behaviour, { failing: 0, heard: 'stable' });

  // WHEN
  await canary.release('1.5.0');
  await canary.aborted(60);

  // THEN
  expect(canary.rollout.status?.stableRS).toBe(stable);
  expect(canary.analysisRun?.status?.phase).toBe('Failed');
  expect(canary.measuredValues).toEqual(['[]', '[]', '[]', '[]']);
});
