import { type Mesh } from './mesh';
import { type Profile } from './profile';
import { type ReplicaSet } from './replica-set';
import { type RolloutModel, type StepModel } from './rollout-model';
import { type CurrentRun, type PauseReason, type RolloutStatus } from './rollout-status';

/** What the controller has in its hands while it looks at a Rollout once. */
export interface Pass {
  readonly at: number;
  /** The time as it would be written down. */
  readonly stamp: number;
  readonly model: RolloutModel;
  readonly profile: Profile;
  readonly mesh: Mesh;
  /** As it was when the pass began. */
  readonly status: RolloutStatus;
  /** What will be written at the end. */
  readonly next: RolloutStatus;
  readonly newSet: ReplicaSet;
  readonly stableSet?: ReplicaSet;
  /** Neither the new one nor the stable one. */
  readonly others: readonly ReplicaSet[];
  /** Every run of the Rollout. */
  readonly runs: readonly CurrentRun[];
  readonly abort: AbortChange;
  readonly pauses: PauseChanges;
}

export interface AbortChange {
  reason: string | undefined;
  isRemoved: boolean;
}

export interface PauseChanges {
  readonly added: PauseReason[];
  readonly removed: PauseReason[];
  areCleared: boolean;
  /** When one that begins now begins by its stamp. */
  readonly since: number;
}

export function isAborted({ abort, status }: Pass): boolean {
  return !abort.isRemoved && (abort.reason !== undefined || status.aborted);
}

/** The step at hand; undefined after the last. */
export function currentStep({ model, status }: Pick<Pass, 'model' | 'status'>): StepModel | undefined {
  return model.steps[status.index ?? 0];
}

/** The weight of the last setWeight before a step. */
export function weightBefore({ steps }: RolloutModel, index: number): number {
  for (let i = Math.min(index, steps.length) - 1; i >= 0; i--) {
    const { weight } = steps[i];
    if (weight !== undefined) return weight;
  }
  return 0;
}

/**
 * Whether the pods of an aborted canary stay for a time.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/replicaset.go
 */
export function keepsAbortedPods(pass: Pass): boolean {
  const { model: { abortScaleDownDelay, dynamicStableScale, hasOwnAbortDelay } } = pass;
  if (!isAborted(pass) || !pass.stableSet || abortScaleDownDelay === undefined) return false;
  return !dynamicStableScale || hasOwnAbortDelay;
}

/**
 * Whether a rollback is to a revision so young that its steps are skipped.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/sync.go
 */
export function isWithinRollbackWindow({ model: { rollbackWindow }, newSet, stableSet, others }: Pass): boolean {
  if (!stableSet || newSet.createdAt >= stableSet.createdAt || rollbackWindow <= 0) return false;
  const between = others.filter(({ createdAt }) => createdAt > newSet.createdAt && createdAt < stableSet.createdAt);
  return between.length < rollbackWindow;
}
