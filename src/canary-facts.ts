import { ApiObject, Chart } from 'cdk8s';
import { type Construct } from 'constructs';
import { Apex, apexPortOf, describePorts, findService, protocolOfPorts } from './apex';
import { type DeploymentFacts, readServicePorts } from './deployment-facts';
import { requireExperiments } from './experiment-checks';
import { requireExportTo } from './export-to';
import { type Exposure, resolveExposure } from './gateways';
import { HandOver } from './hand-over';
import { HashLabel } from './hash-label';
import { type Measuring, resolveMeasuring } from './measuring';
import { CLUSTER_DOMAIN, requireServiceName, requireSubdomain } from './names';
import { windowOf } from './planning/metric-numbers';
import { Prometheus } from './prometheus';
import { Protocol } from './protocol';
import { goDuration } from './resources/duration';
import { type PrometheusData } from './resources/prometheus-provider';
import { type StrategyData } from './resources/rollout';
import { type ServicePortData } from './resources/service';
import { type TrafficPolicyData } from './resources/traffic-policy';
import { type RetryData } from './resources/virtual-service';
import { resolveRetries } from './retries';
import { requireOwnDestinationRule, requireOwnVirtualService, Routing } from './routing';
import { resolveRouting, type RoutingFacts } from './routing-facts';
import { positiveSeconds } from './seconds';
import { type SmartCanaryProps } from './smart-canary-props';
import { requireSteps } from './steps';
import { releasedPods, resolveStrategy } from './strategy';
import { resolveTarget } from './target';
import { requireNoRequests } from './tcp-service';
import { type AssumedWorld, resolveTraffic } from './traffic';
import { resolveTrafficPolicy } from './traffic-policy';
import { Workload } from './workload';

/** What the user left out and the library filled in with a guess. */
export interface Assumptions {
  readonly workload: boolean;
  readonly protocol: boolean;
  readonly replicas: boolean;
  readonly prometheus: boolean;
}

/** Everything that the bundle is made from: checked, with every default filled in; times in seconds. */
export interface CanaryFacts extends RoutingFacts, Measuring {
  readonly service: string;
  readonly namespace?: string;
  readonly host: string;
  readonly clusterDomain: string;
  readonly exposure: Exposure;
  readonly exportTo?: string[];
  readonly workload: DeploymentFacts;
  readonly deployment?: ApiObject;
  readonly image?: string;
  /** The apex Service that is in the app already. */
  readonly existingApex?: ApiObject;
  /** The port of the apex Service, where it is to be made. */
  readonly apexPort?: ServicePortData;
  readonly handOver: HandOver;
  readonly protocol: Protocol;
  /** By which everything is judged; an autoscaler may run more. */
  readonly replicas: number;
  readonly autoscaled: boolean;
  readonly strategy: StrategyData;
  readonly timeout?: number;
  readonly retries?: RetryData;
  readonly trafficPolicy?: TrafficPolicyData;
  readonly prometheus: PrometheusData;
  readonly hashLabel: HashLabel;
  readonly istioMinor: number;
  readonly assumedWorld: AssumedWorld;
  readonly assumed: Assumptions;
}

const DEFAULT_REPLICAS = 3;
const DEFAULT_PROMETHEUS = Prometheus.at('http://prometheus-server.observability.svc.cluster.local');

/** Checks the props and fills in what they leave out. */
export function resolveCanary(scope: Construct, props: SmartCanaryProps): CanaryFacts {
  requireServiceName(props.service);
  requireList('steps', props.steps, 'Step.weight(20)');
  requireList('thresholds', props.thresholds, 'Threshold.successRate(0.95)');
  const steps = props.steps.map((step) => step._data);
  const routing = props.routing ?? Routing.subsets();
  requireOwnVirtualService(routing, { gateways: props.gateways, hosts: props.hosts, retries: props.retries });
  requireOwnDestinationRule(routing, props.trafficPolicy);
  requireSteps(steps, routing._virtualServices(props.service).flatMap(({ routes }) => routes));
  const { service, analysis = {}, hashLabel = HashLabel.telemetry() } = props;
  const workload = props.workload ?? Workload.named(service);
  const facts = workload._facts(service);
  const namespace = requireOneNamespace(Chart.of(scope).namespace, workload, facts);
  const inApp = workload._deployment !== undefined || workload._image !== undefined;
  const existing = findApex(scope, service, namespace, workload);
  const protocol = resolveProtocol(props, inApp, facts, existing);
  const { istioMinor, scrapeInterval } = resolveTarget(props.target ?? {});
  // A pod counts from the moment in which it is available, and so do its requests.
  const traffic = resolveTraffic(props.traffic);
  const podStartup = traffic.podStartup + (facts.minReadySeconds ?? 0);
  const hostOf = hostsOf(props.clusterDomain, namespace);
  const host = hostOf(service);
  const exposure = resolveExposure(props, host, namespace);
  const apexPort = createsApex(props, inApp, existing, facts) ? apexPortOf(service, facts, protocol, routing) : undefined;
  const apexPorts = () => existing ? readServicePorts(existing) : apexPort && [apexPort];
  const routes = resolveRouting(routing, { service, protocol, hosts: exposure.hosts, gateways: exposure.gateways !== undefined, hostOf, apexPorts });
  if (props.exportTo) requireExportTo(props.exportTo, namespace);
  const replicas = props.replicas?._count ?? requireReplicas(facts) ?? (inApp ? 1 : DEFAULT_REPLICAS);
  const timeout = props.timeout && positiveSeconds('timeout', props.timeout);
  const prometheus = (analysis.prometheus ?? DEFAULT_PROMETHEUS)._data;
  const strategy = resolveStrategy(props, { workload: facts, replicas, steps, podStartup });
  const measuring = resolveMeasuring(props, {
    service,
    namespace,
    clusterScope: analysis.clusterScope ?? false,
    prometheus,
    hashLabel,
    scope: { protocol, hashLabel: hashLabel._name ?? '', window: goDuration(windowOf(scrapeInterval)), timeout: timeout !== undefined },
    scrapeInterval,
    pods: releasedPods(strategy, { replicas, startup: traffic.podStartup, minReady: facts.minReadySeconds }),
  });
  if (protocol === Protocol.TCP) requireNoRequests({ ...props, steps, thresholds: measuring.thresholds });
  requireExperiments(measuring.steps, measuring.inline, { service, namespace, workload: facts, virtualServices: routes.virtualServices });
  // Field by field: V8 makes an object of so many from spreads slowly, and keeps it as a hash table.
  return {
    background: measuring.background,
    inline: measuring.inline,
    steps: measuring.steps,
    thresholds: measuring.thresholds,
    templates: measuring.templates,
    shared: measuring.shared,
    service,
    namespace,
    host,
    clusterDomain: props.clusterDomain ?? CLUSTER_DOMAIN,
    virtualServices: routes.virtualServices,
    routedElsewhere: routes.routedElsewhere,
    destinations: routes.destinations,
    hostPorts: routes.hostPorts,
    requestPort: routes.requestPort,
    undecidedPorts: routes.undecidedPorts,
    unsplitPorts: routes.unsplitPorts,
    exportTo: props.exportTo,
    exposure,
    workload: facts,
    deployment: workload._deployment,
    image: workload._image,
    existingApex: existing,
    apexPort,
    handOver: resolveHandOver(props, inApp, facts),
    protocol,
    replicas,
    autoscaled: props.replicas?._external ?? false,
    strategy,
    timeout,
    retries: props.retries && resolveRetries(props.retries),
    trafficPolicy: props.trafficPolicy && resolveTrafficPolicy(props.trafficPolicy),
    prometheus,
    hashLabel,
    istioMinor,
    assumedWorld: { scrapeInterval, ...traffic, ...protocol === Protocol.TCP ? {} : { protocol } },
    assumed: {
      workload: props.workload === undefined,
      protocol: !props.protocol && !inApp && !existing && measuring.thresholds.some(({ _scoped }) => _scoped),
      replicas: !props.replicas && facts.replicas === undefined,
      prometheus: measuring.templates.some(({ shared }) => !shared) && analysis.prometheus === undefined,
    },
  };
}

/** A program in JavaScript may leave out what types ask for. */
function requireList(property: string, list: unknown, example: string): void {
  if (Array.isArray(list) && list.every((each) => each !== undefined && each !== null)) return;
  throw new Error(`'${property}' must be a list, got ${Array.isArray(list) ? 'one with holes' : String(list)}; for example [${example}]`);
}

function requireOneNamespace(chartNamespace: string | undefined, workload: Workload, facts: DeploymentFacts): string | undefined {
  if (workload._deployment && facts.namespace !== chartNamespace) {
    throw new Error(
      `Deployment '${facts.name}' must be in the canary's namespace, got '${facts.namespace ?? '(none)'}' and '${chartNamespace ?? '(none)'}'; `
      + 'a workloadRef reaches no other: put both into charts of one namespace',
    );
  }
  return chartNamespace;
}

function findApex(scope: Construct, service: string, namespace: string | undefined, workload: Workload): ApiObject | undefined {
  const charts = new Set([Chart.of(scope), ...workload._deployment ? [Chart.of(workload._deployment)] : []]);
  return findService(service, namespace, [...charts].flatMap((chart) => chart.node.findAll().filter(ApiObject.isApiObject)));
}

function createsApex({ apex, service }: SmartCanaryProps, inApp: boolean, existing: ApiObject | undefined, facts: DeploymentFacts): boolean {
  if (apex === Apex.CREATE && !inApp) {
    throw new Error(`'apex' must be Apex.EXISTING for a workload that is not in this app, got Apex.CREATE; the ports of Deployment '${facts.name}' are not known here: leave it out`);
  }
  if (apex === Apex.CREATE && existing) {
    throw new Error(`'apex' must be Apex.EXISTING, because Service '${service}' exists at '${existing.node.path}', got Apex.CREATE; leave it out`);
  }
  return apex === undefined ? inApp && !existing : apex === Apex.CREATE;
}

function resolveProtocol(props: SmartCanaryProps, inApp: boolean, facts: DeploymentFacts, existing: ApiObject | undefined): Protocol {
  if (props.protocol) return props.protocol;
  if (!inApp && !existing) return Protocol.HTTP;
  const ports = existing ? readServicePorts(existing).map(({ port, name, appProtocol }) => ({ number: port, name, appProtocol })) : facts.ports;
  const protocol = protocolOfPorts(ports);
  if (protocol) return protocol;
  throw new Error(
    `'protocol' must be given, because the ports of ${existing ? 'Service' : 'Deployment'} '${existing?.name ?? facts.name}' do not tell it, `
    + `got ${ports.length ? describePorts(ports) : 'no ports'}; set protocol: Protocol.HTTP, Protocol.GRPC or Protocol.TCP${props.workload?._image ? '' : ', or name the port \'http\' or \'grpc\''}`,
  );
}

function resolveHandOver({ handOver = HandOver.PROGRESSIVE }: SmartCanaryProps, inApp: boolean, facts: DeploymentFacts): HandOver {
  if (handOver === HandOver.FRESH && !inApp) {
    throw new Error(
      `'handOver' must be HandOver.PROGRESSIVE for a workload that is not in this app, got HandOver.FRESH; Deployment '${facts.name}' cannot be scaled to 0 from here: `
      + 'pass it with Workload.deployment',
    );
  }
  return handOver;
}

function requireReplicas({ name, replicas }: DeploymentFacts): number | undefined {
  if (replicas === 0) {
    throw new Error(`'replicas' must be given, because Deployment '${name}' has 0, got nothing; set replicas: Replicas.fixed(3) for the Rollout`);
  }
  return replicas;
}

/** A short host is read relative to the namespace of the object that names it. */
function hostsOf(clusterDomain = CLUSTER_DOMAIN, namespace: string | undefined): (service: string) => string {
  requireSubdomain('clusterDomain', clusterDomain);
  return (service) => namespace ? `${service}.${namespace}.svc.${clusterDomain}` : service;
}
