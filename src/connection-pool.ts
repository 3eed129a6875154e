import { type Duration } from 'cdk8s';
import { H2UpgradePolicy } from './h2-upgrade-policy';
import { requireInteger } from './integers';
import { type ConnectionPoolData } from './resources/traffic-policy';
import { positiveSeconds } from './seconds';
import { resolveTcpKeepalive, type TcpKeepaliveOptions } from './tcp-keepalive';

/**
 * What a caller's proxy has open to a version at a time, and for how long.
 *
 * Each proxy counts for itself, and for stable and canary apart. A pod's own sidecar keeps to the same numbers, for all of its callers together.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings
 */
export interface ConnectionPoolOptions {
  /**
   * The most connections: an integer of at least 1.
   *
   * Over HTTP/1.1 requests beyond it wait for one.
   *
   * @default - no limit, by Istio
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-TCPSettings
   */
  readonly maxConnections?: number;

  /**
   * How long connecting may take, to the millisecond.
   *
   * @default - 10 seconds, by Istio
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-TCPSettings
   */
  readonly connectTimeout?: Duration;

  /**
   * How long a connection is kept without a request, to the millisecond.
   *
   * @default - 1 hour, by Istio
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings
   */
  readonly idleTimeout?: Duration;

  /**
   * How long a connection is kept at all, to the millisecond.
   *
   * @default - for ever
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-TCPSettings
   */
  readonly maxConnectionDuration?: Duration;

  /**
   * How a connection is found to be dead.
   *
   * @default - no probes, unless the mesh is configured otherwise
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-TCPSettings-TcpKeepalive
   */
  readonly tcpKeepalive?: TcpKeepaliveOptions;

  /**
   * The most requests that wait for a connection, of HTTP/1.1 and HTTP/2 alike: an integer of at least 1.
   *
   * @default - no limit, by Istio
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings
   */
  readonly http1MaxPendingRequests?: number;

  /**
   * The most requests under way, of HTTP/1.1 and HTTP/2 alike: an integer of at least 1.
   *
   * @default - no limit, by Istio
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings
   */
  readonly http2MaxRequests?: number;

  /**
   * The most requests in the life of a connection: an integer from 1, for one each, to 536870912.
   *
   * @default - no limit, by Istio
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings
   */
  readonly maxRequestsPerConnection?: number;

  /**
   * The most retries under way: an integer of at least 1.
   *
   * How often one request is tried again is said in `retries`.
   *
   * @default - no limit, by Istio
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings
   */
  readonly maxRetries?: number;

  /**
   * The most requests under way on one connection of HTTP/2: an integer of at least 1.
   *
   * @default - 2147483647, by Istio
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings
   */
  readonly maxConcurrentStreams?: number;

  /**
   * Whether HTTP/1.1 becomes HTTP/2 on the way.
   *
   * @default - as the mesh is configured
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings-H2UpgradePolicy
   */
  readonly h2UpgradePolicy?: H2UpgradePolicy;

  /**
   * Speak to the pods what the caller speaks, HTTP/1.1 or HTTP/2.
   *
   * It does not go with `H2UpgradePolicy.UPGRADE`.
   *
   * @default false
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings-HTTPSettings
   */
  readonly useClientProtocol?: boolean;
}

const MOST = 2 ** 31 - 1;
/** Istio's own limits, where they are not those of its integers. */
const LIMITS = {
  maxConnections: MOST,
  http1MaxPendingRequests: MOST,
  http2MaxRequests: MOST,
  maxRequestsPerConnection: 2 ** 29,
  maxRetries: MOST,
  maxConcurrentStreams: MOST,
};

/** Checks a connection pool as Istio does, and for the 0 that it takes for no limit. */
export function resolveConnectionPool(options: ConnectionPoolOptions): ConnectionPoolData {
  if (Object.values(options).every((value) => value === undefined)) {
    throw new Error('\'trafficPolicy.connectionPool\' must hold one option or more, got {}; Istio refuses an empty one: leave it out');
  }
  for (const [field, most] of Object.entries(LIMITS)) {
    requireInteger(at(field), options[field as keyof typeof LIMITS], 1, 'Istio takes 0 for no limit: leave it out for none', most);
  }
  requireOneProtocol(options);
  const { maxConnections, connectTimeout, idleTimeout, maxConnectionDuration, tcpKeepalive, ...http } = options;
  return {
    tcp: {
      maxConnections,
      connectTimeoutSeconds: optionalSeconds('connectTimeout', connectTimeout),
      maxConnectionDurationSeconds: optionalSeconds('maxConnectionDuration', maxConnectionDuration),
      tcpKeepalive: tcpKeepalive && resolveTcpKeepalive(at('tcpKeepalive'), tcpKeepalive),
    },
    http: { ...http, idleTimeoutSeconds: optionalSeconds('idleTimeout', idleTimeout) },
  };
}

function optionalSeconds(field: string, duration: Duration | undefined): number | undefined {
  return duration && positiveSeconds(at(field), duration);
}

function at(field: string): string {
  return `trafficPolicy.connectionPool.${field}`;
}

function requireOneProtocol({ h2UpgradePolicy, useClientProtocol }: ConnectionPoolOptions): void {
  if (h2UpgradePolicy !== H2UpgradePolicy.UPGRADE || !useClientProtocol) return;
  throw new Error(
    '\'trafficPolicy.connectionPool.useClientProtocol\' must be left out with H2UpgradePolicy.UPGRADE, got both; '
    + 'Istio refuses them, for one keeps HTTP/1.1 and the other does not: leave out one of them',
  );
}
