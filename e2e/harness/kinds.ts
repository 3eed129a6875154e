import { type KubeObject, type Target } from './kube';

/** The parts that the suites look at of each kind that they watch. */
export interface Kinds {
  Rollout: Rollout;
  AnalysisRun: AnalysisRun;
  VirtualService: VirtualService;
  DestinationRule: DestinationRule;
  ReplicaSet: ReplicaSet;
  Deployment: Deployment;
  Service: Service;
  Pod: Pod;
}

export type Kind = keyof Kinds;

export const API_VERSIONS: Record<Kind, string> = {
  Rollout: 'argoproj.io/v1alpha1',
  AnalysisRun: 'argoproj.io/v1alpha1',
  VirtualService: 'networking.istio.io/v1',
  DestinationRule: 'networking.istio.io/v1',
  ReplicaSet: 'apps/v1',
  Deployment: 'apps/v1',
  Service: 'v1',
  Pod: 'v1',
};

/** The label by which Argo Rollouts tells the pods of one ReplicaSet from those of another. */
export const HASH_LABEL = 'rollouts-pod-template-hash';

export function targetOf(kind: Kind, namespace: string, name?: string): Target {
  return { apiVersion: API_VERSIONS[kind], kind, namespace, name };
}

export interface Step {
  readonly setWeight?: number;
  readonly pause?: { readonly duration?: string };
  readonly setHeaderRoute?: { readonly name: string; readonly match?: readonly object[] };
  readonly setMirrorRoute?: { readonly name: string; readonly match?: readonly object[] };
}

export interface Rollout extends KubeObject {
  readonly spec: {
    readonly replicas?: number;
    readonly workloadRef?: { readonly name: string };
    readonly strategy: { readonly canary: { readonly steps: readonly Step[] } };
  };
  readonly status?: {
    readonly phase?: string;
    readonly message?: string;
    readonly abort?: boolean;
    readonly currentPodHash?: string;
    readonly stableRS?: string;
    readonly currentStepIndex?: number;
    readonly observedGeneration?: string;
    readonly pauseConditions?: readonly { readonly reason: string }[];
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly reason: string; readonly message: string }[];
  };
}

export interface Measurement {
  readonly phase: string;
  readonly value?: string;
  readonly message?: string;
}

export interface AnalysisRun extends KubeObject {
  readonly status?: {
    readonly phase?: string;
    readonly message?: string;
    readonly metricResults?: readonly {
      readonly name: string;
      readonly phase: string;
      readonly failed?: number;
      readonly error?: number;
      readonly successful?: number;
      readonly measurements?: readonly Measurement[];
    }[];
  };
}

export interface RouteDestination {
  readonly destination: { readonly host: string; readonly subset?: string };
  readonly weight?: number;
}

export interface HttpRoute {
  readonly name?: string;
  readonly match?: readonly object[];
  readonly route: readonly RouteDestination[];
  readonly mirror?: RouteDestination['destination'];
  readonly mirrorPercentage?: { readonly value: number };
}

export interface VirtualService extends KubeObject {
  readonly spec: { readonly http: readonly HttpRoute[] };
}

export interface DestinationRule extends KubeObject {
  readonly spec: { readonly subsets: readonly { readonly name: string; readonly labels: Record<string, string> }[] };
}

export interface ReplicaSet extends KubeObject {
  readonly spec: { readonly replicas?: number };
  readonly status?: { readonly replicas?: number; readonly readyReplicas?: number; readonly availableReplicas?: number };
}

export interface Deployment extends KubeObject {
  readonly spec: { readonly replicas?: number };
  readonly status?: { readonly readyReplicas?: number; readonly availableReplicas?: number };
}

export interface Service extends KubeObject {
  readonly spec: { readonly selector?: Record<string, string> };
}

export interface Pod extends KubeObject {
  readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
}
