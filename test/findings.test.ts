import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Duration } from 'cdk8s';
import {
  AntiAffinity, type Finding, HashLabel, LoadBalancer, Prometheus, Protocol, ReplicaProgressThreshold, Replicas,
  Routing, SecretKey, type SmartCanaryProps, Step, Threshold, TrafficTls, Workload,
} from '../src';
import { newCanary, newChart, newDeployment } from './canary';
import { ALL_RULES } from '../src/validation/registry';

/** Nothing is left to assume. */
const STATED: Partial<SmartCanaryProps> = {
  workload: Workload.named('shop'),
  protocol: Protocol.HTTP,
  replicas: Replicas.fixed(3),
  timeout: Duration.seconds(2),
  analysis: { prometheus: Prometheus.at('http://prometheus:9090') },
};

/** A threshold that no sidecar measures. */
const QUEUE = Threshold.query('queue', { query: 'max(queue)', max: 10 });

function findingsOf(props: Partial<SmartCanaryProps>, namespace = 'arch'): Finding[] {
  return newCanary(props, newChart({ namespace })).findings;
}

function codesOf(props: Partial<SmartCanaryProps>): string[] {
  return findingsOf(props).map(({ code }) => code);
}

/** The cases that have something to say, by code. */
const CASES: { [code: string]: Partial<SmartCanaryProps> } = {
  SC0101: { ...STATED, replicas: undefined },
  SC0102: { ...STATED, rollbackWindow: 3 },
  SC0103: { ...STATED, revisionHistoryLimit: 0 },
  SC0202: { ...STATED, retries: { attempts: 2, perTryTimeout: Duration.seconds(1) } },
  SC0203: { ...STATED, trafficPolicy: { outlierDetection: {} } },
  SC0204: { ...STATED, trafficPolicy: { loadBalancer: LoadBalancer.consistentHash('x-user') } },
  SC0205: { ...STATED, trafficPolicy: { connectionPool: { http1MaxPendingRequests: 10, http2MaxRequests: 100 } } },
  SC0206: { ...STATED, trafficPolicy: { tls: TrafficTls.simple() } },
  SC0207: { ...STATED, thresholds: [QUEUE], trafficPolicy: { tls: TrafficTls.simple({ credentialName: 'shop-tls' }) } },
  SC0208: { ...STATED, exportTo: ['.', 'web'], gateways: ['istio-ingress/public'], hosts: ['shop.example.com'] },
  SC0209: {
    ...STATED, gateways: ['arch/public'], hosts: ['shop.example.com'], routing: Routing.hosts({ ports: [{ name: 'http', port: 80 }, { name: 'http-metrics', port: 9090 }] }),
  },
  SC0210: { ...STATED, routing: Routing.hosts({ ports: [{ name: 'http', port: 80 }, { name: 'mysql', port: 3306 }, { name: 'tls', port: 443 }] }) },
  SC0301: { ...STATED, steps: [Step.weight(20), Step.pause(Duration.seconds(30))] },
  SC0302: { ...STATED, steps: [Step.weight(20), Step.pause(Duration.minutes(10)), Step.weight(100)] },
  SC0303: { ...STATED, analysis: {} },
  SC0304: { ...STATED, analysis: { ...STATED.analysis, dryRun: ['success-rate'] } },
  SC0305: { ...STATED, thresholds: [Threshold.successRate(0.95, { count: 5 })] },
  SC0306: { ...STATED, thresholds: [Threshold.query('queue', { query: 'max(queue)', successCondition: 'result[0] < 10', failureCondition: 'result[0] > 100' })] },
  SC0307: { ...STATED, analysis: { prometheus: Prometheus.at('http://prometheus:9090', { bearerToken: SecretKey.of('prometheus', 'token') }) } },
  SC0403: { ...STATED, protocol: undefined },
  SC0404: { ...STATED, timeout: undefined },
  SC0405: { ...STATED, thresholds: [Threshold.latency({ percentile: 99, max: Duration.millis(300) })] },
  SC0406: { ...STATED, thresholds: [Threshold.latency({ percentile: 99, max: Duration.millis(2500) })] },
  SC0601: { ...STATED, workload: undefined },
  SC0602: { ...STATED, routing: Routing.existing({ virtualService: 'edge', routes: ['shop'] }) },
  SC0705: { ...STATED, thresholds: [] },
  SC0804: { ...STATED, replicas: Replicas.external(3) },
  SC0801: { ...STATED, replicaProgressThreshold: ReplicaProgressThreshold.percent(50) },
  SC0802: { ...STATED, dynamicStableScale: true },
  SC0803: { ...STATED, antiAffinity: AntiAffinity.required() },
  SC0901: { ...STATED, routing: Routing.hosts({ ports: [{ name: 'http', port: 80 }] }), abortScaleDownDelay: Duration.minutes(10) },
};

describe('the findings', () => {
  test('are none when everything is stated and there is time for everything', () => {
    expect(findingsOf(STATED)).toEqual([]);
  });

  test.each(Object.entries(CASES))('%s is found alone, once, for what it is about', (code, props) => {
    expect(codesOf(props)).toEqual([code]);
  });

  test.each(Object.entries(CASES))('%s is worded for a person', (_, props) => {
    expect(findingsOf(props)).toMatchSnapshot();
  });

  test('of three words name every assumption', () => {
    expect(newCanary().findings.map(({ code, severity }) => `${code} ${severity}`)).toEqual([
      'SC0601 warning', 'SC0101 warning', 'SC0201 info', 'SC0403 warning', 'SC0303 warning', 'SC0404 warning',
    ]);
  });

  test.each<[string[], string[], string[]]>([
    [['*'], ['public', 'istio-ingress/public'], []],
    [['.'], ['public', 'arch/edge'], []],
    [['arch'], ['public', 'arch/edge'], []],
    [['istio-ingress'], ['istio-ingress/public'], []],
    [['.', 'web'], ['istio-ingress/public', 'edge/public'], ['\'istio-ingress/public\' and \'edge/public\'']],
    [['istio-ingress'], ['public', 'istio-ingress/public'], ['\'public\'']],
    [['istio-ingress'], ['arch/edge'], ['\'arch/edge\'']],
  ])('with exportTo %j and gateways %j name those that do not know the routes', (exportTo, gateways, named) => {
    const findings = findingsOf({ ...STATED, exportTo, gateways, hosts: ['shop.example.com'] });
    expect(findings.map(({ message }) => /namespace of (.+): unless/.exec(message)![1])).toEqual(named);
  });

  test('let an abort write for as long as Argo Rollouts does by itself', () => {
    const { routing } = CASES.SC0901;
    expect(codesOf({ ...STATED, routing })).toEqual([]);
    expect(codesOf({ ...STATED, routing, abortScaleDownDelay: Duration.seconds(30) })).toEqual([]);
    expect(codesOf({ ...STATED, routing, abortScaleDownDelay: Duration.seconds(31) })).toEqual(['SC0901']);
    expect(codesOf({ ...STATED, abortScaleDownDelay: Duration.minutes(10) })).toEqual([]);
  });

  test('point at objects that are there with two Services, too', () => {
    expect(newCanary(CASES.SC0901).findings.map(({ code, resource, path }) => `${code} ${resource} ${path}`)).toEqual([
      'SC0201 VirtualService/shop spec.hosts[0]', 'SC0901 Rollout/shop spec.strategy.canary.abortScaleDownDelaySeconds',
    ]);
  });

  test('say what routes of connections are taken to look like', () => {
    const tlsRoutes = [{ port: 443, sniHosts: ['a.example.com', 'b.example.com'] }, { sniHosts: ['c.example.com'] }];
    const routing = Routing.existing({ virtualService: 'edge', tcpRoutes: [{ port: 5432 }], tlsRoutes }, { virtualService: 'mesh', tcpRoutes: [{ port: 5432 }] });
    const thresholds = [Threshold.query('queue', { query: 'max(queue)', max: 10 })];
    expect(findingsOf({ ...STATED, protocol: Protocol.TCP, timeout: undefined, thresholds, routing }).map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'spec.tls: VirtualService \'edge\' is assumed to have a TCP route whose matches all name port 5432, '
      + 'a TLS route whose matches name port 443 alone and together just the SNI hosts a.example.com, b.example.com, '
      + 'a TLS route whose matches name no port and together just the SNI hosts c.example.com, '
      + 'each with two destinations of host shop.arch.svc.cluster.local: subset stable with weight 100, subset canary with weight 0',
      'spec.tcp: VirtualService \'mesh\' is assumed to have a TCP route whose matches all name port 5432, '
      + 'each with two destinations of host shop.arch.svc.cluster.local: subset stable with weight 100, subset canary with weight 0',
    ]);
  });

  test('do not say when an analysis could abort that never does', () => {
    expect(codesOf({ ...CASES.SC0301, analysis: CASES.SC0304.analysis })).toEqual(['SC0304']);
  });

  test('find nothing in a dry run of some thresholds', () => {
    expect(codesOf({ ...CASES.SC0304, thresholds: [Threshold.successRate(0.95), Threshold.requestVolume({ min: 5 })] })).toEqual([]);
  });

  test('name the object with its namespace where that is known', () => {
    expect(findingsOf({ ...STATED, replicas: undefined })[0].resource).toBe('Rollout/arch/shop');
    expect(newCanary({ ...STATED, replicas: undefined }).findings[0].resource).toBe('Rollout/shop');
  });

  test('say how much longer the pauses would have to be', () => {
    const [finding] = findingsOf(CASES.SC0301);
    expect(finding.fix).toContain('by 47 s in all');
    expect(codesOf({ ...STATED, steps: [Step.weight(20), Step.pause(Duration.seconds(30 + 47))] })).toEqual([]);
    expect(codesOf({ ...STATED, steps: [Step.weight(20), Step.pause(Duration.seconds(30 + 46))] })).toEqual(['SC0301']);
  });

  test('say which pause to add where none is timed', () => {
    const steps = [Step.weight(20), Step.pause()];
    expect(findingsOf({ ...STATED, steps }).find(({ code }) => code === 'SC0301')?.fix).toContain('add Step.pause(Duration.seconds(77)) after step 1');
    expect(codesOf({ ...STATED, steps: [...steps, Step.pause(Duration.seconds(77))] })).toEqual([]);
    expect(codesOf({ ...STATED, steps: [...steps, Step.pause(Duration.seconds(76))] })).toEqual(['SC0301']);
  });

  test('do not blame the protocol or the timeout where no query of ours depends on them', () => {
    expect(codesOf({ ...STATED, thresholds: [QUEUE], hashLabel: HashLabel.none(), protocol: undefined, timeout: undefined })).toEqual([]);
  });

  test('blame the protocol and not the timeout where only latency and volume are measured', () => {
    const thresholds = [Threshold.latency({ percentile: 99, max: Duration.millis(500) }), Threshold.requestVolume({ min: 5 })];
    expect(codesOf({ ...STATED, thresholds, protocol: undefined, timeout: undefined })).toEqual(['SC0403']);
  });

  test('speak of the strategy where nothing is measured, too', () => {
    expect(codesOf({ ...STATED, thresholds: [], rollbackWindow: 1 })).toEqual(['SC0102', 'SC0705']);
  });

  test.each([
    [ReplicaProgressThreshold.percent(100), []],
    [ReplicaProgressThreshold.percent(91), []],
    [ReplicaProgressThreshold.percent(90), ['a release is promoted as soon as 9 of 10 pods are available: until the others are, each has 111 % of its usual load']],
    [ReplicaProgressThreshold.pods(1), ['a release is promoted as soon as 1 of 10 pods is available: until the others are, each has 1000 % of its usual load']],
  ])('say what a promotion by %j costs', (replicaProgressThreshold, messages) => {
    expect(findingsOf({ ...STATED, replicas: Replicas.fixed(10), replicaProgressThreshold }).map(({ message }) => message)).toEqual(messages);
  });

  test.each([
    [10, [20, 50, 80], '80 → 50 → 20 → 0 %'],
    [3, [10, 20, 30, 100], '100 → 30 → 0 %'],
    [10, [0, 50, 20], '50 → 20 → 0 %'],
  ])('name the levels of an abort with %i replicas and weights %j', (replicas, weights, levels) => {
    const steps = [...weights.map((weight) => Step.weight(weight)), Step.pause(Duration.minutes(10))];
    expect(findingsOf({ ...STATED, steps, replicas: Replicas.fixed(replicas), dynamicStableScale: true })[0].message).toContain(levels);
  });

  test('call replicas assumed that a Deployment of the app leaves to the API server', () => {
    const chart = newChart({ namespace: 'arch' });
    const workload = Workload.deployment(newDeployment(chart, { replicas: undefined }));
    const { findings } = newCanary({ ...STATED, replicas: undefined, workload }, chart);
    expect(findings.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'SC0101 no replicas are stated, 1 assumed; the Rollout owns the number from its first revision on',
    ]);
  });
});

describe('docs/rules.md', () => {
  const headings = [...readFileSync(join(__dirname, '../docs/rules.md'), 'utf-8').matchAll(/^## (SC\d{4}) (\S+)\n\n(\w+)/gm)].map(([, code, rule, severity]) => [code, rule, severity.toLowerCase()]);
  const found = [...Object.values(CASES).flatMap((props) => findingsOf(props)), ...newCanary().findings];

  test('has a heading for each code, with its rule and severity', () => {
    const rules = ALL_RULES.map(({ code, name, severity }) => ({ code, rule: name, severity }));
    const known = new Map([...found, ...rules].map(({ code, rule, severity }) => [code, [code, rule, severity]]));
    expect(headings).toEqual([...known.values()].sort());
  });
});
