import { Chart } from 'cdk8s';
import { Apex, Protocol, Workload } from '../src';
import { manifestOf, manifests, messageOf, newCanary, newChart, newDeployment, newService, podTemplate } from './canary';

const SEVERAL = podTemplate([{ containerPort: 50051 }, { name: 'http-metrics', containerPort: 9090 }]);

function servicesOf(chart: Chart): string[] {
  return manifests(chart).filter(({ kind }) => kind === 'Service').map(({ metadata }) => metadata.name);
}

describe('the apex Service', () => {
  test('is made for a Deployment that has none, with a name from which Istio reads the protocol', () => {
    const chart = newChart();
    newCanary({ workload: Workload.deployment(newDeployment(chart)) }, chart);
    expect(manifestOf(chart, 'Service', 'shop').spec).toEqual({ selector: { app: 'shop' }, ports: [{ name: 'http', port: 8080, targetPort: 8080 }] });
  });

  test('is left alone where it exists', () => {
    const chart = newChart();
    newService(chart);
    const canary = newCanary({ workload: Workload.deployment(newDeployment(chart)) }, chart);
    expect(canary.apexService).toBeUndefined();
    expect(servicesOf(chart)).toEqual(['shop', 'shop-stable']);
  });

  test('of another namespace does not count', () => {
    const chart = newChart({ namespace: 'arch' });
    newService(new Chart(chart, 'elsewhere', { namespace: 'other' }));
    newCanary({ workload: Workload.deployment(newDeployment(chart)) }, chart);
    expect(servicesOf(chart)).toContain('shop');
  });

  test('is not made for a Deployment whose Service is elsewhere', () => {
    const chart = newChart();
    newCanary({ workload: Workload.deployment(newDeployment(chart)), apex: Apex.EXISTING }, chart);
    expect(servicesOf(chart)).toEqual(['shop-stable']);
  });

  test('offers the port that is named for the protocol', () => {
    const chart = newChart();
    const template = podTemplate([{ name: 'metrics', containerPort: 9090 }, { name: 'grpc-api', containerPort: 50051 }]);
    newCanary({ workload: Workload.deployment(newDeployment(chart, { template })) }, chart);
    expect(manifestOf(chart, 'Service', 'shop').spec.ports).toEqual([{ name: 'grpc', port: 50051, targetPort: 50051 }]);
  });

  test('fails when no port stands out', () => {
    const chart = newChart();
    const workload = Workload.deployment(newDeployment(chart, { template: SEVERAL }));
    expect(messageOf(() => newCanary({ workload, protocol: Protocol.GRPC }, chart))).toBe(
      'Deployment \'shop\' must have one container port, or one named \'grpc\', for the apex Service \'shop\', got 50051 unnamed, 9090 http-metrics; '
      + 'name the port, create the Service before the SmartCanary, or set apex: Apex.EXISTING for one that is not in this app',
    );
  });

  test('fails to be made beside one that exists', () => {
    const chart = newChart();
    newService(chart);
    const workload = Workload.deployment(newDeployment(chart));
    expect(messageOf(() => newCanary({ workload, apex: Apex.CREATE }, chart))).toBe(
      '\'apex\' must be Apex.EXISTING, because Service \'shop\' exists at \'test/service\', got Apex.CREATE; leave it out',
    );
  });

  test('fails to be made for a Deployment that is not in the app', () => {
    expect(messageOf(() => newCanary({ apex: Apex.CREATE }))).toBe(
      '\'apex\' must be Apex.EXISTING for a workload that is not in this app, got Apex.CREATE; the ports of Deployment \'shop\' are not known here: leave it out',
    );
  });
});

describe('the protocol', () => {
  test.each([
    [{ name: 'http' }, 'http'],
    [{ name: 'http-web' }, 'http'],
    [{ name: 'grpc-api' }, 'grpc'],
    [{ name: 'web', appProtocol: 'grpc' }, 'grpc'],
    [{ name: 'grpc', appProtocol: 'http' }, 'http'],
    [{ name: 'web', appProtocol: 'HTTP' }, 'http'],
    [{ name: 'web', appProtocol: 'kubernetes.io/ws' }, 'http'],
  ])('is read from the port %j of a Service', (port, protocol) => {
    const chart = newChart();
    newService(chart, [{ port: 80, ...port }]);
    newCanary({ workload: Workload.deployment(newDeployment(chart)) }, chart);
    expect(manifestOf(chart, 'AnalysisTemplate').spec.metrics[0].provider.prometheus.query).toContain(`request_protocol="${protocol}"`);
  });

  test('is that of the requests where a Service has ports of connections as well', () => {
    const chart = newChart();
    newService(chart, [{ port: 80, name: 'http' }, { port: 443, name: 'https' }, { port: 6379, name: 'redis' }]);
    newCanary({ workload: Workload.deployment(newDeployment(chart)) }, chart);
    expect(manifestOf(chart, 'AnalysisTemplate').spec.metrics[0].provider.prometheus.query).toContain('request_protocol="http"');
  });

  test.each([{ name: 'tcp' }, { name: 'tcp-replication' }, { name: 'mysql' }, { name: 'tls' }, { name: 'http', appProtocol: 'tcp' }, { name: 'web', appProtocol: 'kubernetes.io/wss' }])(
    'is TCP where all ports are as %j, and wants routes of its own', (port) => {
      const chart = newChart();
      newService(chart, [{ port: 6379, ...port }]);
      expect(messageOf(() => newCanary({ workload: Workload.deployment(newDeployment(chart)) }, chart))).toContain('\'routing\' must have tcpRoutes or tlsRoutes for Protocol.TCP, got none');
    });

  test.each([25, 53, 3306, 27017])('is TCP for the port %i, whose server speaks first, whatever its name', (port) => {
    const chart = newChart();
    newService(chart, [{ port, name: 'main' }]);
    expect(messageOf(() => newCanary({ workload: Workload.deployment(newDeployment(chart)) }, chart))).toContain('for Protocol.TCP, got none');
  });

  test.each([
    [[{ port: 80 }], '80 unnamed'],
    [[{ port: 80, name: 'http2' }], '80 http2'],
    [[{ port: 80, name: 'grpc-web' }], '80 grpc-web'],
    [[{ port: 80, name: 'http' }, { port: 90, name: 'grpc' }], '80 http, 90 grpc'],
    [[{ port: 80, name: 'redis' }, { port: 90, name: 'web' }], '80 redis, 90 web'],
    [[], 'no ports'],
  ])('fails to be read from %j', (ports, got) => {
    const chart = newChart();
    newService(chart, ports);
    const workload = Workload.deployment(newDeployment(chart));
    expect(messageOf(() => newCanary({ workload }, chart))).toBe(
      `'protocol' must be given, because the ports of Service 'shop' do not tell it, got ${got}; set protocol: Protocol.HTTP, Protocol.GRPC or Protocol.TCP, or name the port 'http' or 'grpc'`,
    );
  });

  test('fails to be read where an unnamed port may be the one that serves', () => {
    const chart = newChart();
    const workload = Workload.deployment(newDeployment(chart, { template: SEVERAL }));
    expect(messageOf(() => newCanary({ workload }, chart))).toContain('ports of Deployment \'shop\' do not tell it, got 50051 unnamed, 9090 http-metrics');
  });
});
