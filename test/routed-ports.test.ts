import { Chart } from 'cdk8s';
import { Protocol, Routing, type SmartCanaryProps, type SubsetRoutingOptions, Threshold, Workload } from '../src';
import { manifestOf, messageOf, newCanary, newChart, newDeployment, newService, podTemplate } from './canary';

const CONNECTIONS: Partial<SmartCanaryProps> = { protocol: Protocol.TCP, thresholds: [Threshold.query('queue', { query: 'max(queue)', max: 10 })] };
const OWN = ['shop.arch.svc.cluster.local'];
const GATEWAY: Partial<SmartCanaryProps> = { gateways: ['istio-ingress/public'], hosts: ['shop.example.com'] };

function chartOf(ports: Parameters<typeof newService>[1], routing: SubsetRoutingOptions, props: Partial<SmartCanaryProps> = CONNECTIONS): Chart {
  const chart = newChart({ namespace: 'arch' });
  newService(chart, ports);
  newCanary({ workload: Workload.deployment(newDeployment(chart)), ...props, routing: Routing.subsets(routing) }, chart);
  return chart;
}

describe('the ports of routes', () => {
  test.each<[string, SubsetRoutingOptions]>([
    ['tcp', { tcpRoutes: [{ port: 5432 }] }],
    ['main', { tcpRoutes: [{ port: 5432 }] }],
    ['tls', { tlsRoutes: [{ port: 5432, sniHosts: OWN }] }],
    ['https', { tlsRoutes: [{ sniHosts: OWN }] }],
  ])('may be named %j for %j', (name, routing) => {
    expect(() => chartOf([{ name, port: 5432 }], routing)).not.toThrow();
  });

  test.each<[string, SubsetRoutingOptions, string]>([
    ['tcp', { tcpRoutes: [{ port: 5433 }] }, '\'tcpRoutes\' must name ports of Service \'shop\' (5432), got 5433; nobody connects to another: correct it, or add the port to the Service'],
    ['tls', { tlsRoutes: [{ port: 443, sniHosts: OWN }] }, '\'tlsRoutes\' must name ports of Service \'shop\' (5432), got 443; nobody connects to another: correct it, or add the port to the Service'],
    ['grpc', { tcpRoutes: [{ port: 5432 }] },
      '\'tcpRoutes\' must name ports that carry TCP, got 5432, which Service \'shop\' calls HTTP or gRPC; Istio splits its requests by the HTTP route: leave it out'],
    ['https', { tcpRoutes: [{ port: 5432 }] }, '\'tcpRoutes\' must name ports that carry TCP, got 5432, which Service \'shop\' calls TLS; Istio takes only tlsRoutes for it: name it there'],
    ['tcp', { tlsRoutes: [{ port: 5432, sniHosts: OWN }] },
      '\'tlsRoutes\' must name ports that are named for TLS, got 5432, which Service \'shop\' calls otherwise; Istio asks these routes for ports named \'tls\' or \'https\' alone: '
      + 'rename the port, or use tcpRoutes'],
    ['main', { tlsRoutes: [{ sniHosts: OWN }] },
      '\'tlsRoutes\' must name ports that are named for TLS, got every port, all of which Service \'shop\' calls otherwise; Istio asks these routes for ports named \'tls\' or \'https\' alone: '
      + 'rename the port, or use tcpRoutes'],
  ])('fail named %j for %j', (name, routing, message) => {
    expect(messageOf(() => chartOf([{ name, port: 5432 }], routing))).toBe(message);
  });

  test.each<[string, Parameters<typeof newService>[1], object]>([
    ['is named where only one of several carries requests', [{ name: 'http', port: 80 }, { name: 'tcp', port: 9000 }], { port: { number: 80 } }],
    ['is not named where there is one alone', [{ name: 'http', port: 80 }], {}],
    ['is not named where several may be meant', [{ name: 'http', port: 80 }, { name: 'web', port: 81 }], {}],
  ])('of requests from a gateway %s', (_, ports, port) => {
    const { http: [{ route }] } = manifestOf(chartOf(ports, {}, { protocol: Protocol.HTTP, ...GATEWAY }), 'VirtualService').spec;
    const host = 'shop.arch.svc.cluster.local';
    expect(route.map(({ destination }: any) => destination)).toEqual([{ host, subset: 'stable', ...port }, { host, subset: 'canary', ...port }]);
  });

  test('of requests inside the mesh is that which was called', () => {
    const ports = [{ name: 'http', port: 80 }, { name: 'tcp', port: 9000 }];
    expect(manifestOf(chartOf(ports, {}, { protocol: Protocol.HTTP }), 'VirtualService').spec.http[0].route[0].destination).not.toHaveProperty('port');
  });

  test('may be those of a gateway where the Service has one alone', () => {
    const routing = { tcpRoutes: [{ port: 15432 }], tlsRoutes: [{ port: 443, sniHosts: ['shop.example.com'] }] };
    expect(manifestOf(chartOf([{ name: 'tcp', port: 5432 }], routing, { ...CONNECTIONS, ...GATEWAY }), 'VirtualService').spec.tcp[0].match).toEqual([{ port: 15432 }]);
    expect(messageOf(() => chartOf([{ name: 'tcp', port: 5432 }, { name: 'tls', port: 8443 }], routing, { ...CONNECTIONS, ...GATEWAY }))).toContain('must name ports of Service \'shop\' (5432, 8443), got 15432');
  });

  test('are not known where the Service is not in the app', () => {
    const chart = newChart();
    newCanary({ ...CONNECTIONS, routing: Routing.subsets({ tcpRoutes: [{ port: 5432 }] }) }, chart);
    expect(manifestOf(chart, 'VirtualService').spec.tcp).toHaveLength(1);
  });

  test.each<[string, SubsetRoutingOptions]>([
    ['tcp', { tcpRoutes: [{ port: 5432 }] }],
    ['tls', { tlsRoutes: [{ port: 5432, sniHosts: ['shop'] }] }],
    ['tls', { tlsRoutes: [{ sniHosts: ['shop'] }] }],
  ])('give the Service that is made here the name %j for %j', (name, routing) => {
    const chart = newChart();
    const workload = Workload.deployment(newDeployment(chart, { template: podTemplate([{ name: 'main', containerPort: 5432 }]) }));
    newCanary({ ...CONNECTIONS, workload, routing: Routing.subsets(routing) }, chart);
    expect(manifestOf(chart, 'Service', 'shop').spec.ports).toEqual([{ name, port: 5432, targetPort: 5432 }]);
  });
});
