import { requireLabel } from './names';
import { firstRepeated } from './repeated';

/** Name of the weighted route in the VirtualService. */
export const PRIMARY_ROUTE = 'primary';

/** A VirtualService that is not made here. */
export interface ExistingVirtualService {
  /** Its name. */
  readonly virtualService: string;

  /**
   * Its namespace.
   *
   * @default - that of the canary
   */
  readonly namespace?: string;

  /** The names of its HTTP routes whose weights the controller moves, one or more. */
  readonly routes: string[];
}

/** A VirtualService and those of its routes whose weights move. */
export interface RoutedVirtualService {
  readonly name: string;
  readonly namespace?: string;
  readonly routes: string[];
}

/**
 * How requests are told apart on their way to stable and canary pods.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/
 */
export class Routing {
  /**
   * Two subsets of one host: the controller writes the ReplicaSets' hashes into a DestinationRule.
   *
   * Callers inside the mesh are split without a second name for the service.
   */
  public static subsets(): Routing {
    return new Routing([]);
  }

  /**
   * The same two subsets, by routes of VirtualServices that exist and belong to somebody else.
   *
   * Each of the routes must have exactly two destinations, the subsets `stable` with weight 100 and `canary` with weight 0 of the service's host:
   * the controller takes out every other destination that has a weight.
   * What a VirtualService says besides weights is said there and not here, but state `timeout` as the routes have it.
   */
  public static existing(...virtualServices: ExistingVirtualService[]): Routing {
    if (virtualServices.length === 0) throw new Error('Routing.existing must get a VirtualService, got none; use Routing.subsets() to have one made');
    virtualServices.forEach(requireExisting);
    const twice = firstRepeated(virtualServices.map(({ virtualService }) => virtualService));
    // Upstream finds the second by the name alone, and checks the first one again. @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/pkg/apis/rollouts/validation/validation_references.go
    if (twice !== undefined) throw new Error(`Routing.existing must get VirtualServices of distinct names, got '${twice}' twice; Argo Rollouts does not tell them apart, not even by namespace: rename one`);
    return new Routing(virtualServices);
  }

  private constructor(/** @internal */ public readonly _existing: ExistingVirtualService[]) {}

  /** @internal */
  public _virtualServices(service: string): RoutedVirtualService[] {
    if (this._existing.length === 0) return [{ name: service, routes: [PRIMARY_ROUTE] }];
    return this._existing.map(({ virtualService, namespace, routes }) => ({ name: virtualService, namespace, routes }));
  }
}

/** Refuses what would be lost, because it belongs into a VirtualService that is not made here. */
export function requireOwnVirtualService(routing: Routing, props: { readonly [name: string]: unknown }): void {
  const lost = routing._existing.length > 0 && Object.keys(props).find((name) => props[name] !== undefined);
  if (lost) throw new Error(`'${lost}' must be left out with Routing.existing, got both; it belongs into the VirtualService '${routing._existing[0].virtualService}': say it there`);
}

/** A name with a dot would be read as a name and a namespace. */
function requireExisting({ virtualService, namespace, routes }: ExistingVirtualService): void {
  requireLabel('virtualService', virtualService);
  if (namespace !== undefined) requireLabel('namespace', namespace);
  if (routes.length === 0 || routes.includes('')) {
    throw new Error(`'routes' of VirtualService '${virtualService}' must name one route or more, got [${routes.map((route) => `'${route}'`).join(', ')}]; give its routes names, and list them here`);
  }
}
