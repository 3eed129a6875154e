import { type ClusterState, type Pod } from './cluster';
import { type ServedWorkload } from './served-workload';

/** A Service as far as metrics are named after it. */
export interface ServiceModel {
  readonly name: string;
  /** In whole seconds, as Kubernetes writes it down. */
  readonly createdAt: number;
  /** Empty for one that is headless and has none. */
  readonly ports: readonly ServicePort[];
}

export interface ServicePort {
  readonly port: number;
  readonly targetPort: number;
}

export function hostOf(service: string, { namespace, clusterDomain = 'cluster.local' }: ServedWorkload): string {
  return `${service}.${namespace}.svc.${clusterDomain}`;
}

/**
 * The Service that a pod's own sidecar names: the oldest of those that lead to the same port of the pod from the same port of theirs, whichever was called.
 *
 * Of several made in one second it is the first by its host; undefined where there is none.
 *
 * @see https://github.com/istio/istio/blob/1.30.3/pilot/pkg/networking/core/cluster_builder.go
 */
export function inboundService(called: string, pod: Pod, state: ClusterState, workload: ServedWorkload): ServiceModel | undefined {
  const { services, port } = workload;
  const targetPort = services.find(({ name }) => name === called)?.ports.find((each) => each.port === port)?.targetPort;
  const leads = (each: ServicePort) => each.port === port && each.targetPort === targetPort;
  const candidates = services.filter(({ name, ports }) => selects(name, pod, state) && ports.some(leads));
  return candidates.sort((a, b) => a.createdAt - b.createdAt || (hostOf(a.name, workload) < hostOf(b.name, workload) ? -1 : 1)).at(0);
}

function selects(service: string, { hash }: Pod, { selectors }: ClusterState): boolean {
  const selected = selectors?.get(service);
  return selected === undefined || selected === hash;
}
