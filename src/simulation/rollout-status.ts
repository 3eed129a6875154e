import { type AnalysisRun } from './analysis-run';

export type PauseReason = 'CanaryPauseStep' | 'InconclusiveAnalysisRun' | 'InconclusiveExperiment';

export interface Pause {
  readonly reason: PauseReason;
  /** By its stamp. */
  readonly since: number;
}

/** A share of the traffic, and whose pods get it. */
export interface Weights {
  readonly canary: number;
  readonly stable: number;
  readonly experiment: number;
  readonly canaryTemplate: string;
  readonly stableTemplate: string;
}

export type ProgressReason =
  'NewReplicaSetCreated' | 'ReplicaSetUpdated' | 'NewReplicaSetAvailable' | 'RolloutPaused' | 'RolloutResumed' | 'RolloutRetry' | 'RolloutAborted' | 'ProgressDeadlineExceeded';

export interface Progress {
  readonly reason: ProgressReason;
  readonly since: number;
}

/** A run, and what it is for. */
export interface CurrentRun {
  readonly run: AnalysisRun;
  readonly name: string;
  readonly step?: number;
}

/** An experiment or a plugin: a time with an outcome. */
export interface Activity {
  readonly step: number;
  readonly startedAt: number;
  /** When its pods are there, and it takes its share of the traffic. */
  readonly runningAt: number;
  readonly endsAt: number;
  readonly outcome: 'Successful' | 'Failed' | 'Error' | 'Inconclusive';
}

/** The status of a Rollout, as far as the controller decides by it. */
export interface RolloutStatus {
  /** Undefined where there are no steps. */
  index?: number;
  /** Templates, not revisions: going back to one makes it another revision. */
  current?: string;
  stable?: string;
  aborted: boolean;
  abortedAt?: number;
  promoteFull: boolean;
  pauses: readonly Pause[];
  controllerPause: boolean;
  weights?: Weights;
  background?: CurrentRun;
  stepRun?: CurrentRun;
  experiment?: Activity;
  plugin?: Activity;
  progress?: Progress;
  replicas: number;
  updated: number;
  ready: number;
  available: number;
}

const NO_PAUSES: readonly Pause[] = [];

/** Every field is there, so that engines see one shape: one is made in each pass. */
export function newStatus(stable?: string, weights?: Weights): RolloutStatus {
  return {
    index: undefined,
    current: undefined,
    stable,
    aborted: false,
    abortedAt: undefined,
    promoteFull: false,
    pauses: NO_PAUSES,
    controllerPause: false,
    weights,
    background: undefined,
    stepRun: undefined,
    experiment: undefined,
    plugin: undefined,
    progress: undefined,
    replicas: 0,
    updated: 0,
    ready: 0,
    available: 0,
  };
}

/** Whether there is nothing in a status that would have to be written. */
export function isSameStatus(one: RolloutStatus, other: RolloutStatus): boolean {
  return one.index === other.index && one.current === other.current && one.stable === other.stable
    && one.aborted === other.aborted && one.promoteFull === other.promoteFull && one.controllerPause === other.controllerPause
    && one.background === other.background && one.stepRun === other.stepRun && one.experiment === other.experiment && one.plugin === other.plugin
    && one.replicas === other.replicas && one.updated === other.updated && one.ready === other.ready && one.available === other.available
    && one.progress?.reason === other.progress?.reason && one.progress?.since === other.progress?.since
    && areSamePauses(one.pauses, other.pauses) && areSameWeights(one.weights, other.weights);
}

/** Whether the controller takes the version at hand for the stable one; before the first there is neither. */
export function isFullyPromoted({ stable, current }: RolloutStatus): boolean {
  return stable === current;
}

export function pauseOf({ pauses }: RolloutStatus, reason: PauseReason): Pause | undefined {
  return pauses.find((pause) => pause.reason === reason);
}

function areSamePauses(one: readonly Pause[], other: readonly Pause[]): boolean {
  return one.length === other.length && one.every(({ reason, since }, i) => other[i].reason === reason && other[i].since === since);
}

function areSameWeights(one: Weights | undefined, other: Weights | undefined): boolean {
  if (!one || !other) return one === other;
  return one.canary === other.canary && one.experiment === other.experiment
    && one.canaryTemplate === other.canaryTemplate && one.stableTemplate === other.stableTemplate;
}
