import { type RouteDestination } from '../harness/kinds';
import { type KubeObject } from '../harness/kube';

/** A VirtualService with the routes whose weights the controller moves. */
export interface WeightedRoutes {
  readonly namespace: string;
  readonly name: string;
  readonly routes: readonly string[];
}

/** How a Rollout's stable and canary pods are told apart by the mesh. */
export interface BundleRouting {
  readonly virtualServices: readonly WeightedRoutes[];
  readonly destinationRule?: { readonly name: string; readonly canarySubsetName: string; readonly stableSubsetName: string };
  readonly canaryService?: string;
  readonly stableService?: string;
}

interface VirtualServiceReference {
  readonly name: string;
  readonly routes?: readonly string[];
}

interface WithRouting extends KubeObject {
  readonly spec: {
    readonly strategy: {
      readonly canary: {
        readonly canaryService?: string;
        readonly stableService?: string;
        readonly trafficRouting: {
          readonly istio: {
            readonly virtualService?: VirtualServiceReference;
            readonly virtualServices?: readonly VirtualServiceReference[];
            readonly destinationRule?: BundleRouting['destinationRule'];
          };
        };
      };
    };
  };
}

/** Reads the routing out of a Rollout, whose VirtualService may be named `name.namespace`. */
export function routingOf(rollout: KubeObject, namespace: string): BundleRouting {
  const { canaryService, stableService, trafficRouting: { istio } } = (rollout as WithRouting).spec.strategy.canary;
  const references = istio.virtualServices ?? [istio.virtualService ?? []].flat();
  const virtualServices = references.map(({ name, routes = [] }) => {
    const [short, place = namespace] = name.split('.');
    return { name: short, namespace: place, routes };
  });
  return { virtualServices, destinationRule: istio.destinationRule, canaryService, stableService };
}

/** Whether a destination is the canary's. */
export function isCanary({ destination }: RouteDestination, { destinationRule, canaryService }: BundleRouting): boolean {
  if (destinationRule !== undefined) return destination.subset === destinationRule.canarySubsetName;
  return canaryService !== undefined && destination.host.split('.')[0] === canaryService;
}
