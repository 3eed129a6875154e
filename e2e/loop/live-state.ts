import { serviceOfHost } from '../../src/manifest/istio-host';
import { type ClusterState, type Destination, type Pod } from '../../src/simulation/world/cluster';
import { type LiveCanary } from '../cluster/live-canary';
import { HASH_LABEL, type Pod as LivePod, type RouteDestination } from '../harness/kinds';

const CLUSTER_DOMAIN = 'cluster.local';

/** A cluster as requests meet it now: what the controller has written, and the pods. */
export function liveState(canary: LiveCanary): ClusterState {
  const { observer, place: { namespace } } = canary;
  const services = observer.all('Service').flatMap(({ metadata: { name }, spec: { selector } }) => {
    const hash = selector?.[HASH_LABEL];
    return hash === undefined ? [] : [[name, hash] as const];
  });
  const { route = [], mirror, mirrorPercentage } = canary.route ?? {};
  const header = canary.headerRoute?.route[0].destination;
  return {
    pods: observer.all('Pod').filter(({ metadata }) => metadata.namespace === namespace).flatMap(podOf),
    destinations: route.map(({ destination, weight = 0 }) => ({ ...destinationOf(destination, canary), weight })),
    mirror: mirror && { ...destinationOf(mirror, canary), share: (mirrorPercentage?.value ?? 100) / 100, isManaged: true },
    tagged: header && destinationOf(header, canary),
    selectors: new Map(services),
  };
}

/** Pods of the Deployment that a Rollout takes over have no hash, and no part in its traffic; those that go are no endpoints. */
function podOf({ metadata: { name, labels, deletionTimestamp }, status }: LivePod): Pod[] {
  const hash = labels?.[HASH_LABEL];
  if (hash === undefined || deletionTimestamp !== undefined) return [];
  const isReady = status?.conditions?.some(({ type, status: state }) => type === 'Ready' && state === 'True') ?? false;
  return [{ name, hash, readyAt: isReady ? -Infinity : Infinity }];
}

function destinationOf({ host, subset }: RouteDestination['destination'], { observer, place: { namespace }, routing }: LiveCanary): Destination {
  const service = serviceOfHost(host, namespace, CLUSTER_DOMAIN)?.name ?? host;
  const rule = routing.destinationRule && observer.find('DestinationRule', { namespace, name: routing.destinationRule.name });
  const hash = rule?.spec.subsets.find(({ name }) => name === subset)?.labels[HASH_LABEL];
  return { service, ...hash === undefined ? {} : { hash } };
}
