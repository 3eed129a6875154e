/** What the service speaks: it decides which metrics tell a failed call from a good one. */
export enum Protocol {
  /** HTTP/1.1 or HTTP/2: a call has failed when its response code is 5xx. */
  HTTP = 'http',

  /** gRPC: the response code is 200 for failed calls too, `grpc_response_status` tells. */
  GRPC = 'grpc',

  /**
   * Anything else, TLS that the pods end included: connections are split, and nobody sees a request in them.
   *
   * It needs routes of its own, as `Routing.subsets({ tcpRoutes: [{ port: 5432 }] })`, and thresholds by `Threshold.query`.
   */
  TCP = 'tcp',
}

/** A port, as far as it tells what it speaks. */
interface Port {
  readonly number: number;
  readonly name?: string;
  readonly appProtocol?: string;
}

/** How Istio carries a port: request by request, or connection by connection, told apart by SNI or not at all. */
export type Transport = 'requests' | 'tls' | 'tcp';

/** The words with which a port declares its protocol to Istio. */
const TRANSPORTS: { readonly [word: string]: Transport } = {
  'http': 'requests',
  'http2': 'requests',
  'http_proxy': 'requests',
  'grpc': 'requests',
  'grpc-web': 'requests',
  'https': 'tls',
  'tls': 'tls',
  'tcp': 'tcp',
  'mongo': 'tcp',
  'mysql': 'tcp',
  'redis': 'tcp',
};

/** `http2` may carry either. */
const PROTOCOLS: { readonly [word: string]: Protocol } = { http: Protocol.HTTP, grpc: Protocol.GRPC };

/** Kubernetes' own names in Istio's words. */
const STANDARD_NAMES: { readonly [appProtocol: string]: string } = { 'kubernetes.io/h2c': 'http2', 'kubernetes.io/ws': 'http', 'kubernetes.io/wss': 'https' };

/** SMTP, DNS, MySQL and MongoDB, where the server speaks first. */
const TCP_PORTS = [25, 53, 3306, 27017];

/**
 * Reads the protocol from a port as Istio does: `appProtocol` first, then the port's name up to the first hyphen.
 *
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
 */
export function protocolOfPort(port: Port): Protocol | undefined {
  const transport = transportOfPort(port);
  return transport === 'tls' || transport === 'tcp' ? Protocol.TCP : PROTOCOLS[wordOf(port)];
}

/**
 * Reads how Istio carries a port; it looks into the traffic where neither name nor number tells.
 *
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
 */
export function transportOfPort(port: Port): Transport | undefined {
  return TRANSPORTS[wordOf(port)] ?? (TCP_PORTS.includes(port.number) ? 'tcp' : undefined);
}

function wordOf({ name, appProtocol }: Port): string {
  const text = (STANDARD_NAMES[appProtocol ?? ''] ?? appProtocol ?? name ?? '').toLowerCase();
  return text.startsWith('grpc-web') ? 'grpc-web' : text.split('-')[0];
}
