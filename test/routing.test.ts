import { Chart, Duration } from 'cdk8s';
import { Protocol, Routing, type SmartCanaryProps, Step, StringMatch, Threshold } from '../src';
import { manifestOf, manifests, messageOf, newCanary, newChart } from './canary';

function istioOf(chart: Chart): any {
  return manifestOf(chart, 'Rollout').spec.strategy.canary.trafficRouting.istio;
}

/** A service of which nobody sees a request. */
const CONNECTIONS: Partial<SmartCanaryProps> = { protocol: Protocol.TCP, thresholds: [Threshold.query('queue', { query: 'max(queue)', max: 10 })] };

describe('Routing.existing', () => {
  test('names routes of a VirtualService and does not make one', () => {
    const chart = newChart();
    const canary = newCanary({ routing: Routing.existing({ virtualService: 'edge', routes: ['shop', 'shop-api'] }) }, chart);
    expect(istioOf(chart)).toEqual({
      virtualService: { name: 'edge', routes: ['shop', 'shop-api'] },
      destinationRule: { name: 'shop', canarySubsetName: 'canary', stableSubsetName: 'stable' },
    });
    expect(manifests(chart).map(({ kind }) => kind)).toEqual(['Service', 'DestinationRule', 'Telemetry', 'AnalysisTemplate', 'Rollout']);
    expect(canary.virtualService).toBeUndefined();
  });

  test('takes several, in other namespaces, too', () => {
    const chart = newChart();
    newCanary({ routing: Routing.existing({ virtualService: 'edge', namespace: 'ingress', routes: ['shop'] }, { virtualService: 'mesh', routes: ['shop'] }) }, chart);
    expect(istioOf(chart).virtualServices).toEqual([{ name: 'edge.ingress', routes: ['shop'] }, { name: 'mesh', routes: ['shop'] }]);
    expect(istioOf(chart)).not.toHaveProperty('virtualService');
  });

  test('counts requests without a response where its routes have a timeout', () => {
    const chart = newChart();
    newCanary({ routing: Routing.existing({ virtualService: 'edge', routes: ['shop'] }), timeout: Duration.seconds(2) }, chart);
    expect(manifestOf(chart, 'AnalysisTemplate').spec.metrics[0].provider.prometheus.query).not.toContain('response_code!="0"');
  });

  test('leaves the weights to the controller there', () => {
    const { controllerFields } = newCanary({ routing: Routing.existing({ virtualService: 'edge', namespace: 'ingress', routes: ['a', 'b'] }) }, newChart({ namespace: 'arch' }));
    expect(controllerFields.filter(({ kind }) => kind === 'VirtualService').map(({ namespace, name, jqPathExpression }) => `${namespace}/${name} ${jqPathExpression}`)).toEqual([
      'ingress/edge .spec.http[] | select(.name == "a") | .route[].weight',
      'ingress/edge .spec.http[] | select(.name == "b") | .route[].weight',
    ]);
  });

  test('fails without a VirtualService', () => {
    expect(messageOf(() => Routing.existing())).toBe('Routing.existing must get a VirtualService, got none; use Routing.subsets() to have one made');
  });

  test.each([[[], '[]'], [['a', ''], '[\'a\', \'\']']])('fails on the routes %j', (routes, got) => {
    expect(messageOf(() => Routing.existing({ virtualService: 'edge', routes }))).toBe(
      `'routes' of VirtualService 'edge' must name one route or more, got ${got}; give its routes names, and list them here, or those of connections in tcpRoutes and tlsRoutes`,
    );
  });

  test.each([['0-ingress'], ['9']])('takes the namespace %j, which begins with a digit', (namespace) => {
    const chart = newChart();
    newCanary({ routing: Routing.existing({ virtualService: 'edge', namespace, routes: ['shop'] }) }, chart);
    expect(istioOf(chart).virtualService.name).toBe(`edge.${namespace}`);
  });

  test.each(['', 'Ingress', 'a.b', '-a', 'a'.repeat(64)])('fails on the namespace %j', (namespace) => {
    expect(messageOf(() => Routing.existing({ virtualService: 'edge', namespace, routes: ['shop'] }))).toBe(
      `'namespace' must be the name of a namespace (a-z, 0-9 and '-', a letter or digit at both ends, at most 63 characters), got '${namespace}'; give the namespace of VirtualService 'edge'`,
    );
  });

  test('names routes of connections, beside those of requests', () => {
    const chart = newChart();
    const tcpRoutes = [{ port: 5432 }];
    const tlsRoutes = [{ port: 443, sniHosts: ['b.example.com', 'a.example.com'] }, { sniHosts: ['*.example.org'] }];
    newCanary({ routing: Routing.existing({ virtualService: 'edge', routes: ['shop'], tcpRoutes, tlsRoutes }) }, chart);
    expect(istioOf(chart).virtualService).toEqual({ name: 'edge', routes: ['shop'], tcpRoutes, tlsRoutes });
  });

  test('names routes of connections alone', () => {
    const chart = newChart();
    newCanary({ ...CONNECTIONS, routing: Routing.existing({ virtualService: 'edge', tcpRoutes: [{ port: 5432 }] }, { virtualService: 'mesh', tlsRoutes: [{ sniHosts: ['a.b'] }] }) }, chart);
    expect(istioOf(chart).virtualServices).toEqual([{ name: 'edge', tcpRoutes: [{ port: 5432 }] }, { name: 'mesh', tlsRoutes: [{ sniHosts: ['a.b'] }] }]);
  });

  test('fails on routes of requests for connections, and the other way round', () => {
    expect(messageOf(() => newCanary({ ...CONNECTIONS, routing: Routing.existing({ virtualService: 'edge', routes: ['a', 'b'], tcpRoutes: [{ port: 1 }] }) }))).toBe(
      '\'routes\' of VirtualService \'edge\' must be left out for Protocol.TCP, got \'a\', \'b\'; they split requests: '
      + 'name the routes of connections in tcpRoutes and tlsRoutes, or set protocol: Protocol.HTTP or Protocol.GRPC',
    );
    expect(messageOf(() => newCanary({ protocol: Protocol.GRPC, routing: Routing.existing({ virtualService: 'edge', tcpRoutes: [{ port: 1 }] }) }))).toBe(
      '\'routes\' of VirtualService \'edge\' must name one route or more for Protocol.GRPC, got none; requests are split by nothing else: name them, or set protocol: Protocol.TCP',
    );
  });

  test('fails on a name that would be read as another', () => {
    expect(messageOf(() => Routing.existing({ virtualService: 'edge.ingress', routes: ['a'] }))).toBe(
      '\'virtualService\' must be a DNS label (a-z, 0-9 and \'-\', a letter first, no \'-\' last, at most 63 characters), got \'edge.ingress\'; try \'edge-ingress\'',
    );
  });

  test.each([[{ gateways: ['edge'], hosts: ['shop.example.com'] }, 'gateways'], [{ retries: { attempts: 2 } }, 'retries']])('fails on %j, which would be lost', (props, name) => {
    expect(messageOf(() => newCanary({ ...props, routing: Routing.existing({ virtualService: 'edge', routes: ['shop'] }) }))).toBe(
      `'${name}' must be left out with Routing.existing, got both; it belongs into the VirtualService 'edge': say it there`,
    );
  });

  test('fails on two of one name', () => {
    expect(messageOf(() => Routing.existing({ virtualService: 'edge', namespace: 'a', routes: ['a'] }, { virtualService: 'edge', namespace: 'b', routes: ['a'] }))).toBe(
      'Routing.existing must get VirtualServices of distinct names, got \'edge\' twice; Argo Rollouts does not tell them apart, not even by namespace: rename one',
    );
  });

  test('fails when a step would take one of its routes away', () => {
    const steps = [Step.weight(10), Step.headerRoute('shop', [{ headerName: 'x', headerValue: StringMatch.exact('1') }])];
    expect(messageOf(() => newCanary({ steps, routing: Routing.existing({ virtualService: 'edge', routes: ['shop'] }) }))).toContain('\'steps[1]\' must not name its route \'shop\'');
  });
});

test('Routing.subsets is what happens anyway', () => {
  const [said, unsaid] = [{ routing: Routing.subsets() }, {}].map((props) => {
    const chart = newChart();
    newCanary(props, chart);
    return manifests(chart);
  });
  expect(said).toEqual(unsaid);
});
