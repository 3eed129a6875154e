import { isAborted, keepsAbortedPods, type Pass } from './pass';
import { wantedCounts } from './replica-counts';
import { type ReplicaSet } from './replica-set';
import { isFullyPromoted, pauseOf } from './rollout-status';

/** The share of pods that may be missing while old ones go, as nobody says otherwise. */
const MAX_UNAVAILABLE = 0.25;

/**
 * Gives each ReplicaSet its size, one after another; tells whether one was changed.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/canary.go
 */
export function reconcileScale(pass: Pass): boolean {
  if (pauseOf(pass.status, 'InconclusiveAnalysisRun')) return false;
  forgetDeadlines(pass);
  return scaleStable(pass) || scaleNew(pass) || scaleOthers(pass);
}

/** Versions that are in use again have no time to go. */
function forgetDeadlines(pass: Pass): void {
  const { newSet, stableSet } = pass;
  if (!keepsAbortedPods(pass)) newSet.scaleDownDeadline = undefined;
  if (stableSet && stableSet !== newSet) stableSet.scaleDownDeadline = undefined;
}

/** By the weights of the last pass: the pods follow the traffic. */
function scaleStable(pass: Pass): boolean {
  const { newSet, stableSet, status } = pass;
  if (!stableSet || stableSet === newSet) return false;
  return scaleTo(stableSet, wantedCounts(pass, status.weights).stable, pass);
}

function scaleNew(pass: Pass): boolean {
  const { newSet, next, at } = pass;
  if (!keepsAbortedPods(pass)) return scaleTo(newSet, wantedCounts(pass, next.weights).canary, pass);
  const { scaleDownDeadline } = newSet;
  if (scaleDownDeadline !== undefined) return scaleDownDeadline <= at && scaleTo(newSet, 0, pass);
  const { stableSet, model, stamp } = pass;
  if (stableSet?.available === model.replicas) newSet.scaleDownDeadline = stamp + (model.abortScaleDownDelay ?? 0);
  return false;
}

/** Old revisions: those without pods that work first, the last stable one after its delay, others at once. */
function scaleOthers(pass: Pass): boolean {
  const active = pass.others.filter(({ size }) => size > 0);
  const cleaned = active.map((set) => dropUnavailable(set, pass)).includes(true);
  let spare = sparePods(pass);
  if (spare <= 0) return false;
  let isChanged = cleaned;
  for (const set of [...active].sort((a, b) => b.revision - a.revision)) {
    if (spare <= 0) break;
    const { size } = set;
    if (size === 0 || isReferenced(set, pass)) continue;
    if (!scaleTo(set, sizeOfOld(set, pass), pass)) continue;
    spare -= size - set.size;
    isChanged = true;
  }
  return isChanged;
}

function dropUnavailable(set: ReplicaSet, pass: Pass): boolean {
  return scaleTo(set, set.available, pass);
}

function sparePods({ newSet, stableSet, others, model }: Pass): number {
  const sets = new Set([newSet, ...stableSet ? [stableSet] : [], ...others]);
  const available = [...sets].reduce((sum, set) => sum + set.available, 0);
  return available - (model.replicas - Math.floor(model.replicas * MAX_UNAVAILABLE));
}

function sizeOfOld(set: ReplicaSet, pass: Pass): number {
  const { status, model, at, stamp } = pass;
  if (!isFullyPromoted(status) && set.scaleDownDeadline === undefined) return 0;
  if (model.dynamicStableScale) return 0;
  // A delay of 0 is written nowhere, and so the pods stay for ever.
  if (set.scaleDownDeadline === undefined && model.scaleDownDelay === 0) return set.size;
  set.scaleDownDeadline ??= stamp + model.scaleDownDelay;
  return set.scaleDownDeadline <= at ? 0 : set.size;
}

/** Whether the mesh or the status still means it. */
function isReferenced({ template }: ReplicaSet, { status, mesh }: Pass): boolean {
  const { weights } = status;
  return [status.stable, status.current, weights?.canaryTemplate, weights?.stableTemplate].includes(template) || mesh.refersTo(template);
}

function scaleTo(set: ReplicaSet, size: number, pass: Pass): boolean {
  if (set.size === size) return false;
  set.scale(size, pass.at);
  if (size === 0 && !(isAborted(pass) && keepsAbortedPods(pass))) set.scaleDownDeadline = undefined;
  return true;
}
