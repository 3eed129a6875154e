import { requireSniHosts } from './connection-routes';
import { resolveHostPorts } from './host-ports';
import { Protocol } from './protocol';
import { type ServicePortData } from './resources/service';
import { type DestinationData } from './resources/virtual-service';
import { requireRoutedPorts } from './routed-ports';
import { type RoutedVirtualService, type Routing } from './routing';

/** Where requests and connections go. */
export interface RoutingFacts {
  /** Where the weights move. */
  readonly virtualServices: RoutedVirtualService[];
  /** Whether they are made elsewhere. */
  readonly routedElsewhere: boolean;
  readonly destinations: { readonly stable: DestinationData; readonly canary: DestinationData };
  /** The ports of the stable and the canary Service, where those are the destinations. */
  readonly hostPorts?: ServicePortData[];
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
  const { service, protocol, hostOf } = context;
  const routedElsewhere = routing._existing.length > 0;
  const virtualServices = routesFor(protocol, routing._virtualServices(service), routedElsewhere);
  const [{ tcpRoutes, tlsRoutes }] = virtualServices;
  if (!routedElsewhere && tcpRoutes.length + tlsRoutes.length > 0) {
    requireSniHosts(tlsRoutes, context.hosts);
    requireRoutedPorts({ tcpRoutes, tlsRoutes }, service, context.apexPorts(), context.gateways);
  }
  if (!routing._hosts) {
    const host = hostOf(service);
    return { virtualServices, routedElsewhere, destinations: { stable: { host, subset: STABLE }, canary: { host, subset: CANARY } } };
  }
  return {
    virtualServices,
    routedElsewhere,
    destinations: { stable: { host: hostOf(`${service}-${STABLE}`) }, canary: { host: hostOf(`${service}-${CANARY}`) } },
    hostPorts: resolveHostPorts(service, routing._hosts.ports, context.apexPorts()),
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
