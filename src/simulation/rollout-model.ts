import { type RunPlan } from './run-plan';
import { type JsonObject } from '../manifest/json';

/** A Rollout as the controller reads it; times are in milliseconds. */
export interface RolloutModel {
  readonly namespace: string;
  readonly name: string;
  readonly replicas: number;
  readonly minReady: number;
  readonly progressDeadline: number;
  readonly progressDeadlineAbort: boolean;
  /** How many revisions back steps are skipped. */
  readonly rollbackWindow: number;
  readonly steps: readonly StepModel[];
  readonly background?: BackgroundModel;
  readonly routing: RoutingModel;
  readonly dynamicStableScale: boolean;
  readonly minPods?: number;
  readonly threshold?: Threshold;
  /** Undefined where it is 0: the canary is not kept for a time. */
  readonly abortScaleDownDelay?: number;
  /** Whether somebody wrote that down. */
  readonly hasOwnAbortDelay: boolean;
  /** 0 is never. */
  readonly scaleDownDelay: number;
}

export interface RoutingModel {
  readonly hasStableService: boolean;
  readonly hasCanaryService: boolean;
  readonly hasSubsets: boolean;
}

export interface BackgroundModel {
  readonly startingStep: number;
  readonly run: RunPlan;
}

export interface Threshold {
  readonly isPercent: boolean;
  readonly value: number;
}

/** A step; one that holds several things does them all, and is complete by the first of them in this order. */
export interface StepModel {
  /** As kubectl shows it. */
  readonly text: string;
  readonly pause?: PauseModel;
  readonly canaryScale?: CanaryScaleModel;
  /** That of the last step up to this one that has any. */
  readonly scaleInForce?: CanaryScaleModel;
  readonly weight?: number;
  readonly experiment?: ExperimentModel;
  /** Undefined in it where it has no templates: then it never completes. */
  readonly analysis?: { readonly run?: RunPlan };
  readonly headerRoute?: RouteModel;
  readonly mirrorRoute?: RouteModel;
  /** What a plugin does is not known: how long, and how it ends, is the scenario's. */
  readonly plugin?: JsonObject;
}

export interface PauseModel {
  /** Undefined where it lasts until somebody promotes. */
  readonly duration?: number;
}

/** Whether a step waits until somebody promotes. */
export function isOpenPause({ pause }: StepModel): boolean {
  return pause !== undefined && pause.duration === undefined;
}

export interface CanaryScaleModel {
  readonly replicas?: number;
  readonly weight?: number;
  readonly matchTrafficWeight: boolean;
}

export interface ExperimentModel {
  /** Until it is over where no analysis is required for that. */
  readonly duration?: number;
  /** How long the analyses take at least that are, where they go well. */
  readonly required?: number;
  /** What its templates take of the traffic together. */
  readonly weight: number;
}

export interface RouteModel {
  readonly name: string;
  /** A route without a match is removed. */
  readonly isRemoved: boolean;
  /** How many of the requests that match are mirrored, from 0 to 1. @default - it mirrors none */
  readonly mirrored?: number;
}
