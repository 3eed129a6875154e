import { Duration } from 'cdk8s';
import { type Row } from './row';
import {
  type ConnectionPoolOptions, H2UpgradePolicy, LoadBalancer, type OutlierDetectionOptions, type RetryOptions, Routing,
  type SmartCanaryProps, type TcpKeepaliveOptions, TrafficTls,
} from '../../src';

const HTTP = 'VirtualService spec.http[0]';
const POLICY = 'DestinationRule spec.trafficPolicy';
const TCP = `${POLICY}.connectionPool.tcp`;
const POOL = `${POLICY}.connectionPool.http`;
const ISTIO = 'Rollout spec.strategy.canary.trafficRouting.istio';

const EDGE: Partial<SmartCanaryProps> = { gateways: ['istio-system/edge'], hosts: ['shop.example.com'] };
const EXISTING: Partial<SmartCanaryProps> = { routing: Routing.existing({ virtualService: 'edge', namespace: 'istio-system', routes: ['shop'] }) };

function retried(options: Partial<RetryOptions>): Partial<SmartCanaryProps> {
  return { retries: { attempts: 1, ...options } };
}

function balanced(loadBalancer: LoadBalancer): Partial<SmartCanaryProps> {
  return { trafficPolicy: { loadBalancer } };
}

function pooled(connectionPool: ConnectionPoolOptions): Partial<SmartCanaryProps> {
  return { trafficPolicy: { connectionPool } };
}

function keptAlive(tcpKeepalive: TcpKeepaliveOptions): Partial<SmartCanaryProps> {
  return pooled({ tcpKeepalive });
}

function ejected(outlierDetection: OutlierDetectionOptions): Partial<SmartCanaryProps> {
  return { trafficPolicy: { outlierDetection } };
}

function encrypted(tls: TrafficTls): Partial<SmartCanaryProps> {
  return { trafficPolicy: { tls } };
}

const FILES = { clientCertificate: '/cert.pem', privateKey: '/key.pem' };

/** How requests reach the pods. */
export const MESH: Row[] = [
  ['SmartCanaryProps.timeout', { timeout: Duration.millis(1500) }, `${HTTP}.timeout`, '1s500ms'],
  ['SmartCanaryProps.retries', retried({ attempts: 4 }), `${HTTP}.retries`, { attempts: 4 }],
  ['RetryOptions.attempts', retried({ attempts: 4 }), `${HTTP}.retries.attempts`, 4],
  ['RetryOptions.perTryTimeout', retried({ perTryTimeout: Duration.seconds(1) }), `${HTTP}.retries.perTryTimeout`, '1s'],
  ['RetryOptions.retryOn', retried({ retryOn: ['5xx', 'reset'] }), `${HTTP}.retries.retryOn`, '5xx,reset'],
  ['SmartCanaryProps.gateways', EDGE, 'VirtualService spec.gateways', ['istio-system/edge', 'mesh']],
  ['SmartCanaryProps.hosts', EDGE, 'VirtualService spec.hosts', ['shop.arch.svc.cluster.local', 'shop.example.com']],
  ['SmartCanaryProps.exportTo', { exportTo: ['.'] }, 'VirtualService spec.exportTo', ['.']],
  ['SmartCanaryProps.exportTo', { exportTo: ['.'] }, 'DestinationRule spec.exportTo', ['.']],

  ['SmartCanaryProps.routing', EXISTING, 'VirtualService spec', undefined],
  ['Routing.existing', EXISTING, 'VirtualService spec', undefined],
  ['Routing.subsets', { routing: Routing.subsets() }, `${HTTP}.route[1].destination.subset`, 'canary', EXISTING],
  ['ExistingVirtualService.virtualService', EXISTING, `${ISTIO}.virtualService.name`, 'edge.istio-system'],
  ['ExistingVirtualService.namespace', EXISTING, `${ISTIO}.virtualService.name`, 'edge.istio-system', { routing: Routing.existing({ virtualService: 'edge', routes: ['shop'] }) }],
  ['ExistingVirtualService.routes', EXISTING, `${ISTIO}.virtualService.routes`, ['shop']],

  ['SmartCanaryProps.trafficPolicy', balanced(LoadBalancer.random()), POLICY, { loadBalancer: { simple: 'RANDOM' } }],
  ['TrafficPolicy.loadBalancer', balanced(LoadBalancer.random()), `${POLICY}.loadBalancer`, { simple: 'RANDOM' }],
  ['LoadBalancer.random', balanced(LoadBalancer.random()), `${POLICY}.loadBalancer.simple`, 'RANDOM'],
  ['LoadBalancer.roundRobin', balanced(LoadBalancer.roundRobin()), `${POLICY}.loadBalancer.simple`, 'ROUND_ROBIN'],
  ['LoadBalancer.leastRequest', balanced(LoadBalancer.leastRequest()), `${POLICY}.loadBalancer.simple`, 'LEAST_REQUEST'],
  ['LoadBalancer.consistentHash', balanced(LoadBalancer.consistentHash('x-user')), `${POLICY}.loadBalancer.consistentHash.httpHeaderName`, 'x-user'],

  ['TrafficPolicy.connectionPool', pooled({ maxRetries: 3 }), `${POLICY}.connectionPool`, { http: { maxRetries: 3 } }],
  ['ConnectionPoolOptions.maxConnections', pooled({ maxConnections: 100 }), `${TCP}.maxConnections`, 100],
  ['ConnectionPoolOptions.connectTimeout', pooled({ connectTimeout: Duration.seconds(2) }), `${TCP}.connectTimeout`, '2s'],
  ['ConnectionPoolOptions.maxConnectionDuration', pooled({ maxConnectionDuration: Duration.hours(1) }), `${TCP}.maxConnectionDuration`, '1h'],
  ['ConnectionPoolOptions.tcpKeepalive', keptAlive({}), `${TCP}.tcpKeepalive`, {}],
  ['TcpKeepaliveOptions.probes', keptAlive({ probes: 3 }), `${TCP}.tcpKeepalive.probes`, 3],
  ['TcpKeepaliveOptions.time', keptAlive({ time: Duration.minutes(10) }), `${TCP}.tcpKeepalive.time`, '10m'],
  ['TcpKeepaliveOptions.interval', keptAlive({ interval: Duration.seconds(30) }), `${TCP}.tcpKeepalive.interval`, '30s'],
  ['ConnectionPoolOptions.http1MaxPendingRequests', pooled({ http1MaxPendingRequests: 10 }), `${POOL}.http1MaxPendingRequests`, 10],
  ['ConnectionPoolOptions.http2MaxRequests', pooled({ http2MaxRequests: 20 }), `${POOL}.http2MaxRequests`, 20],
  ['ConnectionPoolOptions.maxRequestsPerConnection', pooled({ maxRequestsPerConnection: 30 }), `${POOL}.maxRequestsPerConnection`, 30],
  ['ConnectionPoolOptions.maxRetries', pooled({ maxRetries: 3 }), `${POOL}.maxRetries`, 3],
  ['ConnectionPoolOptions.maxConcurrentStreams', pooled({ maxConcurrentStreams: 50 }), `${POOL}.maxConcurrentStreams`, 50],
  ['ConnectionPoolOptions.idleTimeout', pooled({ idleTimeout: Duration.minutes(5) }), `${POOL}.idleTimeout`, '5m'],
  ['ConnectionPoolOptions.h2UpgradePolicy', pooled({ h2UpgradePolicy: H2UpgradePolicy.UPGRADE }), `${POOL}.h2UpgradePolicy`, 'UPGRADE'],
  ['H2UpgradePolicy.DEFAULT', pooled({ h2UpgradePolicy: H2UpgradePolicy.DEFAULT }), `${POOL}.h2UpgradePolicy`, 'DEFAULT'],
  ['H2UpgradePolicy.DO_NOT_UPGRADE', pooled({ h2UpgradePolicy: H2UpgradePolicy.DO_NOT_UPGRADE }), `${POOL}.h2UpgradePolicy`, 'DO_NOT_UPGRADE'],
  ['H2UpgradePolicy.UPGRADE', pooled({ h2UpgradePolicy: H2UpgradePolicy.UPGRADE }), `${POOL}.h2UpgradePolicy`, 'UPGRADE'],
  ['ConnectionPoolOptions.useClientProtocol', pooled({ useClientProtocol: true }), `${POOL}.useClientProtocol`, true],

  ['TrafficPolicy.outlierDetection', ejected({}), `${POLICY}.outlierDetection`, {}],
  ['OutlierDetectionOptions.consecutive5xxErrors', ejected({ consecutive5xxErrors: 7 }), `${POLICY}.outlierDetection.consecutive5xxErrors`, 7],
  ['OutlierDetectionOptions.consecutiveGatewayErrors', ejected({ consecutiveGatewayErrors: 3 }), `${POLICY}.outlierDetection.consecutiveGatewayErrors`, 3],
  ['OutlierDetectionOptions.interval', ejected({ interval: Duration.seconds(5) }), `${POLICY}.outlierDetection.interval`, '5s'],
  ['OutlierDetectionOptions.baseEjectionTime', ejected({ baseEjectionTime: Duration.minutes(1) }), `${POLICY}.outlierDetection.baseEjectionTime`, '1m'],
  ['OutlierDetectionOptions.maxEjectionPercent', ejected({ maxEjectionPercent: 50 }), `${POLICY}.outlierDetection.maxEjectionPercent`, 50],
  ['OutlierDetectionOptions.minHealthPercent', ejected({ minHealthPercent: 50 }), `${POLICY}.outlierDetection.minHealthPercent`, 50],

  ['TrafficPolicy.tls', encrypted(TrafficTls.istioMutual()), `${POLICY}.tls`, { mode: 'ISTIO_MUTUAL' }],
  ['TrafficTls.disable', encrypted(TrafficTls.disable()), `${POLICY}.tls.mode`, 'DISABLE'],
  ['TrafficTls.istioMutual', encrypted(TrafficTls.istioMutual()), `${POLICY}.tls.mode`, 'ISTIO_MUTUAL'],
  ['TrafficTls.simple', encrypted(TrafficTls.simple()), `${POLICY}.tls`, { mode: 'SIMPLE' }],
  ['SimpleTlsOptions.caCertificates', encrypted(TrafficTls.simple({ caCertificates: '/ca.pem' })), `${POLICY}.tls.caCertificates`, '/ca.pem'],
  ['SimpleTlsOptions.credentialName', encrypted(TrafficTls.simple({ credentialName: 'shop-tls' })), `${POLICY}.tls.credentialName`, 'shop-tls'],
  ['SimpleTlsOptions.subjectAltNames', encrypted(TrafficTls.simple({ subjectAltNames: ['shop'] })), `${POLICY}.tls.subjectAltNames`, ['shop']],
  ['SimpleTlsOptions.sni', encrypted(TrafficTls.simple({ sni: 'shop' })), `${POLICY}.tls.sni`, 'shop'],
  ['SimpleTlsOptions.insecureSkipVerify', encrypted(TrafficTls.simple({ insecureSkipVerify: true })), `${POLICY}.tls.insecureSkipVerify`, true],
  ['TrafficTls.mutual', encrypted(TrafficTls.mutual(FILES)), `${POLICY}.tls.mode`, 'MUTUAL'],
  ['MutualTlsOptions.clientCertificate', encrypted(TrafficTls.mutual(FILES)), `${POLICY}.tls.clientCertificate`, '/cert.pem'],
  ['MutualTlsOptions.privateKey', encrypted(TrafficTls.mutual(FILES)), `${POLICY}.tls.privateKey`, '/key.pem'],
];
