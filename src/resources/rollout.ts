import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import { type AnalysisReferenceData, renderAnalysis } from './analysis-reference';
import { l1 } from './l1';
import { addObject } from './object';
import { managedRoutesOf, renderStep, type StepData } from './step';
import { type TcpRouteData, type TlsRouteData } from './virtual-service';

/** The background analysis of a Rollout. */
export interface BackgroundAnalysisData extends AnalysisReferenceData {
  readonly startingStep: number;
}

/** How much must be available; a number of pods is compared with what there is, a percentage with what is wanted. */
export interface ReplicaProgressThresholdData {
  readonly type: 'Percent' | 'Pods';
  readonly value: number;
}

/** New pods on other nodes: preferred where a weight is given, else required. */
export interface AntiAffinityData {
  readonly preferredWeight?: number;
}

/** Labels and annotations of pods. */
export interface PodTemplateMetadataData {
  readonly labels?: { [key: string]: string };
  readonly annotations?: { [key: string]: string };
}

/** How a release is carried out, besides its steps; the names are upstream's. */
export interface StrategyData {
  readonly progressDeadlineSeconds: number;
  readonly revisionHistoryLimit?: number;
  /** In revisions. */
  readonly rollbackWindow?: number;
  readonly scaleDownDelaySeconds?: number;
  readonly abortScaleDownDelaySeconds?: number;
  readonly dynamicStableScale?: boolean;
  readonly minPodsPerReplicaSet?: number;
  readonly replicaProgressThreshold?: ReplicaProgressThresholdData;
  readonly stableMetadata?: PodTemplateMetadataData;
  readonly canaryMetadata?: PodTemplateMetadataData;
  readonly antiAffinity?: AntiAffinityData;
}

/** A VirtualService, by a name with a namespace where that is another, and the routes whose weights move. */
export interface RoutedVirtualServiceData {
  readonly name: string;
  readonly namespace?: string;
  readonly routes: string[];
  readonly tcpRoutes: TcpRouteData[];
  readonly tlsRoutes: TlsRouteData[];
}

/** A Rollout that takes its pods from a Deployment and splits traffic by Istio. */
export interface RolloutData {
  readonly name: string;
  /** Left out where an autoscaler owns it. */
  readonly replicas?: number;
  readonly deployment: string;
  readonly scaleDown?: string;
  /** As in the Deployment: a Kubernetes label selector. */
  readonly selector: { [field: string]: unknown };
  readonly minReadySeconds?: number;
  readonly strategy: StrategyData;
  readonly stableService: string;
  /** Where the versions are two Services. */
  readonly canaryService?: string;
  readonly virtualServices: RoutedVirtualServiceData[];
  /** Where the versions are two subsets. */
  readonly destinationRule?: { readonly name: string; readonly canarySubsetName: string; readonly stableSubsetName: string };
  readonly analysis?: BackgroundAnalysisData;
  readonly steps: StepData[];
}

/** Adds the Rollout. */
export function addRollout(scope: Construct, id: string, data: RolloutData): ApiObject {
  const { progressDeadlineSeconds, revisionHistoryLimit, rollbackWindow, antiAffinity, ...canary } = data.strategy;
  return addObject(scope, id, data.name, l1.argo.Rollout.manifest({
    spec: {
      replicas: data.replicas,
      selector: data.selector,
      workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: data.deployment, scaleDown: data.scaleDown },
      minReadySeconds: data.minReadySeconds,
      progressDeadlineSeconds,
      progressDeadlineAbort: true,
      revisionHistoryLimit,
      rollbackWindow: rollbackWindow === undefined ? undefined : { revisions: rollbackWindow },
      strategy: {
        canary: {
          antiAffinity: antiAffinity && renderAntiAffinity(antiAffinity),
          stableService: data.stableService,
          canaryService: data.canaryService,
          trafficRouting: {
            managedRoutes: managedRoutesOf(data.steps),
            istio: { destinationRule: data.destinationRule, ...renderVirtualServices(data.virtualServices) },
          },
          analysis: data.analysis && { startingStep: data.analysis.startingStep, ...renderAnalysis(data.analysis) },
          steps: data.steps.map(renderStep),
          ...canary,
        },
      },
    },
  }));
}

/** Exactly one of the two fields may be there. */
function renderVirtualServices(virtualServices: RoutedVirtualServiceData[]) {
  const references = virtualServices.map(({ name, namespace, routes, tcpRoutes, tlsRoutes }) => ({
    name: namespace === undefined ? name : `${name}.${namespace}`,
    routes: routes.length ? routes : undefined,
    tcpRoutes: tcpRoutes.length ? tcpRoutes : undefined,
    tlsRoutes: tlsRoutes.length ? tlsRoutes : undefined,
  }));
  return references.length === 1 ? { virtualService: references[0] } : { virtualServices: references };
}

function renderAntiAffinity({ preferredWeight }: AntiAffinityData) {
  if (preferredWeight === undefined) return { requiredDuringSchedulingIgnoredDuringExecution: {} };
  return { preferredDuringSchedulingIgnoredDuringExecution: { weight: preferredWeight } };
}
