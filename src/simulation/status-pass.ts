import { isDone } from './activity-pass';
import { currentStep, isAborted, isWithinRollbackWindow, type Pass } from './pass';
import { reconcileProgress } from './progress';
import { areCountsReached, isEnough } from './replica-counts';
import { type ReplicaSet } from './replica-set';
import { isFullyPromoted, type Pause, pauseOf, type PauseReason, type RolloutStatus } from './rollout-status';

/**
 * Notes that the step at hand is a pause; only then does its time begin. Tells whether it has to be waited for.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/canary.go
 */
export function reconcilePause(pass: Pass): boolean {
  const { status, pauses } = pass;
  if (status.promoteFull || !currentStep(pass)?.pause) return false;
  if (!pauseOf(status, 'CanaryPauseStep') && !status.controllerPause) pauses.added.push('CanaryPauseStep');
  return true;
}

/** Begins again for another template: at the first step, or behind the last where it is one that was good already. */
export function writeReset(pass: Pass): void {
  const { next, newSet, status, model: { steps } } = pass;
  pass.abort.isRemoved = true;
  pass.pauses.areCleared = true;
  next.promoteFull = false;
  const isKnown = status.stable === newSet.template || (newSet.size > 0 && isWithinRollbackWindow(pass));
  if (steps.length > 0) next.index = isKnown ? steps.length : 0;
  write(pass);
}

/** Promotes, or takes an abort down, or goes one step further: never two of them at once. */
export function writeStatus(pass: Pass): void {
  const { next, status, abort, pauses, model: { steps } } = pass;
  next.promoteFull = status.promoteFull;
  next.index = status.index;
  if (status.promoteFull || isWithinRollbackWindow(pass)) {
    pauses.areCleared = true;
    abort.isRemoved = true;
    if (steps.length > 0) next.index = steps.length;
  }
  if (promotionReason(pass) !== undefined) {
    pauses.areCleared = true;
    abort.isRemoved = true;
    next.promoteFull = false;
    next.index = steps.length > 0 ? steps.length : undefined;
    next.stable = pass.newSet.template;
  } else if (isAborted(pass)) {
    if (steps.length > 0) next.index = status.stable === pass.newSet.template ? steps.length : 0;
  } else if (isStepComplete(pass)) {
    next.index = Math.min((next.index ?? 0) + 1, steps.length);
    next.stepRun = undefined;
    pauses.removed.push('CanaryPauseStep');
  }
  write(pass);
}

/** Why the version at hand becomes the stable one now, if it does. */
export function promotionReason(pass: Pass): string | undefined {
  const { stableSet, status, newSet, model, profile } = pass;
  if (!stableSet) return 'Initial deploy';
  if (isAborted(pass)) return undefined;
  const available = newSet.available;
  const isThere = profile.promotesOnlyAtExactCount ? available === model.replicas : available >= model.replicas;
  if (!isThere && !(model.threshold && isEnough(pass, newSet, model.replicas))) return undefined;
  if (status.promoteFull) return 'Full promotion requested';
  if (isWithinRollbackWindow(pass)) return 'Rollback within window';
  const { steps } = model;
  return steps.length === 0 || (status.index ?? 0) >= steps.length ? `Completed all ${steps.length} canary steps` : undefined;
}

/** In this order: a step that holds several things is complete by the first of them. */
function isStepComplete(pass: Pass): boolean {
  const { next, at, status: { index = 0 } } = pass;
  const step = currentStep(pass);
  if (!step) return false;
  if (step.pause) return isPauseOver(pass, step.pause.duration);
  if (step.canaryScale || step.weight !== undefined) return areCountsReached(pass, next.weights);
  if (step.experiment) return next.experiment?.step === index && isDone(next.experiment, at);
  if (step.analysis) return next.stepRun?.run.phase === 'Successful';
  if (step.headerRoute || step.mirrorRoute) return true;
  return next.plugin?.step === index && isDone(next.plugin, at);
}

/** A pause without its condition was ended by somebody, or so the controller takes it. */
function isPauseOver({ status, at }: Pass, duration: number | undefined): boolean {
  const pause = pauseOf(status, 'CanaryPauseStep');
  if (!pause) return status.controllerPause;
  return duration !== undefined && at >= pause.since + duration;
}

function write(pass: Pass): void {
  const { next, status, newSet, stableSet, others, stamp } = pass;
  next.current = newSet.template;
  next.updated = newSet.pods;
  count(next, newSet);
  if (stableSet && stableSet !== newSet) count(next, stableSet);
  for (const set of others) count(next, set);
  reconcileProgress(pass);
  if (isAborted(pass)) {
    next.aborted = true;
    next.abortedAt = status.abortedAt ?? stamp;
  } else if (!pass.pauses.areCleared) {
    writePauses(pass);
  }
}

function count(status: RolloutStatus, { pods, ready, available }: ReplicaSet): void {
  status.replicas += pods;
  status.ready += ready;
  status.available += available;
}

function writePauses({ status, next, pauses: { added, removed, since }, stamp }: Pass): void {
  const kept = status.pauses.filter(({ reason }) => !removed.includes(reason));
  const wanted = [...new Set<PauseReason>(added)].filter((reason) => !pauseOf(status, reason));
  const begun = wanted.map((reason): Pause => ({ reason, since: reason === 'CanaryPauseStep' ? since : stamp }));
  if (kept.length + begun.length === 0) return;
  next.pauses = [...kept, ...begun];
  next.controllerPause = status.controllerPause || begun.length > 0;
}

/** Whether an abort has to be forgotten because there is nothing left to go back from. */
export function forgetsAbort(pass: Pass): boolean {
  return pass.status.aborted && pass.status.stable !== undefined && isFullyPromoted(pass.status);
}
