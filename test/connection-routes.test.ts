import { Chart } from 'cdk8s';
import { Protocol, Routing, type SmartCanaryProps, type SubsetRoutingOptions, Threshold } from '../src';
import { manifestOf, messageOf, newCanary, newChart } from './canary';

/** A service of which nobody sees a request. */
const CONNECTIONS: Partial<SmartCanaryProps> = { protocol: Protocol.TCP, thresholds: [Threshold.query('queue', { query: 'max(queue)', max: 10 })] };
const GATEWAY: Partial<SmartCanaryProps> = { gateways: ['istio-ingress/passthrough'], hosts: ['*.example.com'] };

function chartOf(routing: SubsetRoutingOptions, props: Partial<SmartCanaryProps> = CONNECTIONS): Chart {
  const chart = newChart({ namespace: 'arch' });
  newCanary({ ...props, routing: Routing.subsets(routing) }, chart);
  return chart;
}

function failureOf(routing: SubsetRoutingOptions, props?: Partial<SmartCanaryProps>): string {
  return messageOf(() => chartOf(routing, props));
}

const DESTINATIONS = [
  { destination: { host: 'shop.arch.svc.cluster.local', subset: 'stable' }, weight: 100 },
  { destination: { host: 'shop.arch.svc.cluster.local', subset: 'canary' }, weight: 0 },
];

describe('routes of connections', () => {
  test('stand in place of the route of requests for a service that has none', () => {
    const chart = chartOf({ tcpRoutes: [{ port: 5432 }, { port: 5433 }] });
    expect(manifestOf(chart, 'VirtualService').spec).toEqual({
      hosts: ['shop.arch.svc.cluster.local'],
      tcp: [{ match: [{ port: 5432 }], route: DESTINATIONS }, { match: [{ port: 5433 }], route: DESTINATIONS }],
    });
    expect(manifestOf(chart, 'Rollout').spec.strategy.canary.trafficRouting.istio.virtualService).toEqual({ name: 'shop', tcpRoutes: [{ port: 5432 }, { port: 5433 }] });
  });

  test('are told apart by SNI hosts where they carry TLS, of one port or of any', () => {
    const tlsRoutes = [{ port: 443, sniHosts: ['shop.arch.svc.cluster.local', 'shop.example.com'] }, { sniHosts: ['*.example.com'] }];
    const chart = chartOf({ tlsRoutes }, { ...CONNECTIONS, ...GATEWAY });
    expect(manifestOf(chart, 'VirtualService').spec).toEqual({
      hosts: ['shop.arch.svc.cluster.local', '*.example.com'],
      gateways: ['istio-ingress/passthrough', 'mesh'],
      tls: [{ match: [tlsRoutes[0]], route: DESTINATIONS }, { match: [tlsRoutes[1]], route: DESTINATIONS }],
    });
    expect(manifestOf(chart, 'Rollout').spec.strategy.canary.trafficRouting.istio.virtualService).toEqual({ name: 'shop', tlsRoutes });
  });

  test('stand beside the route of requests for a service that has both', () => {
    const chart = chartOf({ tcpRoutes: [{ port: 6379 }] }, {});
    const { http, tcp } = manifestOf(chart, 'VirtualService').spec;
    expect([http[0].name, http[0].route, tcp[0].route]).toEqual(['primary', DESTINATIONS, DESTINATIONS]);
    expect(manifestOf(chart, 'Rollout').spec.strategy.canary.trafficRouting.istio.virtualService).toEqual({ name: 'shop', routes: ['primary'], tcpRoutes: [{ port: 6379 }] });
  });

  test('take the own host as it is written without a namespace', () => {
    const chart = newChart();
    newCanary({ ...CONNECTIONS, routing: Routing.subsets({ tlsRoutes: [{ sniHosts: ['shop'] }] }) }, chart);
    expect(manifestOf(chart, 'VirtualService').spec.tls[0].match).toEqual([{ sniHosts: ['shop'] }]);
  });

  test('have their weights left to the controller', () => {
    const routing = Routing.subsets({ tcpRoutes: [{ port: 5432 }], tlsRoutes: [{ port: 443, sniHosts: ['b.example.com', 'a.example.com'] }, { sniHosts: ['c.example.com'] }] });
    const { controllerFields } = newCanary({ ...CONNECTIONS, ...GATEWAY, routing });
    expect(controllerFields.filter(({ kind }) => kind === 'VirtualService').map(({ jqPathExpression }) => jqPathExpression)).toEqual([
      '.spec.tls[] | select(any(.match[]; .port == 443 and (.sniHosts | sort) == ["a.example.com","b.example.com"])) | .route[].weight',
      '.spec.tls[] | select(any(.match[]; .port == null and (.sniHosts | sort) == ["c.example.com"])) | .route[].weight',
      '.spec.tcp[] | select(any(.match[]; .port == 5432)) | .route[].weight',
    ]);
  });

  test.each<[SubsetRoutingOptions, string]>([
    [{}, '\'routing\' must have tcpRoutes or tlsRoutes for Protocol.TCP, got none; connections are split by nothing else: '
      + 'set routing: Routing.subsets({ tcpRoutes: [{ port: 5432 }] }), or another protocol where the service answers requests'],
    [{ tcpRoutes: [{ port: 0 }] }, '\'port\' must be an integer from 1 to 65535, got 0; give the port that callers connect to'],
    [{ tlsRoutes: [{ port: 65536, sniHosts: ['a.b'] }] }, '\'port\' must be an integer from 1 to 65535, got 65536; give the port that callers connect to'],
    [{ tcpRoutes: [{ port: 80 }, { port: 80 }] }, '\'tcpRoutes\' must name each port once, got 80 twice; only the first route of a port is ever taken: leave out one of them'],
    [{ tlsRoutes: [{ sniHosts: [] }] }, '\'sniHosts\' must name one host or more, got []; Istio tells TLS connections apart by them: name them, or use tcpRoutes'],
    [{ tlsRoutes: [{ sniHosts: ['a.b', ''] }] }, '\'sniHosts\' must name one host or more, got [\'a.b\', \'\']; Istio tells TLS connections apart by them: name them, or use tcpRoutes'],
    [{ tlsRoutes: [{ port: 1, sniHosts: ['a.b'] }, { port: 1, sniHosts: ['c.d', 'a.b'] }] },
      '\'tlsRoutes\' must name each SNI host of a port once, got \'a.b\' of port 1 twice; only the first route of a host is ever taken: leave out one of them'],
    [{ tlsRoutes: [{ sniHosts: ['a.b', 'a.b'] }] },
      '\'tlsRoutes\' must name each SNI host of a port once, got \'a.b\' of every port twice; only the first route of a host is ever taken: leave out one of them'],
    [{ tlsRoutes: [{ sniHosts: ['shop.example.com'] }] },
      '\'sniHosts\' must be the service\'s own host or within hosts (shop.arch.svc.cluster.local), got \'shop.example.com\'; Istio refuses others: '
      + 'add it to hosts, with the gateway that passes it through'],
  ])('fail on %j', (routing, message) => {
    expect(failureOf(routing)).toBe(message);
  });

  test.each(['shop.example.org', 'Shop.Example.com', 'example.com', '*', '*.com', 'a_b.example.com', 'shop'])('fail on the SNI host %j outside of *.example.com', (sni) => {
    expect(failureOf({ tlsRoutes: [{ sniHosts: [sni] }] }, { ...CONNECTIONS, ...GATEWAY })).toContain(`got '${sni}'; Istio refuses others`);
  });
});
