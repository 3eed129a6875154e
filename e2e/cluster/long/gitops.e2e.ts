import { controllerFieldsOf } from '../../../src/gitops/controller-fields';
import { readExample } from '../../bundle/example';
import { withLiveFields } from '../../bundle/ignored-fields';
import { scaledBundle } from '../../bundle/scaled';
import { Cluster } from '../../harness/cluster';
import { HASH_LABEL } from '../../harness/kinds';
import { type KubeObject } from '../../harness/kube';
import { LiveCanary } from '../live-canary';

let cluster: Cluster;
let canary: LiveCanary;

beforeAll(async () => {
  cluster = await Cluster.start({ name: 'gitops', controllers: true });
  const example = readExample('03-grpc-service');
  canary = await LiveCanary.install(cluster, { ...example, bundle: scaledBundle(example.bundle, { factor: 30, prometheus: cluster.prometheus }) });
  await canary.healthy(60);
});

afterAll(async () => {
  canary?.stop();
  await cluster?.stop();
});

/** Begins a release and lets it come to the second weight. */
async function releaseToAQuarter(version: string): Promise<void> {
  await canary.release(version);
  await canary.observer.until('the canary has a quarter of the requests', 90, () => canary.weights[0] === 25 && canary.rollout.status?.currentStepIndex === 3);
}

/** What is in Git besides the Deployment, whose image the release has changed there, too. */
function inGit(): KubeObject[] {
  return canary.example.bundle.filter(({ kind }) => kind !== 'Deployment');
}

/** The same as a GitOps tool applies it that ignores what the controller writes. */
async function withoutControllerFields(objects: readonly KubeObject[]): Promise<KubeObject[]> {
  const { name: service, namespace } = canary.place;
  const virtualServices = [{ name: service, routes: ['primary'], tcpRoutes: [], tlsRoutes: [] }];
  const fields = controllerFieldsOf({
    service, namespace, stableService: `${service}-stable`, virtualServices, managedRoutes: [], experiments: [], scaledDown: service, autoscaled: false,
  });
  return Promise.all(objects.map(async (object) => {
    const { apiVersion, kind, metadata: { name } } = object;
    const expressions = fields.filter((field) => field.kind === kind && field.name === name).map(({ jqPathExpression }) => jqPathExpression);
    if (expressions.length === 0) return object;
    return withLiveFields(object, await cluster.kube.read({ apiVersion, kind, name, namespace }), expressions);
  }));
}

/** Whether the subsets told stable pods from canary pods in every state since a moment. */
function subsetsAlwaysDiffered(moment: number): boolean {
  const states = canary.observer.states('DestinationRule', canary.place).filter(({ at }) => at >= moment);
  return states.every(({ object }) => new Set(object.spec.subsets.map(({ labels }) => labels[HASH_LABEL])).size === 2);
}

test('a re-apply in mid-release that leaves the controller\'s fields alone changes nothing', async () => {
  // GIVEN
  await releaseToAQuarter('1.3.0');
  const start = canary.observer.now();

  // WHEN
  await canary.apply(await withoutControllerFields(inGit()));
  await canary.observer.until('the next weight', 60, () => canary.weights[0] === 50);

  // THEN
  expect(canary.weightsSince(start)).toEqual([50]);
  expect(subsetsAlwaysDiffered(start)).toBe(true);
  await canary.healthy(120);
});

test('a re-apply in mid-release of all that is in Git takes the canary its requests and both subsets their hashes', async () => {
  // GIVEN
  await releaseToAQuarter('1.4.0');
  const start = canary.observer.now();

  // WHEN
  await canary.apply(inGit());
  await canary.observer.until('no weight for the canary', 30, () => canary.weightsSince(start)[0] === 0);

  // THEN
  expect(subsetsAlwaysDiffered(start)).toBe(false);
});
