import { optionalDuration } from './duration';
import { l1 } from './l1';

/** What callers' proxies do with the pods of each subset. */
export interface TrafficPolicyData {
  readonly loadBalancer?: LoadBalancerData;
  readonly connectionPool?: ConnectionPoolData;
  readonly outlierDetection?: OutlierDetectionData;
  readonly tls?: TrafficTlsData;
}

/** One of the two. */
export interface LoadBalancerData {
  readonly simple?: 'ROUND_ROBIN' | 'LEAST_REQUEST' | 'RANDOM';
  readonly httpHeaderName?: string;
}

/** What is open at a time: one field or more of the two. */
export interface ConnectionPoolData {
  readonly tcp: TcpPoolData;
  readonly http: HttpPoolData;
}

/** Connections. */
export interface TcpPoolData {
  readonly maxConnections?: number;
  readonly connectTimeoutSeconds?: number;
  readonly maxConnectionDurationSeconds?: number;
  readonly tcpKeepalive?: TcpKeepaliveData;
}

/** Probes of idle connections. */
export interface TcpKeepaliveData {
  readonly probes?: number;
  readonly timeSeconds?: number;
  readonly intervalSeconds?: number;
}

/** Requests. */
export interface HttpPoolData {
  readonly http1MaxPendingRequests?: number;
  readonly http2MaxRequests?: number;
  readonly maxRequestsPerConnection?: number;
  readonly maxRetries?: number;
  readonly maxConcurrentStreams?: number;
  readonly idleTimeoutSeconds?: number;
  readonly h2UpgradePolicy?: 'DEFAULT' | 'DO_NOT_UPGRADE' | 'UPGRADE';
  readonly useClientProtocol?: boolean;
}

/** When a pod is left out. */
export interface OutlierDetectionData {
  readonly consecutive5xxErrors?: number;
  readonly consecutiveGatewayErrors?: number;
  readonly intervalSeconds?: number;
  readonly baseEjectionSeconds?: number;
  readonly maxEjectionPercent?: number;
  readonly minHealthPercent?: number;
}

/** How requests are encrypted; the names are upstream's. */
export interface TrafficTlsData {
  readonly mode: 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL';
  readonly clientCertificate?: string;
  readonly privateKey?: string;
  readonly caCertificates?: string;
  readonly credentialName?: string;
  readonly subjectAltNames?: string[];
  readonly sni?: string;
  readonly insecureSkipVerify?: boolean;
}

/** Writes a traffic policy. */
export function renderTrafficPolicy({ loadBalancer, connectionPool, outlierDetection, tls }: TrafficPolicyData) {
  return {
    loadBalancer: loadBalancer && renderLoadBalancer(loadBalancer),
    connectionPool: connectionPool && renderConnectionPool(connectionPool),
    outlierDetection: outlierDetection && renderOutlierDetection(outlierDetection),
    tls: tls && renderTls(tls),
  };
}

function renderLoadBalancer({ simple, httpHeaderName }: LoadBalancerData) {
  if (simple === undefined) return { consistentHash: { httpHeaderName } };
  const { DestinationRuleSpecTrafficPolicyLoadBalancerSimple: Simple } = l1.networking;
  return { simple: { ROUND_ROBIN: Simple.ROUND_UNDERSCORE_ROBIN, LEAST_REQUEST: Simple.LEAST_UNDERSCORE_REQUEST, RANDOM: Simple.RANDOM }[simple] };
}

function renderOutlierDetection({ consecutive5xxErrors, intervalSeconds, baseEjectionSeconds, ...same }: OutlierDetectionData) {
  return {
    ...same,
    consecutive5XxErrors: consecutive5xxErrors,
    interval: optionalDuration(intervalSeconds),
    baseEjectionTime: optionalDuration(baseEjectionSeconds),
  };
}

function renderConnectionPool({ tcp, http }: ConnectionPoolData) {
  return { tcp: isEmpty(tcp) ? undefined : renderTcp(tcp), http: isEmpty(http) ? undefined : renderHttp(http) };
}

function renderTcp({ maxConnections, connectTimeoutSeconds, maxConnectionDurationSeconds, tcpKeepalive }: TcpPoolData) {
  return {
    maxConnections,
    connectTimeout: optionalDuration(connectTimeoutSeconds),
    maxConnectionDuration: optionalDuration(maxConnectionDurationSeconds),
    tcpKeepalive: tcpKeepalive && {
      probes: tcpKeepalive.probes, time: optionalDuration(tcpKeepalive.timeSeconds), interval: optionalDuration(tcpKeepalive.intervalSeconds),
    },
  };
}

function renderHttp({ idleTimeoutSeconds, h2UpgradePolicy, ...same }: HttpPoolData) {
  const { DestinationRuleSpecTrafficPolicyConnectionPoolHttpH2UpgradePolicy: Policy } = l1.networking;
  const policies = { DEFAULT: Policy.DEFAULT, DO_NOT_UPGRADE: Policy.DO_UNDERSCORE_NOT_UNDERSCORE_UPGRADE, UPGRADE: Policy.UPGRADE };
  return { ...same, idleTimeout: optionalDuration(idleTimeoutSeconds), h2UpgradePolicy: h2UpgradePolicy && policies[h2UpgradePolicy] };
}

function renderTls({ mode, ...same }: TrafficTlsData) {
  const { DestinationRuleSpecTrafficPolicyTlsMode: Mode } = l1.networking;
  return { ...same, mode: { DISABLE: Mode.DISABLE, SIMPLE: Mode.SIMPLE, MUTUAL: Mode.MUTUAL, ISTIO_MUTUAL: Mode.ISTIO_UNDERSCORE_MUTUAL }[mode] };
}

function isEmpty(data: object): boolean {
  return Object.values(data).every((value) => value === undefined);
}
