import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import * as plus28 from 'cdk8s-plus-28';
import { HandOver, type HostRoutingOptions, LoadBalancer, Protocol, Routing, type ServicePort, type SmartCanaryProps, Threshold, Workload } from '../src';
import { manifestOf, manifests, messageOf, newCanary, newChart, newDeployment, newService } from './canary';

const PORTS: ServicePort[] = [{ name: 'http', port: 80, targetPort: 8080 }];

function chartOf(options: HostRoutingOptions = { ports: PORTS }, props: Partial<SmartCanaryProps> = {}, namespace?: string): Chart {
  const chart = newChart({ namespace });
  newCanary({ ...props, routing: Routing.hosts(options) }, chart);
  return chart;
}

/** A canary for a Deployment and a Service of the app. */
function chartWithService(ports: Parameters<typeof newService>[1], options: HostRoutingOptions = {}): Chart {
  const chart = newChart();
  newService(chart, ports);
  newCanary({ workload: Workload.deployment(newDeployment(chart)), routing: Routing.hosts(options) }, chart);
  return chart;
}

function portsOf(chart: Chart): any[] {
  return ['shop-stable', 'shop-canary'].map((name) => manifestOf(chart, 'Service', name).spec.ports);
}

describe('Routing.hosts', () => {
  test('splits by two Services, and makes no DestinationRule', () => {
    const chart = chartOf({ ports: PORTS }, {}, 'arch');
    expect(manifests(chart).map(({ kind, metadata }) => `${kind}/${metadata.name}`)).toEqual([
      'Service/shop-stable', 'Service/shop-canary', 'VirtualService/shop', 'Telemetry/shop', 'AnalysisTemplate/shop', 'Rollout/shop',
    ]);
    expect(manifestOf(chart, 'VirtualService').spec).toEqual({
      hosts: ['shop.arch.svc.cluster.local'],
      http: [{
        name: 'primary',
        route: [
          { destination: { host: 'shop-stable.arch.svc.cluster.local' }, weight: 100 },
          { destination: { host: 'shop-canary.arch.svc.cluster.local' }, weight: 0 },
        ],
      }],
    });
    expect(manifestOf(chart, 'Rollout').spec.strategy.canary).toMatchObject({ stableService: 'shop-stable', canaryService: 'shop-canary' });
    expect(manifestOf(chart, 'Rollout').spec.strategy.canary.trafficRouting).toEqual({ istio: { virtualService: { name: 'shop', routes: ['primary'] } } });
  });

  test('names the Services alone where the namespace is not known', () => {
    const [{ route }] = manifestOf(chartOf(), 'VirtualService').spec.http;
    expect(route.map(({ destination }: any) => destination)).toEqual([{ host: 'shop-stable' }, { host: 'shop-canary' }]);
  });

  test('gives both the workload\'s selector and the ports that are stated', () => {
    const ports: ServicePort[] = [{ name: 'http', port: 80 }, { name: 'admin', port: 81, targetPort: 8081, appProtocol: 'grpc' }, { name: 'tcp-db', port: 82, targetPortName: 'db' }];
    const spec = {
      selector: { 'app.kubernetes.io/name': 'shop' },
      ports: [{ name: 'http', port: 80, targetPort: 80 }, { name: 'admin', port: 81, targetPort: 8081, appProtocol: 'grpc' }, { name: 'tcp-db', port: 82, targetPort: 'db' }],
    };
    const chart = chartOf({ ports });
    expect(['shop-stable', 'shop-canary'].map((name) => manifestOf(chart, 'Service', name).spec)).toEqual([spec, spec]);
  });

  test('mirrors the ports of a Service of the app, and leaves to the cluster what is the cluster\'s', () => {
    const chart = newChart();
    const port = { name: 'web', port: 80, targetPort: 'http', protocol: 'TCP', appProtocol: 'http' };
    new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'shop' }, spec: { type: 'NodePort', selector: { app: 'shop' }, ports: [{ ...port, nodePort: 30080 }] } });
    newCanary({ workload: Workload.deployment(newDeployment(chart)), routing: Routing.hosts() }, chart);
    expect(portsOf(chart)).toEqual([[port], [port]]);
  });

  test('mirrors the ports of a Service of cdk8s-plus', () => {
    const chart = newChart();
    const deployment = new plus28.Deployment(chart, 'deployment', { metadata: { name: 'shop' }, containers: [{ image: 'shop', ports: [{ name: 'web', number: 8080 }] }] });
    deployment.exposeViaService({ name: 'shop', ports: [{ name: 'http', port: 80, targetPort: 8080 }] });
    newCanary({ workload: Workload.deployment(deployment), routing: Routing.hosts() }, chart);
    const ports = [{ name: 'http', port: 80, targetPort: 8080 }];
    expect([manifestOf(chart, 'Service', 'shop').spec.ports, ...portsOf(chart)]).toEqual([ports, ports, ports]);
  });

  test('mirrors the port of the Service that is made here', () => {
    const chart = newChart();
    newCanary({ workload: Workload.deployment(newDeployment(chart)), routing: Routing.hosts() }, chart);
    const ports = [{ name: 'http', port: 8080, targetPort: 8080 }];
    expect([manifestOf(chart, 'Service', 'shop').spec.ports, ...portsOf(chart)]).toEqual([ports, ports, ports]);
  });

  test('has every object as a property', () => {
    const chart = newChart();
    const canary = newCanary({ routing: Routing.hosts({ ports: PORTS }) }, chart);
    expect([canary.stableService.name, canary.canaryService?.name, canary.destinationRule]).toEqual(['shop-stable', 'shop-canary', undefined]);
    expect(canary.canaryService?.node.id).toBe('CanaryService');
    expect(newCanary({}, newChart()).canaryService).toBeUndefined();
  });

  test('splits connections as well', () => {
    const thresholds = [Threshold.query('queue', { query: 'max(queue)', max: 10 })];
    const chart = chartOf({ ports: [{ name: 'tcp', port: 5432 }], tcpRoutes: [{ port: 5432 }] }, { protocol: Protocol.TCP, thresholds });
    const { http, tcp } = manifestOf(chart, 'VirtualService').spec;
    expect(http).toBeUndefined();
    expect(tcp).toEqual([{ match: [{ port: 5432 }], route: [{ destination: { host: 'shop-stable' }, weight: 100 }, { destination: { host: 'shop-canary' }, weight: 0 }] }]);
  });

  test('lets the controller write into both selectors', () => {
    const { controllerFields } = newCanary({ handOver: HandOver.PROGRESSIVE, routing: Routing.hosts({ ports: PORTS }) }, newChart({ namespace: 'arch' }));
    expect(controllerFields.map(({ kind, name, jqPathExpression }) => `${kind}/${name} ${jqPathExpression}`)).toEqual([
      'VirtualService/shop .spec.http[] | select(.name == "primary") | .route[].weight',
      'Service/shop-canary .spec.selector["rollouts-pod-template-hash"]',
      'Service/shop-canary .metadata.annotations["argo-rollouts.argoproj.io/managed-by-rollouts"]',
      'Service/shop-stable .spec.selector["rollouts-pod-template-hash"]',
      'Service/shop-stable .metadata.annotations["argo-rollouts.argoproj.io/managed-by-rollouts"]',
      'Deployment/shop .spec.replicas',
    ]);
  });
});

describe('the ports of Routing.hosts', () => {
  test('may be stated as they are in the app', () => {
    expect(portsOf(chartWithService([{ name: 'http', port: 80 }, { name: 'tcp', port: 81 }], { ports: [{ name: 'tcp', port: 81 }, { name: 'http', port: 80 }] }))[0]).toHaveLength(2);
  });

  test.each<[() => unknown, string]>([
    [() => chartOf({}), '\'ports\' of Routing.hosts must be given, because Service \'shop\' is not in this app, got none; the stable and the canary Service offer the same: '
      + 'set routing: Routing.hosts({ ports: [{ name, port, targetPort }] }), or create the Service before the SmartCanary'],
    [() => chartWithService([], { ports: [] }), '\'ports\' must hold every port of the apex Service, got []; the stable and the canary Service offer the same: give each as { name, port, targetPort }'],
    [() => chartWithService([{ name: 'http', port: 80 }], { ports: PORTS }),
      '\'ports\' of Routing.hosts must be those of Service \'shop\' (http 80 to 80), got http 80 to 8080; they are read from it: leave them out'],
    [() => chartWithService([{ name: 'http', port: 80, appProtocol: 'http' }], { ports: [{ name: 'http', port: 80 }] }),
      '\'ports\' of Routing.hosts must be those of Service \'shop\' (http 80 http to 80), got http 80 to 80; they are read from it: leave them out'],
    [() => chartOf({ ports: [{ name: 'Http', port: 80 }] }),
      '\'port name\' must be a DNS label (a-z, 0-9 and \'-\', a letter first, no \'-\' last, at most 63 characters), got \'Http\'; try \'http\''],
    [() => chartOf({ ports: [{ name: 'http', port: 0 }] }), '\'port\' must be an integer from 1 to 65535, got 0; give the number that callers use'],
    [() => chartOf({ ports: [{ name: 'http', port: 80, targetPort: 65536 }] }), '\'targetPort\' must be an integer from 1 to 65535, got 65536; give the number that the pods listen on'],
    [() => chartOf({ ports: [{ name: 'http', port: 80, targetPort: 80, targetPortName: 'web' }] }),
      '\'targetPort\' of port \'http\' must be left out with targetPortName, got both; a Service has one of them: leave out the other'],
    [() => chartOf({ ports: [{ name: 'http', port: 80 }, { name: 'http', port: 81 }] }), '\'ports\' must have distinct names, got \'http\' twice; leave out one of them'],
    [() => chartOf({ ports: [{ name: 'http', port: 80 }, { name: 'web', port: 80 }] }), '\'ports\' must have distinct numbers, got \'80\' twice; leave out one of them'],
    [() => chartOf({ ports: PORTS }, { trafficPolicy: { loadBalancer: LoadBalancer.roundRobin() } }),
      '\'trafficPolicy\' must be left out with Routing.hosts, got both; it belongs into a DestinationRule, and two Services need none: '
      + 'use Routing.subsets(), or write a DestinationRule for each of the two'],
  ])('fail by %s', (call, message) => {
    expect(messageOf(call)).toBe(message);
  });

  test('fail where the Service of the app has none', () => {
    const chart = newChart();
    newService(chart, []);
    const workload = Workload.deployment(newDeployment(chart));
    expect(messageOf(() => newCanary({ workload, protocol: Protocol.HTTP, routing: Routing.hosts() }, chart))).toBe(
      'Service \'shop\' must have ports for Routing.hosts, got none; the stable and the canary Service offer the same: add one, or use Routing.subsets()',
    );
  });

  test('fail at synth where the Service changes after it has been read', () => {
    const chart = newChart();
    const service = newService(chart);
    newCanary({ workload: Workload.deployment(newDeployment(chart)), routing: Routing.hosts() }, chart);
    service.addJsonPatch(JsonPatch.replace('/spec/ports/0/port', 81));
    expect(messageOf(() => manifests(chart))).toContain(
      '[test/canary] Service \'shop\' must not change its ports after its SmartCanary has read them (http 80 to 80), got http 81 to 81; create the SmartCanary last',
    );
  });
});
