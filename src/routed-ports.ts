import { type ConnectionRoutes } from './connection-routes';
import { type Transport, transportOfPort } from './protocol';
import { type ServicePortData } from './resources/service';

/**
 * Checks that connections come to the ports of the routes, and that Istio asks those routes about them.
 *
 * At a gateway a port may be the gateway's own, as long as the Service has one alone: Istio takes that one then.
 *
 * @see https://github.com/istio/istio/blob/1.30.3/pilot/pkg/networking/core/tls.go
 */
export function requireRoutedPorts(routes: ConnectionRoutes, service: string, ports: ServicePortData[] | undefined, gateways: boolean): void {
  if (!ports) return;
  const offered = ports.map(offeredPort);
  const anyPort = gateways && ports.length === 1;
  for (const { port } of routes.tcpRoutes) requireTcpPort(port, service, offered, anyPort);
  for (const { port } of routes.tlsRoutes) requireTlsPort(port, service, offered, anyPort);
}

/**
 * The ports that carry requests, where a gateway needs to be told which one is meant: without a word it takes its own port's number, unless the Service has one port alone.
 *
 * @see https://github.com/istio/istio/blob/1.30.3/pilot/pkg/networking/core/route/route.go GetDestinationCluster
 */
export function portsForGateways(ports: ServicePortData[] | undefined): number[] {
  if (!ports || ports.length < 2) return [];
  return ports.map(offeredPort).filter(({ transport }) => transport === undefined || transport === 'requests').map(({ port }) => port);
}

/** The ports whose connections no route splits. */
export function unsplitPorts({ tcpRoutes, tlsRoutes }: ConnectionRoutes, ports: ServicePortData[] = []): number[] {
  const split = (port: number) => tcpRoutes.some((route) => route.port === port) || tlsRoutes.some((route) => (route.port ?? port) === port);
  return ports.map(offeredPort).filter(({ port, transport }) => (transport === 'tcp' || transport === 'tls') && !split(port)).map(({ port }) => port);
}

interface OfferedPort {
  readonly port: number;
  readonly transport?: Transport;
}

function offeredPort({ port, name, appProtocol }: ServicePortData): OfferedPort {
  return { port, transport: transportOfPort({ number: port, name, appProtocol }) };
}

const REASONS: { readonly [transport in Transport]: string } = { requests: 'Istio splits its requests by the HTTP route: leave it out', tls: 'Istio takes only tlsRoutes for it: name it there', tcp: '' };

function requireTcpPort(port: number, service: string, offered: OfferedPort[], anyPort: boolean): void {
  const there = offered.find((each) => each.port === port);
  if (!there && !anyPort) throw new Error(unknownPort('tcpRoutes', port, service, offered));
  if (there?.transport === undefined || there.transport === 'tcp') return;
  throw new Error(`'tcpRoutes' must name ports that carry TCP, got ${port}, which Service '${service}' calls ${there.transport === 'tls' ? 'TLS' : 'HTTP or gRPC'}; ${REASONS[there.transport]}`);
}

function requireTlsPort(port: number | undefined, service: string, offered: OfferedPort[], anyPort: boolean): void {
  const there = offered.filter((each) => port === undefined || each.port === port);
  if (there.length === 0 && !anyPort) throw new Error(unknownPort('tlsRoutes', port!, service, offered));
  if (there.length === 0 || there.some(({ transport }) => transport === 'tls')) return;
  throw new Error(
    `'tlsRoutes' must name ports that are named for TLS, got ${port === undefined ? 'every port, all of which' : `${port}, which`} Service '${service}' calls otherwise; Istio asks these routes for ports named 'tls' or 'https' alone: `
    + 'rename the port, or use tcpRoutes',
  );
}

function unknownPort(property: string, port: number, service: string, offered: OfferedPort[]): string {
  return `'${property}' must name ports of Service '${service}' (${offered.map((each) => each.port).join(', ') || 'it has none'}), got ${port}; nobody connects to another: correct it, or add the port to the Service`;
}
