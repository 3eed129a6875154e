import { exampleNames, readExample } from '../../bundle/example';
import { scaledBundle } from '../../bundle/scaled';
import { Cluster } from '../../harness/cluster';
import { type Rollout, type VirtualService } from '../../harness/kinds';
import { LiveCanary } from '../live-canary';

const FACTOR = 30;

/** Its times are what is wrong with it: they are kept. */
const OWN_TIMES = ['02-the-article'];

let cluster: Cluster;

beforeAll(async () => {
  cluster = await Cluster.start({ name: 'walk', controllers: true });
});

afterAll(() => cluster?.stop());

/** The weights that the steps name, without repetitions, and 0 when the release is over. */
function weightsOf({ spec }: Rollout): number[] {
  const weights = spec.strategy.canary.steps.flatMap(({ setWeight }) => setWeight ?? []);
  return [...weights, 0].filter((weight, index, all) => weight !== (all[index - 1] ?? 0));
}

/** The routes that steps add. */
function managedRoutesOf({ spec }: Rollout): string[] {
  const routes = spec.strategy.canary.steps.flatMap(({ setHeaderRoute, setMirrorRoute }) => [setHeaderRoute ?? [], setMirrorRoute ?? []].flat());
  return [...new Set(routes.filter(({ match }) => match !== undefined).map(({ name }) => name))];
}

function routeNames({ spec }: VirtualService): string[] {
  return spec.http.map(({ name = '' }) => name);
}

/** Ends each pause that waits for somebody, until the release is through. */
async function walkToTheEnd(canary: LiveCanary): Promise<void> {
  const pauses = canary.rollout.spec.strategy.canary.steps.filter(({ pause }) => pause !== undefined && pause.duration === undefined);
  for (const _ of pauses) {
    await canary.paused(120);
    await canary.promote();
  }
  await canary.healthy(240);
}

/** Releases a version of one of an example's services and holds what is seen against its steps. */
async function walk(canary: LiveCanary): Promise<void> {
  // GIVEN
  await canary.healthy(60);
  const stable = canary.rollout.status?.stableRS;
  const start = canary.observer.now();

  // WHEN
  await canary.release('next');
  await walkToTheEnd(canary);

  // THEN
  expect(canary.rollout.status?.stableRS).not.toBe(stable);
  expect(canary.weightsSince(start)).toEqual(weightsOf(canary.rollout));
  await canary.observer.until('the analysis has ended', 30, () => canary.analysisRun?.status?.phase !== 'Running');
  expect(canary.analysisRun?.status?.phase).toBe('Successful');
  expect(canary.analysisRun?.status?.metricResults?.filter(({ phase, error = 0 }) => phase !== 'Successful' || error > 0)).toEqual([]);
  const [first] = canary.routing.virtualServices;
  const states = canary.observer.states('VirtualService', first).map(({ object }) => routeNames(object));
  expect(managedRoutesOf(canary.rollout).filter((route) => !states.some((routes) => routes.includes(route)))).toEqual([]);
  expect(managedRoutesOf(canary.rollout).filter((route) => states.at(-1)?.includes(route))).toEqual([]);
}

test.each(exampleNames())('a release of %s goes through all of its steps', async (name) => {
  const read = readExample(name);
  const factor = OWN_TIMES.includes(name) ? 1 : FACTOR;
  const example = { ...read, bundle: scaledBundle(read.bundle, { factor, prometheus: cluster.prometheus }) };
  const [, ...others] = example.bundle.filter(({ kind }) => kind === 'Rollout').map(({ metadata }) => metadata.name);
  const canaries = [
    await LiveCanary.install(cluster, example),
    ...await Promise.all(others.map((rollout) => LiveCanary.watch(cluster, example, { rollout }))),
  ];
  const walks = await Promise.allSettled(canaries.map(walk));
  canaries.forEach((canary) => canary.stop());
  expect(walks.flatMap((ended) => ended.status === 'rejected' ? [ended.reason] : [])).toEqual([]);
});
