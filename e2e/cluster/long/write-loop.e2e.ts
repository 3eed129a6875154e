import { setTimeout as sleep } from 'node:timers/promises';
import { type Example, readExample } from '../../bundle/example';
import { scaledBundle } from '../../bundle/scaled';
import { Cluster } from '../../harness/cluster';
import { type KubeObject } from '../../harness/kube';
import { LiveCanary } from '../live-canary';

const WATCHED_SECONDS = 10;

let cluster: Cluster;
let canary: LiveCanary;

beforeAll(async () => {
  cluster = await Cluster.start({ name: 'write-loop', controllers: true });
});

afterEach(() => canary?.stop());

afterAll(() => cluster?.stop());

/** How often Services, DestinationRules and VirtualServices were written to while the pods of an aborted canary are still there. */
async function writesAfterAnAbort(example: Example): Promise<number> {
  canary = await LiveCanary.install(cluster, example);
  await canary.healthy(60);
  canary.behaviour.failing = 1;
  await canary.release('bad');
  await canary.aborted(60);
  await sleep(2_000);
  const start = canary.observer.now();
  await sleep(WATCHED_SECONDS * 1000);
  expect(canary.replicaSet(canary.rollout.status?.currentPodHash)?.spec.replicas).toBeGreaterThan(0);
  return canary.observer.history.filter(({ at, kind }) => at >= start && ['Service', 'DestinationRule', 'VirtualService'].includes(kind)).length;
}

function scaled(namespace: string): Example {
  const example = readExample('01-three-words');
  return { ...example, namespace, bundle: scaledBundle(example.bundle, { factor: 60, prometheus: cluster.prometheus }) };
}

/** The same with a canary Service beside the stable one, as one would expect it. */
function withCanaryService(example: Example): Example {
  const stable = example.bundle.find(({ kind }) => kind === 'Service')!;
  const service = { ...stable, metadata: { ...stable.metadata, name: 'rpc-server-canary' } };
  return { ...example, bundle: [service, ...example.bundle.map(naming)] };

  function naming(object: KubeObject): KubeObject {
    const copy = structuredClone(object) as KubeObject & { spec: { strategy: { canary: object } } };
    if (object.kind === 'Rollout') Object.assign(copy.spec.strategy.canary, { canaryService: 'rpc-server-canary' });
    return copy;
  }
}

test('an aborted release is written to no more', async () => {
  expect(await writesAfterAnAbort(scaled('stable-service'))).toBe(0);
});

// Why the library emits no canary Service with subsets: were this not so any more, it could.
test('with a canary Service an aborted release is written to without end', async () => {
  expect(await writesAfterAnAbort(withCanaryService(scaled('both-services')))).toBeGreaterThan(WATCHED_SECONDS);
});
