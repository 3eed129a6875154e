/** A Service that a host of Istio means. */
export interface ServiceHost {
  readonly name: string;
  readonly namespace: string;
}

/**
 * The Service that a destination's host means, undefined where it is none of the cluster.
 *
 * A host without a dot is short for one in the namespace of its own object; any other is taken as it stands, so `shop.eu` is no Service.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination
 */
export function serviceOfHost(host: string, namespace: string, clusterDomain: string): ServiceHost | undefined {
  if (host === '' || host.includes('*')) return undefined;
  if (!host.includes('.')) return { name: host, namespace };
  const suffix = `.svc.${clusterDomain}`;
  const labels = host.endsWith(suffix) ? host.slice(0, -suffix.length).split('.') : [];
  return labels.length === 2 && labels.every((label) => label !== '') ? { name: labels[0], namespace: labels[1] } : undefined;
}

/** Whether two hosts in objects of these namespaces mean the same. */
export function isSameHost(a: string, namespaceOfA: string, b: string, namespaceOfB: string, clusterDomain: string): boolean {
  const [first, second] = [serviceOfHost(a, namespaceOfA, clusterDomain), serviceOfHost(b, namespaceOfB, clusterDomain)];
  if (!first || !second) return a !== '' && a === b;
  return first.name === second.name && first.namespace === second.namespace;
}

/**
 * What Argo Rollouts compares with the name of a Service: it ignores the namespace.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/trafficrouting/istio/istio.go
 */
export function hostToArgo(host: string): string {
  return host.split('.')[0];
}

/**
 * The VirtualService that Argo Rollouts means by `name` or `name.namespace`; what follows a second dot is ignored.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/istio/istio.go
 */
export function virtualServiceOf(reference: string, namespace: string): ServiceHost {
  const [name, named] = reference.split('.');
  return { name, namespace: named ? named : namespace };
}

/**
 * The Gateway that a VirtualService means by `namespace/name`, `name`, or the old `name.namespace`; undefined for the mesh.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService
 */
export function gatewayOf(reference: string, namespace: string): ServiceHost | undefined {
  if (reference === 'mesh') return undefined;
  const slash = reference.indexOf('/');
  if (slash >= 0) {
    const named = reference.slice(0, slash);
    return { name: reference.slice(slash + 1), namespace: named === '.' ? namespace : named };
  }
  const [name, named] = reference.split('.');
  return { name, namespace: named ?? namespace };
}
