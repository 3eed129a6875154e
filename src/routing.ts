import { type ConnectionRoutes, requireConnectionRoutes, type TcpRoute, type TlsRoute } from './connection-routes';
import { requireHostPorts, type ServicePort } from './host-ports';
import { NAMESPACE_LABEL, requireLabel } from './names';
import { firstRepeated } from './repeated';

/** Name of the weighted route in the VirtualService. */
export const PRIMARY_ROUTE = 'primary';

const NAMESPACE = new RegExp(`^${NAMESPACE_LABEL}$`);

/** Options of `Routing.subsets`. */
export interface SubsetRoutingOptions {
  /**
   * Routes of TCP connections, each of a port.
   *
   * They stand in place of the route of requests for `Protocol.TCP`, and beside it otherwise.
   * The version is chosen once for a connection, by the weight at that time.
   * With each new weight callers' proxies close the connections that are there, in the time that they take to drain (45 s by Istio's default): clients have to connect again.
   *
   * @default - none
   * @see https://github.com/istio/istio/issues/38616
   */
  readonly tcpRoutes?: TcpRoute[];

  /**
   * Routes of TLS connections by SNI host, which must be the service's own or within `hosts`; chosen like those of TCP.
   *
   * Istio takes them for ports that are named `tls` or `https`, and for gateways that pass TLS through.
   *
   * @default - none
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSRoute
   */
  readonly tlsRoutes?: TlsRoute[];
}

/** Options of `Routing.hosts`. */
export interface HostRoutingOptions extends SubsetRoutingOptions {
  /**
   * The ports of the apex Service, all of them, as they are there.
   *
   * @default - read from the apex Service, which has to be in this app
   */
  readonly ports?: ServicePort[];
}

/** A VirtualService that is not made here, and at least one route of it. */
export interface ExistingVirtualService {
  /** Its name. */
  readonly virtualService: string;

  /**
   * Its namespace.
   *
   * @default - that of the canary
   */
  readonly namespace?: string;

  /**
   * The names of its HTTP routes whose weights the controller moves.
   *
   * @default - none
   */
  readonly routes?: string[];

  /**
   * Its TCP routes whose weights the controller moves, by port.
   *
   * All matches of a route name that one port.
   * Where it has TCP routes and none is named here, it must have just one, which the controller takes as well.
   *
   * @default - none
   */
  readonly tcpRoutes?: TcpRoute[];

  /**
   * Its TLS routes whose weights the controller moves, by port and SNI hosts.
   *
   * All matches of a route name that one port, or none, and together exactly those hosts.
   * Where it has TLS routes and none is named here, it must have just one, which the controller takes as well.
   *
   * @default - none
   */
  readonly tlsRoutes?: TlsRoute[];
}

/** A VirtualService and those of its routes whose weights move. */
export interface RoutedVirtualService extends ConnectionRoutes {
  readonly name: string;
  readonly namespace?: string;
  readonly routes: string[];
}

/** How the versions are told apart: exactly one of the three. */
interface Kind {
  readonly subsets?: SubsetRoutingOptions;
  readonly hosts?: HostRoutingOptions;
  readonly existing?: ExistingVirtualService[];
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
  public static subsets(options: SubsetRoutingOptions = {}): Routing {
    requireConnectionRoutes(routesOf(options));
    return new Routing({ subsets: options });
  }

  /**
   * Two Services, `<service>-stable` and `<service>-canary`: the controller writes the ReplicaSets' hashes into their selectors, and there is no DestinationRule.
   *
   * Each can be called by its own name as well. Metrics of callers name the one that has answered, in place of the apex Service.
   * An aborted canary makes the controller write without pause while its pods are kept, so keep `abortScaleDownDelay` short.
   *
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/#host-level-traffic-splitting
   */
  public static hosts(options: HostRoutingOptions = {}): Routing {
    requireConnectionRoutes(routesOf(options));
    if (options.ports) requireHostPorts(options.ports);
    return new Routing({ hosts: options });
  }

  /**
   * The same two subsets as `Routing.subsets`, by routes of VirtualServices that exist and belong to somebody else.
   *
   * Each of the routes must have exactly two destinations, the subsets `stable` with weight 100 and `canary` with weight 0 of the service's host:
   * the controller takes out every other destination that has a weight. Routes to two Services cannot be used.
   * What a VirtualService says besides weights is said there and not here, but state `timeout` as the routes have it.
   */
  public static existing(...virtualServices: ExistingVirtualService[]): Routing {
    if (virtualServices.length === 0) throw new Error('Routing.existing must get a VirtualService, got none; use Routing.subsets() to have one made');
    virtualServices.forEach(requireExisting);
    const twice = firstRepeated(virtualServices.map(({ virtualService }) => virtualService));
    // Upstream finds the second by the name alone, and checks the first one again. @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/pkg/apis/rollouts/validation/validation_references.go
    if (twice !== undefined) throw new Error(`Routing.existing must get VirtualServices of distinct names, got '${twice}' twice; Argo Rollouts does not tell them apart, not even by namespace: rename one`);
    return new Routing({ existing: virtualServices });
  }

  private constructor(private readonly kind: Kind) {}

  /**
   * The VirtualServices that are not made here.
   *
   * @internal
   */
  public get _existing(): ExistingVirtualService[] {
    return this.kind.existing ?? [];
  }

  /**
   * Where the versions are two Services.
   *
   * @internal
   */
  public get _hosts(): HostRoutingOptions | undefined {
    return this.kind.hosts;
  }

  /** @internal */
  public _virtualServices(service: string): RoutedVirtualService[] {
    const own = this.kind.subsets ?? this.kind.hosts;
    if (own) return [{ name: service, routes: [PRIMARY_ROUTE], ...routesOf(own) }];
    return this._existing.map((existing) => {
      const { virtualService, namespace, routes = [] } = existing;
      return { name: virtualService, namespace, routes, ...routesOf(existing) };
    });
  }
}

/** Refuses what would be lost, because it belongs into a VirtualService that is not made here. */
export function requireOwnVirtualService(routing: Routing, props: { readonly [name: string]: unknown }): void {
  const lost = routing._existing.length > 0 && Object.keys(props).find((name) => props[name] !== undefined);
  if (lost) throw new Error(`'${lost}' must be left out with Routing.existing, got both; it belongs into the VirtualService '${routing._existing[0].virtualService}': say it there`);
}

/** Refuses what would be lost, because it belongs into a DestinationRule and none is made. */
export function requireOwnDestinationRule(routing: Routing, trafficPolicy: unknown): void {
  if (!routing._hosts || trafficPolicy === undefined) return;
  throw new Error(
    '\'trafficPolicy\' must be left out with Routing.hosts, got both; it belongs into a DestinationRule, and two Services need none: '
    + 'use Routing.subsets(), or write a DestinationRule for each of the two',
  );
}

function routesOf({ tcpRoutes = [], tlsRoutes = [] }: SubsetRoutingOptions): ConnectionRoutes {
  return { tcpRoutes, tlsRoutes };
}

/** A name with a dot would be read as a name and a namespace. */
function requireExisting(existing: ExistingVirtualService): void {
  const { virtualService, namespace, routes = [] } = existing;
  requireLabel('virtualService', virtualService);
  if (namespace !== undefined && !NAMESPACE.test(namespace)) {
    throw new Error(`'namespace' must be the name of a namespace (a-z, 0-9 and '-', a letter or digit at both ends, at most 63 characters), got '${namespace}'; give the namespace of VirtualService '${virtualService}'`);
  }
  const connections = routesOf(existing);
  const none = routes.length + connections.tcpRoutes.length + connections.tlsRoutes.length === 0;
  if (none || routes.includes('')) {
    throw new Error(
      `'routes' of VirtualService '${virtualService}' must name one route or more, got [${routes.map((route) => `'${route}'`).join(', ')}]; `
      + 'give its routes names, and list them here, or those of connections in tcpRoutes and tlsRoutes',
    );
  }
  requireConnectionRoutes(connections);
}
