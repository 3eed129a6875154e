import { HASH_LABEL, type Kind } from '../harness/kinds';
import { type KubeObject } from '../harness/kube';

/** The parts of an object that a trace keeps. */
export type Projection = Record<string, unknown>;

/** Where each part comes from, by the name that it has in a trace. */
const FIELDS: Partial<Record<Kind, Record<string, string>>> = {
  Rollout: {
    specReplicas: 'spec.replicas',
    currentStepIndex: 'status.currentStepIndex',
    phase: 'status.phase',
    message: 'status.message',
    abort: 'status.abort',
    abortedAt: 'status.abortedAt',
    controllerPause: 'status.controllerPause',
    pauseConditions: 'status.pauseConditions',
    promoteFull: 'status.promoteFull',
    currentPodHash: 'status.currentPodHash',
    stableRS: 'status.stableRS',
    weights: 'status.canary.weights',
    currentBackgroundAnalysisRunStatus: 'status.canary.currentBackgroundAnalysisRunStatus',
    currentStepAnalysisRunStatus: 'status.canary.currentStepAnalysisRunStatus',
    replicas: 'status.replicas',
    updatedReplicas: 'status.updatedReplicas',
    readyReplicas: 'status.readyReplicas',
    availableReplicas: 'status.availableReplicas',
    HPAReplicas: 'status.HPAReplicas',
    observedGeneration: 'status.observedGeneration',
    workloadObservedGeneration: 'status.workloadObservedGeneration',
    annotations: 'metadata.annotations',
  },
  AnalysisRun: {
    phase: 'status.phase',
    message: 'status.message',
    terminate: 'spec.terminate',
    startedAt: 'status.startedAt',
    completedAt: 'status.completedAt',
    runSummary: 'status.runSummary',
    dryRunSummary: 'status.dryRunSummary',
    metrics: 'status.metricResults',
    labels: 'metadata.labels',
    annotations: 'metadata.annotations',
    spec: 'spec',
  },
  VirtualService: { http: 'spec.http', labels: 'metadata.labels', annotations: 'metadata.annotations' },
  DestinationRule: { annotations: 'metadata.annotations' },
  Service: { selector: 'spec.selector', annotations: 'metadata.annotations' },
  Deployment: { replicas: 'spec.replicas', revision: 'metadata.annotations.deployment~kubernetes~io/revision', annotations: 'metadata.annotations' },
  ReplicaSet: {
    owner: 'metadata.ownerReferences.0.kind',
    specReplicas: 'spec.replicas',
    revision: 'metadata.annotations.rollout~argoproj~io/revision',
    scaleDownDeadline: 'metadata.annotations.scale-down-deadline',
    image: 'spec.template.spec.containers.0.image',
  },
};

/** What no path can say. */
const COMPUTED: Partial<Record<Kind, (object: KubeObject) => Projection>> = {
  Rollout: (object) => ({ conditions: conditionsOf(object) }),
  VirtualService: (object) => ({ weights: weightsOf(object) }),
  DestinationRule: (object) => ({ subsets: subsetsOf(object) }),
  ReplicaSet: (object) => ({
    ...Object.fromEntries(['replicas', 'readyReplicas', 'availableReplicas'].map((count) => [count, valueAt(object, `status.${count}`) ?? 0])),
    podHash: object.metadata.labels?.[HASH_LABEL] ?? object.metadata.labels?.['pod-template-hash'],
  }),
};

/** Whether a trace has objects of a kind. */
export function isProjected(kind: Kind): boolean {
  return FIELDS[kind] !== undefined;
}

export function project(kind: Kind, object: KubeObject): Projection {
  const fields = Object.entries(FIELDS[kind] ?? {}).map(([name, path]) => [name, valueAt(object, path)]);
  const projection = { ...Object.fromEntries(fields), ...COMPUTED[kind]?.(object) };
  return Object.fromEntries(Object.entries(projection).filter(([, value]) => value !== undefined));
}

/** What is another than before; what is no more is null. */
export function changesBetween(before: Projection, after: Projection): Projection {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return Object.fromEntries(changed.map((name) => [name, after[name] ?? null]));
}

/** A dot within a name is written as a tilde. */
function valueAt(object: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key.replaceAll('~', '.')], object);
}

function conditionsOf(object: KubeObject): Projection {
  const conditions = valueAt(object, 'status.conditions') as { type: string; status: string; reason: string }[] | undefined;
  return Object.fromEntries((conditions ?? []).map(({ type, status, reason }) => [type, `${status}/${reason}`]));
}

function weightsOf(object: KubeObject): Projection {
  const routes = valueAt(object, 'spec.http') as { name?: string; route?: { destination: { host: string; subset?: string }; weight?: number }[] }[];
  const { route = [] } = routes.find(({ name }) => name === 'primary') ?? routes[0];
  return Object.fromEntries(route.map(({ destination: { host, subset }, weight }) => [subset ?? host, weight ?? null]));
}

function subsetsOf(object: KubeObject): Projection {
  const subsets = valueAt(object, 'spec.subsets') as { name: string; labels: object }[];
  return Object.fromEntries(subsets.map(({ name, labels }) => [name, labels]));
}
