import { type ApiObject } from 'cdk8s';
import { type Construct } from 'constructs';
import { l1 } from './l1';
import { addObject } from './object';
import { managedRoutesOf, renderStep, type StepData } from './step';

/** An argument of the analysis: exactly one of its three sources. */
export interface ArgumentData {
  readonly name: string;
  readonly value?: string;
  readonly podTemplateHash?: 'Latest' | 'Stable';
  readonly fieldPath?: string;
}

/** The background analysis of a Rollout. */
export interface BackgroundAnalysisData {
  readonly templateName: string;
  readonly clusterScope: boolean;
  readonly startingStep: number;
  readonly args: ArgumentData[];
}

/** A Rollout that takes its pods from a Deployment and splits traffic by Istio subsets. */
export interface RolloutData {
  readonly name: string;
  readonly replicas: number;
  readonly deployment: string;
  readonly scaleDown?: string;
  /** As in the Deployment: a Kubernetes label selector. */
  readonly selector: { [field: string]: unknown };
  readonly minReadySeconds?: number;
  readonly progressDeadlineSeconds: number;
  readonly abortScaleDownDelaySeconds?: number;
  readonly stableService: string;
  readonly virtualService: string;
  readonly routes: string[];
  readonly destinationRule: string;
  readonly stableSubset: string;
  readonly canarySubset: string;
  readonly analysis?: BackgroundAnalysisData;
  readonly steps: StepData[];
}

/** Adds the Rollout. */
export function addRollout(scope: Construct, id: string, data: RolloutData): ApiObject {
  return addObject(scope, id, { name: data.name }, l1.argo.Rollout.manifest({
    spec: {
      replicas: data.replicas,
      selector: data.selector,
      workloadRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: data.deployment, scaleDown: data.scaleDown },
      minReadySeconds: data.minReadySeconds,
      progressDeadlineSeconds: data.progressDeadlineSeconds,
      progressDeadlineAbort: true,
      strategy: {
        canary: {
          abortScaleDownDelaySeconds: data.abortScaleDownDelaySeconds,
          stableService: data.stableService,
          trafficRouting: {
            managedRoutes: managedRoutesOf(data.steps),
            istio: {
              virtualService: { name: data.virtualService, routes: data.routes },
              destinationRule: { name: data.destinationRule, canarySubsetName: data.canarySubset, stableSubsetName: data.stableSubset },
            },
          },
          analysis: data.analysis && renderAnalysis(data.analysis),
          steps: data.steps.map(renderStep),
        },
      },
    },
  }));
}

function renderAnalysis({ templateName, clusterScope, startingStep, args }: BackgroundAnalysisData) {
  return {
    templates: [clusterScope ? { templateName, clusterScope } : { templateName }],
    startingStep,
    args: args.length ? args.map(renderArgument) : undefined,
  };
}

function renderArgument({ name, value, podTemplateHash, fieldPath }: ArgumentData) {
  if (podTemplateHash) return { name, valueFrom: { podTemplateHashValue: podTemplateHash } };
  if (fieldPath) return { name, valueFrom: { fieldRef: { fieldPath } } };
  return { name, value };
}
