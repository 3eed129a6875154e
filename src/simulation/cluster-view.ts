import { type Controller } from './controller';
import { hashOf } from './hash-of';
import { type Mesh } from './mesh';
import { type Route } from './read-route';
import { type ServedRelease } from './read-served-release';
import { type ReplicaSet } from './replica-set';
import { type ClusterState, type Pod, type WeightedDestination } from './world/cluster';
import { type ServedWorkload } from './world/served-workload';

/** The cluster as requests meet it. */
export function viewOf({ sets, mesh }: Controller, { workload, route, selected }: ServedRelease): ClusterState {
  const { canary, stable } = mesh.weights;
  const { subsetTemplates, canaryService, stableService } = mesh;
  const destination = (service: string, template: string | undefined, weight: number): WeightedDestination => (
    { service, weight, ...template === undefined ? {} : { hash: hashOf(template) } });
  const selectors = new Map<string, string>();
  if (selected.canary !== undefined && canaryService !== undefined) selectors.set(selected.canary, hashOf(canaryService));
  if (selected.stable !== undefined && stableService !== undefined) selectors.set(selected.stable, hashOf(stableService));
  return {
    pods: sets.flatMap((set) => podsOf(set, workload)),
    destinations: [destination(route.stable, subsetTemplates.stable, stable), destination(route.canary, subsetTemplates.canary, canary)],
    ...managedIn(mesh, route),
    selectors,
  };
}

/** What the controller's own routes do: every request is taken to match one that mirrors, and the first that matches is the one. */
function managedIn({ routes, subsetTemplates: { canary } }: Mesh, { canary: service }: Route): Pick<ClusterState, 'mirror' | 'tagged'> {
  const destination = { service, ...canary === undefined ? {} : { hash: hashOf(canary) } };
  const [share] = routes.flatMap(({ mirrored }) => mirrored ?? []);
  return {
    ...routes.some(({ mirrored }) => mirrored === undefined) ? { tagged: destination } : {},
    ...share === undefined ? {} : { mirror: { ...destination, share, isManaged: true } },
  };
}

/** What is another text whenever the view is another: most passes of the controller change nothing that requests would meet. */
export function signatureOf({ sets, mesh }: Controller): string {
  const { weights, subsetTemplates, canaryService, stableService } = mesh;
  const pods = sets.map(({ template, replicas }) => `${template}:${replicas.map(({ number, readyAt, restarts }) => `${number}@${readyAt}+${restarts}`).join()}`);
  const managed = mesh.routes.map(({ mirrored = 'header' }) => mirrored);
  const written = [...managed, weights.canary, weights.stable, subsetTemplates.canary, subsetTemplates.stable, canaryService, stableService];
  return [...written, ...pods].join('/');
}

function podsOf({ template, replicas }: ReplicaSet, { name, labels }: ServedWorkload): Pod[] {
  const hash = hashOf(template);
  return replicas.map(({ number, readyAt, restarts }) => ({ name: `${name}-${hash}-${number}`, hash, readyAt, labels, ...restarts > 0 ? { restarts } : {} }));
}
