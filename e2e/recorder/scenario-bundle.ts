import { type Example } from '../bundle/example';
import { type KubeObject } from '../harness/kube';

/** How the mesh tells the canary's pods from the stable ones, and which Services the controller writes to. */
export type ScenarioRouting = 'subsets' | 'subsets-and-stable-service' | 'subsets-and-services' | 'hosts';

/** What a scenario's bundle has of its own; everything else is as in the article. */
export interface BundleOptions {
  readonly routing?: ScenarioRouting;
  /** @default - 20, 5 s, 50, 10 s, 100 */
  readonly steps?: readonly object[];
  /** What measures; each gets the provider. @default - one success ratio every 5 s, which may fail three times */
  readonly metrics?: readonly object[];
  readonly dryRun?: readonly { readonly metricName: string }[];
  /** Whether the analysis runs beside the steps. @default true */
  readonly inBackground?: boolean;
  /** More of the strategy. */
  readonly canary?: object;
  /** More of `trafficRouting`. */
  readonly trafficRouting?: object;
  /** More of the Rollout's spec. */
  readonly spec?: object;
}

/** The step of an inline analysis. */
export const INLINE_ANALYSIS = { analysis: { templates: [{ templateName: 'success-rate' }], args: [{ name: 'namespace', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } }] } };

const NAME = 'rpc-server';
const LABELS = { 'app.kubernetes.io/name': NAME };
const STEPS = [{ setWeight: 20 }, { pause: { duration: '5s' } }, { setWeight: 50 }, { pause: { duration: '10s' } }, { setWeight: 100 }];

const REQUESTS = 'istio_requests_total{reporter="destination",destination_workload_namespace="{{args.namespace}}"';
const QUERY = `sum(irate(${REQUESTS},response_code!~"5.*"}[1m])) / sum(irate(${REQUESTS}}[1m]))`;

/** The article's metric, over the namespace: every scenario has one. */
export const SUCCESS_RATE = { name: 'success-rate', interval: '5s', failureLimit: 3, successCondition: 'result[0] >= 0.95' };

/** Builds a scenario's objects; the Deployment comes first, because releases change it. */
export function scenarioExample(name: string, options: BundleOptions, prometheus: string): Example {
  const routing = options.routing ?? 'subsets-and-stable-service';
  return {
    name,
    namespace: name,
    assumed: [],
    bundle: [deployment(), ...services(routing), ...mesh(routing), analysisTemplate(options, prometheus), rollout(routing, options)],
  };
}

function object(apiVersion: string, kind: string, spec: object, name = NAME): KubeObject {
  return { apiVersion, kind, metadata: { name }, spec } as KubeObject;
}

function deployment(): KubeObject {
  const containers = [{ name: NAME, image: 'example.com/rpc-server:v1', ports: [{ name: 'grpc', containerPort: 8080 }] }];
  return object('apps/v1', 'Deployment', {
    replicas: 0, revisionHistoryLimit: 0, selector: { matchLabels: LABELS }, template: { metadata: { labels: LABELS }, spec: { containers } },
  });
}

function services(routing: ScenarioRouting): KubeObject[] {
  const roles = { 'subsets': [], 'subsets-and-stable-service': ['stable'], 'subsets-and-services': ['stable', 'canary'], 'hosts': ['stable', 'canary'] }[routing];
  const spec = { selector: LABELS, ports: [{ name: 'grpc', port: 8080, targetPort: 'grpc' }] };
  return [NAME, ...roles.map((role) => `${NAME}-${role}`)].map((name) => object('v1', 'Service', spec, name));
}

function mesh(routing: ScenarioRouting): KubeObject[] {
  const destination = (role: string) => routing === 'hosts' ? { host: `${NAME}-${role}` } : { host: NAME, subset: role };
  const route = [{ destination: destination('stable'), weight: 100 }, { destination: destination('canary'), weight: 0 }];
  const virtualService = object('networking.istio.io/v1', 'VirtualService', { hosts: [NAME], http: [{ name: 'primary', route }] });
  if (routing === 'hosts') return [virtualService];
  const subsets = ['canary', 'stable'].map((name) => ({ name, labels: LABELS }));
  return [object('networking.istio.io/v1', 'DestinationRule', { host: NAME, subsets }), virtualService];
}

function analysisTemplate({ metrics = [SUCCESS_RATE], dryRun }: BundleOptions, address: string): KubeObject {
  const measured = metrics.map((metric) => ({ ...metric, provider: { prometheus: { address, query: QUERY } } }));
  return object('argoproj.io/v1alpha1', 'AnalysisTemplate', { args: [{ name: 'namespace' }], metrics: measured, dryRun }, 'success-rate');
}

function rollout(routing: ScenarioRouting, { steps = STEPS, inBackground = true, canary, trafficRouting, spec }: BundleOptions): KubeObject {
  const istio = {
    virtualService: { name: NAME, routes: ['primary'] },
    ...routing === 'hosts' ? {} : { destinationRule: { name: NAME, canarySubsetName: 'canary', stableSubsetName: 'stable' } },
  };
  return object('argoproj.io/v1alpha1', 'Rollout', {
    replicas: 3,
    selector: { matchLabels: LABELS },
    workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: NAME },
    ...spec,
    strategy: {
      canary: {
        ...routing === 'subsets' ? {} : { stableService: `${NAME}-stable` },
        ...['subsets-and-services', 'hosts'].includes(routing) ? { canaryService: `${NAME}-canary` } : {},
        ...inBackground ? { analysis: { ...INLINE_ANALYSIS.analysis, startingStep: 2 } } : {},
        steps,
        trafficRouting: { ...trafficRouting, istio },
        ...canary,
      },
    },
  });
}
