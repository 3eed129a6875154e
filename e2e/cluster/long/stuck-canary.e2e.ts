import { setTimeout as sleep } from 'node:timers/promises';
import { readExample } from '../../bundle/example';
import { scaledBundle } from '../../bundle/scaled';
import { Cluster } from '../../harness/cluster';
import { type KubeObject } from '../../harness/kube';
import { LiveCanary } from '../live-canary';

const DEADLINE_SECONDS = 10;

let cluster: Cluster;
let canary: LiveCanary;

beforeAll(async () => {
  cluster = await Cluster.start({ name: 'stuck-canary', controllers: true });
  cluster.node.podStart = ({ image }) => image.endsWith(':stuck') ? Infinity : 0;
});

afterEach(() => canary?.stop());

afterAll(() => cluster?.stop());

/** Installs an example that gives a release up, if it does, after seconds instead of minutes, and releases pods that never start. */
async function releaseStuckPods(name: string): Promise<void> {
  const example = readExample(name);
  const bundle = scaledBundle(example.bundle, { factor: 60, prometheus: cluster.prometheus }).map(withDeadline);
  canary = await LiveCanary.install(cluster, { ...example, bundle });
  await canary.healthy(60);
  await canary.release('stuck');
}

function withDeadline(object: KubeObject): KubeObject {
  if (object.kind !== 'Rollout') return object;
  const { spec } = object as KubeObject & { spec: object };
  return { ...object, spec: { ...spec, progressDeadlineSeconds: DEADLINE_SECONDS } } as KubeObject;
}

test('pods that never start end the release by our defaults', async () => {
  // WHEN
  await releaseStuckPods('01-three-words');
  const stable = canary.rollout.status?.stableRS;
  await canary.aborted(DEADLINE_SECONDS * 3);

  // THEN
  expect(canary.rollout.status?.message).toContain('timed out');
  expect(canary.rollout.status?.stableRS).toBe(stable);
  expect(canary.replicaSet(stable)?.status?.availableReplicas).toBe(3);
});

test('pods that never start leave the article\'s release where it is', async () => {
  // WHEN
  await releaseStuckPods('02-the-article');
  await sleep(DEADLINE_SECONDS * 3000);

  // THEN
  expect(canary.rollout.status?.abort).toBeUndefined();
  expect(canary.rollout.status?.currentPodHash).not.toBe(canary.rollout.status?.stableRS);
});
