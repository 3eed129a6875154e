import { currentStep, isAborted, type Pass, weightBefore } from './pass';
import { areCountsReached, currentWeight, isEnough, wantedCanaryWeight } from './replica-counts';
import { type ReplicaSet } from './replica-set';
import { isFullyPromoted } from './rollout-status';

interface Desired {
  readonly weight: number;
  readonly removesRoutes?: boolean;
  /** Experiments take their share only where the canary does not go down. */
  readonly withExperiment?: boolean;
}

/**
 * Moves the traffic, and points Services and subsets at their pods; tells whether the pass goes on.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/trafficrouting.go
 */
export function reconcileTraffic(pass: Pass): boolean {
  const { mesh, stableSet, status } = pass;
  const rollingBackTo = dynamicRollback(pass);
  const { weight, removesRoutes = false, withExperiment = false } = desiredWeight(pass, rollingBackTo !== undefined);
  if (isAborted(pass) && !rollingBackTo && !isFullyPromoted(status)) pointCanaryServiceBack(pass, weight);
  if (removesRoutes) mesh.removeRoutes();
  if (!stableSet || !hasEnoughStable(pass, stableSet, weight)) return true;
  setStepRoutes(pass);
  const experiment = withExperiment ? experimentWeight(pass) : 0;
  const shares = { canary: weight, stable: Math.max(0, 100 - weight - experiment), experiment };
  // Pods that are gone get no traffic, before the hashes change.
  if (pass.newSet.available === 0 && (status.weights?.canary ?? 0) > 0) mesh.setShares(shares);
  const canaryTemplate = rollingBackTo ?? pass.newSet.template;
  if (!setHashes(pass, canaryTemplate, stableSet.template)) return false;
  mesh.setShares(shares);
  pass.next.weights = { canary: weight, stable: 100 - weight - experiment, experiment, canaryTemplate, stableTemplate: stableSet.template };
  return true;
}

/** Services first, as the controller does it. */
export function reconcileServices(pass: Pass): void {
  const { mesh, model: { routing }, newSet, stableSet } = pass;
  if (routing.hasStableService && stableSet && isServable(stableSet, mesh.stableService)) mesh.setStableService(stableSet.template);
  if (!routing.hasCanaryService || dynamicRollback(pass) !== undefined) return;
  // The controller points it at the canary and back again in one pass; it ends where the traffic wants it.
  if (isAborted(pass) && mesh.canaryService === stableSet?.template) return;
  if (isServable(newSet, mesh.canaryService)) mesh.setCanaryService(newSet.template);
}

/** Goes back to the stable version while it is still too small; tells from which. */
function dynamicRollback({ model, status, newSet }: Pass): string | undefined {
  if (!isFullyPromoted(status) || !model.dynamicStableScale || !status.weights) return undefined;
  const { canaryTemplate } = status.weights;
  return canaryTemplate === newSet.template || newSet.available >= model.replicas ? undefined : canaryTemplate;
}

/** The first rule that fits. */
function desiredWeight(pass: Pass, isRollingBack: boolean): Desired {
  const { status, newSet, profile } = pass;
  if (isRollingBack) return { weight: weightOnTheWayBack(pass) };
  if (isFullyPromoted(status)) return { weight: 0, removesRoutes: true };
  if (isAborted(pass)) return { weight: weightOnTheWayBack(pass), removesRoutes: true };
  if (newSet.available === 0) return { weight: 0, removesRoutes: profile.removesRoutesWithoutPods, withExperiment: true };
  if (status.promoteFull) return { weight: fullPromotionWeight(pass), removesRoutes: true };
  if (pass.model.steps.length === 0) return { weight: 0 };
  return stepWeight(pass);
}

function stepWeight(pass: Pass): Desired {
  const { model, status } = pass;
  if (!areCountsReached(pass, undefined)) return { weight: weightBefore(model, status.index ?? 0), withExperiment: true };
  return currentStep(pass) ? { weight: currentWeight(pass), withExperiment: true } : { weight: 100 };
}

function fullPromotionWeight({ model, newSet, status }: Pass): number {
  if (model.dynamicStableScale) return Math.floor(100 * newSet.available / model.replicas);
  return status.weights?.canary ?? 0;
}

/** All at once, or with dynamicStableScale only as far as the stable pods carry it. */
function weightOnTheWayBack(pass: Pass): number {
  const { model, status, stableSet } = pass;
  if (!model.dynamicStableScale || !stableSet || model.replicas === 0) return 0;
  const wanted = wantedCanaryWeight(pass);
  const carried = Math.floor(100 * stableSet.available / model.replicas);
  const rest = Math.max(0, 100 - carried);
  if (!status.weights) return Math.max(rest, wanted);
  const { canary } = status.weights;
  if (wanted <= 0) return Math.min(rest, canary);
  return carried < 100 - wanted ? canary : Math.min(wanted, canary);
}

/** With dynamicStableScale it stays with the canary until all traffic is back. */
function pointCanaryServiceBack({ model, mesh, stableSet }: Pass, weight: number): void {
  if (!model.routing.hasCanaryService || !stableSet) return;
  if (!model.dynamicStableScale || weight === 0) mesh.setCanaryService(stableSet.template);
}

function hasEnoughStable(pass: Pass, stableSet: ReplicaSet, weight: number): boolean {
  const { model, profile } = pass;
  if (!profile.checksStablePods) return true;
  const needed = Math.trunc((100 - weight) * model.replicas / 100);
  return stableSet.available >= needed || (model.threshold !== undefined && isEnough(pass, stableSet, needed));
}

/** The routes of the step at hand, which are written now or never. */
function setStepRoutes(pass: Pass): void {
  const step = currentStep(pass);
  if (!step || pass.newSet.revision <= 1) return;
  for (const route of [step.headerRoute, step.mirrorRoute]) {
    if (route?.isRemoved) pass.mesh.removeRoute(route.name);
    else if (route) pass.mesh.setRoute(route);
  }
}

/** Without any Service pods that are not ready keep the hashes from changing, and from 1.9 on everything else, too. */
function setHashes(pass: Pass, canary: string, stable: string): boolean {
  const { model: { routing }, profile, mesh } = pass;
  if (!routing.hasSubsets) return true;
  const isDelayed = !routing.hasCanaryService && !routing.hasStableService && profile.subsetGate !== 'none' && isAnyUnready(pass, canary, stable);
  if (isDelayed) return profile.subsetGate === 'hashes';
  mesh.setSubsets(canary, stable);
  return true;
}

/** @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/trafficrouting/istio/istio.go */
function isAnyUnready(pass: Pass, canary: string, stable: string): boolean {
  const { newSet, stableSet, others, status } = pass;
  const isCanaryExempt = status.aborted || dynamicRollback(pass) !== undefined;
  const sets = [newSet, ...stableSet && stableSet !== newSet ? [stableSet] : [], ...others];
  return sets.some((set) => {
    if (set.size === 0 || ![canary, stable].includes(set.template)) return false;
    return !(isCanaryExempt && set.template === canary) && !set.isAvailable;
  });
}

function experimentWeight({ status, model, at }: Pass): number {
  const { experiment } = status;
  if (!experiment || at < experiment.runningAt || at >= experiment.endsAt) return 0;
  return model.steps[experiment.step].experiment?.weight ?? 0;
}

/** A Service that was never the controller's is taken over only when every pod is there. */
function isServable(set: ReplicaSet, current: string | undefined): boolean {
  return current === undefined ? set.isAvailable : set.available > 0;
}
