import { type Example, readExample } from '../../bundle/example';
import { Cluster } from '../../harness/cluster';
import { type Pod } from '../../harness/kinds';
import { type KubeObject } from '../../harness/kube';
import { type Observer } from '../../harness/observer';
import { LiveCanary } from '../live-canary';

const REPLICAS = 3;

/** New pods need a while: a hand-over that leaves a gap would show none otherwise. */
const POD_START_MILLISECONDS = 3_000;

let cluster: Cluster;
let canary: LiveCanary;

beforeAll(async () => {
  cluster = await Cluster.start({ name: 'hand-over', controllers: true });
});

afterEach(() => canary?.stop());

afterAll(() => cluster?.stop());

/** Runs the service as a plain Deployment before the bundle comes. */
async function serving(example: Example): Promise<void> {
  canary = await LiveCanary.prepare(cluster, example);
  const deployment = [...example.assumed, ...example.bundle].find(({ kind }) => kind === 'Deployment') as KubeObject & { spec: object };
  await canary.apply([{ ...deployment, spec: { ...deployment.spec, replicas: REPLICAS } } as KubeObject]);
  await canary.observer.until('the Deployment serves', 60, () => readyPodsSince(canary.observer, 0).at(-1) === REPLICAS);
}

/** How many pods were ready, after each change since a moment. */
function readyPodsSince({ history }: Observer, moment: number): number[] {
  const ready = new Set<string>();
  return history.filter(({ kind }) => kind === 'Pod').flatMap(({ at, change, object }) => {
    if (change !== 'DELETED' && isReady(object as Pod)) ready.add(object.metadata.name);
    else ready.delete(object.metadata.name);
    return at >= moment ? [ready.size] : [];
  });
}

function isReady({ metadata, status }: Pod): boolean {
  return metadata.deletionTimestamp === undefined && (status?.conditions ?? []).some(({ type, status: value }) => type === 'Ready' && value === 'True');
}

test('a progressive hand-over never has less ready pods than before', async () => {
  // GIVEN
  const example = readExample('01-three-words');
  await serving(example);
  cluster.node.podStart = () => POD_START_MILLISECONDS;
  const start = canary.observer.now();

  // WHEN
  await canary.apply(example.bundle);
  await canary.healthy(60);
  await canary.observer.until('the Deployment is gone', 60, () => canary.observer.find('Deployment', canary.place)?.spec.replicas === 0);

  // THEN
  await canary.observer.until('only the Rollout\'s pods are left', 60, () => readyPodsSince(canary.observer, start).at(-1) === REPLICAS);
  expect(Math.min(...readyPodsSince(canary.observer, start))).toBe(REPLICAS);
  expect(Math.max(...readyPodsSince(canary.observer, start))).toBeGreaterThan(REPLICAS);
});

test('a fresh start is an outage for a service that runs', async () => {
  // GIVEN
  const example = readExample('02-the-article');
  cluster.node.podStart = () => 0;
  await serving(example);
  cluster.node.podStart = () => POD_START_MILLISECONDS;
  const start = canary.observer.now();

  // WHEN
  await canary.apply(example.bundle);
  await canary.healthy(60);

  // THEN
  expect(Math.min(...readyPodsSince(canary.observer, start))).toBe(0);
  expect(readyPodsSince(canary.observer, start).at(-1)).toBe(REPLICAS);
});
