import { type Row } from './row';
import { type ExistingVirtualService, Protocol, Routing, type ServicePort, type SmartCanaryProps, type SubsetRoutingOptions, Threshold } from '../../src';

const ISTIO = 'Rollout spec.strategy.canary.trafficRouting.istio.virtualService';
const HOST = 'shop.arch.svc.cluster.local';
const PORT = 'Service/shop-canary spec.ports[0]';

/** Connections have no requests that could be measured. */
const CONNECTIONS: Partial<SmartCanaryProps> = { protocol: Protocol.TCP, timeout: undefined, thresholds: [Threshold.query('lag', { query: 'max(lag)', max: 10 })] };
const POSTGRES: Partial<SmartCanaryProps> = { ...CONNECTIONS, routing: Routing.subsets({ tcpRoutes: [{ port: 5432 }] }) };

function split(options: SubsetRoutingOptions): Partial<SmartCanaryProps> {
  return { routing: Routing.subsets(options) };
}

function splitElsewhere(virtualService: Partial<ExistingVirtualService>): Partial<SmartCanaryProps> {
  return { routing: Routing.existing({ virtualService: 'edge', ...virtualService }) };
}

function mirrored(port: Partial<ServicePort>): Partial<SmartCanaryProps> {
  return { routing: Routing.hosts({ ports: [{ name: 'http', port: 80, ...port }] }) };
}

/** How requests and connections are told apart. */
export const ROUTING: Row[] = [
  ['Routing.hosts', mirrored({}), 'VirtualService spec.http[0].route[1].destination', { host: 'shop-canary.arch.svc.cluster.local' }],
  ['Routing.hosts', mirrored({}), 'Rollout spec.strategy.canary.canaryService', 'shop-canary'],
  ['HostRoutingOptions.ports', mirrored({}), 'Service/shop-stable spec.ports', [{ name: 'http', port: 80, targetPort: 80 }]],
  ['ServicePort.name', mirrored({ name: 'web' }), `${PORT}.name`, 'web'],
  ['ServicePort.port', mirrored({ port: 8080 }), `${PORT}.port`, 8080],
  ['ServicePort.targetPort', mirrored({ targetPort: 8080 }), `${PORT}.targetPort`, 8080],
  ['ServicePort.targetPortName', mirrored({ targetPortName: 'web' }), `${PORT}.targetPort`, 'web'],
  ['ServicePort.appProtocol', mirrored({ appProtocol: 'http2' }), `${PORT}.appProtocol`, 'http2'],

  ['Protocol.TCP', POSTGRES, 'VirtualService spec.http', undefined],
  ['SubsetRoutingOptions.tcpRoutes', POSTGRES, 'VirtualService spec.tcp[0].match', [{ port: 5432 }]],
  ['SubsetRoutingOptions.tcpRoutes', POSTGRES, `${ISTIO}.tcpRoutes`, [{ port: 5432 }]],
  ['TcpRoute.port', POSTGRES, 'VirtualService spec.tcp[0].match[0].port', 5432],
  ['SubsetRoutingOptions.tlsRoutes', split({ tlsRoutes: [{ sniHosts: [HOST] }] }), `${ISTIO}.tlsRoutes`, [{ sniHosts: [HOST] }]],
  ['TlsRoute.sniHosts', split({ tlsRoutes: [{ sniHosts: [HOST] }] }), 'VirtualService spec.tls[0].match[0].sniHosts', [HOST]],
  ['TlsRoute.port', split({ tlsRoutes: [{ sniHosts: [HOST], port: 443 }] }), 'VirtualService spec.tls[0].match[0].port', 443],
  ['ExistingVirtualService.tcpRoutes', { ...CONNECTIONS, ...splitElsewhere({ tcpRoutes: [{ port: 5432 }] }) }, `${ISTIO}.tcpRoutes`, [{ port: 5432 }]],
  ['ExistingVirtualService.tlsRoutes', { ...CONNECTIONS, ...splitElsewhere({ tlsRoutes: [{ sniHosts: ['db'] }] }) }, `${ISTIO}.tlsRoutes`, [{ sniHosts: ['db'] }]],
];
