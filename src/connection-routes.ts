import { coversHost, isHost } from './gateways';
import { requireInteger } from './integers';
import { firstRepeated } from './repeated';

/**
 * A route of TCP connections.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TCPRoute
 */
export interface TcpRoute {
  /** The port that callers connect to, from 1 to 65535. */
  readonly port: number;
}

/**
 * A route of TLS connections that reach the pods as they are, encrypted.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#TLSRoute
 */
export interface TlsRoute {
  /**
   * The port that callers connect to, from 1 to 65535.
   *
   * @default - every port
   */
  readonly port?: number;

  /** The names that callers ask for as they connect, one or more. */
  readonly sniHosts: string[];
}

/** The routes of connections. */
export interface ConnectionRoutes {
  readonly tcpRoutes: TcpRoute[];
  readonly tlsRoutes: TlsRoute[];
}

/** Checks routes by themselves: Argo Rollouts tells them apart by nothing but the port and the set of SNI hosts. */
export function requireConnectionRoutes({ tcpRoutes, tlsRoutes }: ConnectionRoutes): void {
  for (const { port } of [...tcpRoutes, ...tlsRoutes]) requireInteger('port', port, 1, 'give the port that callers connect to', 65535);
  const again = firstRepeated(tcpRoutes.map(({ port }) => String(port)));
  if (again !== undefined) throw new Error(`'tcpRoutes' must name each port once, got ${again} twice; only the first route of a port is ever taken: leave out one of them`);
  const bare = tlsRoutes.find(({ sniHosts }) => sniHosts.length === 0 || sniHosts.includes(''));
  if (bare) throw new Error(`'sniHosts' must name one host or more, got [${bare.sniHosts.map((host) => `'${host}'`).join(', ')}]; Istio tells TLS connections apart by them: name them, or use tcpRoutes`);
  const twice = firstRepeated(tlsRoutes.flatMap(({ port, sniHosts }) => sniHosts.map((host) => `'${host}' of ${port === undefined ? 'every port' : `port ${port}`}`)));
  if (twice !== undefined) throw new Error(`'tlsRoutes' must name each SNI host of a port once, got ${twice} twice; only the first route of a host is ever taken: leave out one of them`);
}

/**
 * Checks the names that callers ask for against those for which the VirtualService stands.
 *
 * @see https://github.com/istio/istio/blob/1.30.3/pkg/config/validation/validation.go validateSniHost
 */
export function requireSniHosts(tlsRoutes: TlsRoute[], hosts: string[]): void {
  const strange = tlsRoutes.flatMap(({ sniHosts }) => sniHosts).find((sni) => !isSniHost(sni, hosts));
  if (strange === undefined) return;
  throw new Error(
    `'sniHosts' must be the service's own host or within hosts (${hosts.join(', ')}), got '${strange}'; Istio refuses others: `
    + 'add it to hosts, with the gateway that passes it through',
  );
}

/** Istio compares these in their case. */
function isSniHost(sni: string, hosts: string[]): boolean {
  return hosts.includes(sni) || isHost(sni) && hosts.some((host) => coversHost(host, sni));
}
