import { currentStep, isAborted, type Pass } from './pass';
import { isFullyPromoted, type ProgressReason, type RolloutStatus } from './rollout-status';

/**
 * Keeps the condition that the progress deadline is counted from; may abort.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/sync.go
 */
export function reconcileProgress(pass: Pass): void {
  const { next, status, stamp, model } = pass;
  next.progress = status.progress;
  if (isAborted(pass)) {
    note(pass, 'RolloutAborted');
  } else if (isHealthy(pass)) {
    note(pass, 'NewReplicaSetAvailable');
  } else if (hasProgressed(status, next)) {
    next.progress = { reason: 'ReplicaSetUpdated', since: stamp };
  } else if (!isExempt(pass) && isTimedOut(pass)) {
    note(pass, 'ProgressDeadlineExceeded');
    if (model.progressDeadlineAbort) pass.abort.reason ??= `ReplicaSet has timed out progressing after ${model.progressDeadline / 1000} s`;
  }
}

/** Pauses and retries are noted before anything else. */
export function notePauses(status: RolloutStatus, stamp: number): boolean {
  const { progress } = status;
  const isPaused = status.pauses.length > 0;
  const isNoted = progress?.reason === 'RolloutPaused';
  const wasAborted = progress?.reason === 'RolloutAborted';
  if (!status.aborted && wasAborted) {status.progress = { reason: 'RolloutRetry', since: stamp };} else if (isPaused !== isNoted && !wasAborted && !(isFullyPromoted(status) && status.stable !== undefined)) {
    status.progress = { reason: isPaused ? 'RolloutPaused' : 'RolloutResumed', since: stamp };
  }
  return status.progress !== progress;
}

/** When the controller will look whether there was no progress for too long; never is infinity. */
export function deadlineOf(pass: Pass): number {
  const { status: { progress, pauses, aborted }, model } = pass;
  const isLookedAt = progress && progress.reason !== 'ProgressDeadlineExceeded' && pauses.length === 0 && !aborted;
  if (!isLookedAt || isStepWithoutDeadline(pass) || isHealthy(pass)) return Infinity;
  // It looks a second late, so as not to be a moment early.
  return progress.since + model.progressDeadline + 1000;
}

function isTimedOut({ next: { progress }, model, at }: Pass): boolean {
  if (!progress || progress.reason === 'RolloutAborted' || progress.reason === 'RolloutPaused') return false;
  return progress.reason === 'ProgressDeadlineExceeded' || progress.since + model.progressDeadline < at;
}

function isHealthy({ next, model: { replicas, steps } }: Pass): boolean {
  const areStepsDone = steps.length === 0 || next.index === steps.length;
  const isStable = next.stable !== undefined && isFullyPromoted(next);
  return areStepsDone && isStable && next.replicas === replicas && next.updated === replicas && next.available === replicas;
}

function hasProgressed(before: RolloutStatus, now: RolloutStatus): boolean {
  const isAnotherStep = now.stable !== before.stable || (now.index !== before.index && before.index !== undefined);
  const areOldFewer = now.replicas - now.updated < before.replicas - before.updated;
  return isAnotherStep || areOldFewer || now.updated !== before.updated || now.ready > before.ready || now.available > before.available;
}

function isExempt(pass: Pass): boolean {
  return isStepWithoutDeadline(pass) || pass.others.some(({ scaleDownDeadline }) => scaleDownDeadline !== undefined);
}

function isStepWithoutDeadline(pass: Pass): boolean {
  const step = currentStep(pass);
  return pass.status.pauses.length > 0 || (step !== undefined && Boolean(step.pause ?? step.analysis ?? step.experiment));
}

function note({ next, stamp }: Pass, reason: ProgressReason): void {
  if (next.progress?.reason !== reason) next.progress = { reason, since: stamp };
}
