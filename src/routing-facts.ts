import { type ConnectionRoutes, requireSniHosts } from './connection-routes';
import { resolveHostPorts } from './host-ports';
import { Protocol } from './protocol';
import { type ServicePortData } from './resources/service';
import { type DestinationData } from './resources/virtual-service';
import { portsForGateways, requireRoutedPorts, unsplitPorts } from './routed-ports';
import { type HostRoutingOptions, type RoutedVirtualService, type Routing } from './routing';

/** Where requests and connections go. */
export interface RoutingFacts {
  /** Where the weights move. */
  readonly virtualServices: RoutedVirtualService[];
  /** Whether they are made elsewhere. */
  readonly routedElsewhere: boolean;
  readonly destinations: { readonly stable: DestinationData; readonly canary: DestinationData };
  /** The ports of the stable and the canary Service, where those are the destinations. */
  readonly hostPorts?: ServicePortData[];
  /** The port of the route of requests, where it has to be said. */
  readonly requestPort?: number;
  /** The ports among which gateways cannot choose. */
  readonly undecidedPorts: number[];
  /** The ports whose connections reach pods of both versions, whatever the weights are. */
  readonly unsplitPorts: number[];
}

/** What the routes have to fit. */
export interface RoutingContext {
  readonly service: string;
  readonly protocol: Protocol;
  /** The names by which callers ask. */
  readonly hosts: string[];
  readonly gateways: boolean;
  /** The host of a Service of the canary's namespace. */
  readonly hostOf: (service: string) => string;
  /** Reads the apex Service's ports, where they are known here. */
  readonly apexPorts: () => ServicePortData[] | undefined;
}

export const STABLE = 'stable';
export const CANARY = 'canary';

/** Checks the routes against the service, and fills in where they lead. */
export function resolveRouting(routing: Routing, context: RoutingContext): RoutingFacts {
  const { protocol, gateways } = context;
  const routedElsewhere = routing._existing.length > 0;
  const virtualServices = routesFor(protocol, routing._virtualServices(context.service), routedElsewhere);
  const versions = routing._hosts ? betweenServices(routing._hosts, context) : betweenSubsets(context);
  const ports = versions.hostPorts ?? context.apexPorts();
  const [routes] = virtualServices;
  if (!routedElsewhere) requireOwnRoutes(routes, ports, context);
  const fromGateways = gateways && protocol !== Protocol.TCP ? portsForGateways(ports) : [];
  return {
    virtualServices,
    routedElsewhere,
    ...versions,
    requestPort: fromGateways.length === 1 ? fromGateways[0] : undefined,
    undecidedPorts: fromGateways.length > 1 ? fromGateways : [],
    unsplitPorts: routedElsewhere ? [] : unsplitPorts(routes, ports),
  };
}

function requireOwnRoutes(routes: ConnectionRoutes, ports: ServicePortData[] | undefined, { service, hosts, gateways }: RoutingContext): void {
  if (routes.tcpRoutes.length + routes.tlsRoutes.length === 0) return;
  requireSniHosts(routes.tlsRoutes, hosts);
  requireRoutedPorts(routes, service, ports, gateways);
}

function betweenSubsets({ service, hostOf }: RoutingContext): Pick<RoutingFacts, 'destinations' | 'hostPorts'> {
  const host = hostOf(service);
  return { destinations: { stable: { host, subset: STABLE }, canary: { host, subset: CANARY } } };
}

function betweenServices({ ports }: HostRoutingOptions, { service, hostOf, apexPorts }: RoutingContext): Pick<RoutingFacts, 'destinations' | 'hostPorts'> {
  return {
    destinations: { stable: { host: hostOf(`${service}-${STABLE}`) }, canary: { host: hostOf(`${service}-${CANARY}`) } },
    hostPorts: resolveHostPorts(service, ports, apexPorts()),
  };
}

/** Connections have no route of requests, and requests need one. */
function routesFor(protocol: Protocol, virtualServices: RoutedVirtualService[], routedElsewhere: boolean): RoutedVirtualService[] {
  if (protocol !== Protocol.TCP) return requireRequestRoutes(protocol, virtualServices);
  const named = virtualServices.find(({ routes }) => routes.length > 0);
  if (routedElsewhere && named) {
    throw new Error(
      `'routes' of VirtualService '${named.name}' must be left out for Protocol.TCP, got '${named.routes.join('\', \'')}'; they split requests: `
      + 'name the routes of connections in tcpRoutes and tlsRoutes, or set protocol: Protocol.HTTP or Protocol.GRPC',
    );
  }
  if (virtualServices.some(({ tcpRoutes, tlsRoutes }) => tcpRoutes.length + tlsRoutes.length === 0)) {
    throw new Error(
      '\'routing\' must have tcpRoutes or tlsRoutes for Protocol.TCP, got none; connections are split by nothing else: '
      + 'set routing: Routing.subsets({ tcpRoutes: [{ port: 5432 }] }), or another protocol where the service answers requests',
    );
  }
  return virtualServices.map((virtualService) => ({ ...virtualService, routes: [] }));
}

function requireRequestRoutes(protocol: Protocol, virtualServices: RoutedVirtualService[]): RoutedVirtualService[] {
  if (virtualServices.some(({ routes }) => routes.length > 0)) return virtualServices;
  throw new Error(
    `'routes' of VirtualService '${virtualServices[0].name}' must name one route or more for Protocol.${protocol.toUpperCase()}, got none; requests are split by nothing else: `
    + 'name them, or set protocol: Protocol.TCP',
  );
}
