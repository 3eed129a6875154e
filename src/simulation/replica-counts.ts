import { currentStep, type Pass } from './pass';
import { type ReplicaSet } from './replica-set';
import { type CanaryScaleModel, type RolloutModel } from './rollout-model';
import { isFullyPromoted, type Weights } from './rollout-status';

export interface Counts {
  readonly canary: number;
  readonly stable: number;
}

type Held = Pick<Pass, 'model' | 'profile' | 'status' | 'newSet' | 'stableSet'>;

/**
 * How many pods each side should have.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/replicaset/canary.go
 */
export function wantedCounts(pass: Held, weights: Weights | undefined): Counts {
  const { model, status } = pass;
  const scale = scaleOrWeight(pass);
  const canary = scale.replicas ?? withMinimum(pass, podsFor(scale.weight, model));
  if (!model.dynamicStableScale) return { canary, stable: model.replicas };
  const stable = podsFor(100 - scale.weight, model);
  if (!weights) return { canary: withMinimum(pass, canary), stable: withMinimum(pass, stable) };
  // Pods that have traffic stay, until it has moved.
  const kept = status.aborted ? Math.max(canary, podsFor(weights.canary, model)) : canary;
  return { canary: withMinimum(pass, kept), stable: withMinimum(pass, Math.max(stable, podsFor(weights.stable, model))) };
}

/** Whether the canary has its pods, and the stable side, too. */
export function areCountsReached(pass: Held, weights: Weights | undefined): boolean {
  const { newSet, stableSet, model } = pass;
  const wanted = wantedCounts(pass, weights);
  if (!isEnough(pass, newSet, wanted.canary)) return false;
  if (model.dynamicStableScale) return true;
  return stableSet !== undefined && wanted.stable === stableSet.size && wanted.stable === stableSet.pods;
}

/** All that are wanted, or as many as `replicaProgressThreshold` asks for; whatever is no percentage is a number of pods. */
export function isEnough({ model: { threshold }, profile }: Pick<Pass, 'model' | 'profile'>, set: ReplicaSet, wanted: number): boolean {
  const available = set.available;
  if (!threshold || !profile.hasThreshold || threshold.value < 0) return wanted === set.size && wanted === available;
  if (!threshold.isPercent) return available >= threshold.value;
  return wanted === 0 || available / wanted * 100 >= threshold.value - 1e-10;
}

/** Pods for a share of the traffic, rounded up. */
export function podsFor(weight: number, { replicas }: RolloutModel): number {
  return Math.ceil(weight * replicas / 100);
}

/** The share of the canary that its pods are made for. */
export function wantedCanaryWeight(pass: Held): number {
  const { model, status, newSet, stableSet } = pass;
  if (!status.aborted || !model.dynamicStableScale || !stableSet) return currentWeight(pass);
  // Backwards through the steps, one level after another, so that the stable side never has to grow at once.
  const pods = Math.max(model.replicas - stableSet.available, newSet.available);
  const lower = [...model.steps].reverse().find(({ weight }) => weight !== undefined && podsFor(weight, model) < pods);
  return lower?.weight ?? 0;
}

/** The weight of the last setWeight up to the step at hand. */
export function currentWeight({ model, status }: Pick<Pass, 'model' | 'status'>): number {
  if (status.aborted) return 0;
  if (!currentStep({ model, status })) return 100;
  for (let i = status.index ?? 0; i >= 0; i--) {
    const { weight } = model.steps[i];
    if (weight !== undefined) return weight;
  }
  return 0;
}

function scaleOrWeight(pass: Held): { readonly replicas?: number; readonly weight: number } {
  const { status } = pass;
  if (status.promoteFull || status.stable === undefined || isFullyPromoted(status)) return { weight: 100 };
  const scale = activeCanaryScale(pass);
  if (scale?.replicas !== undefined) return { replicas: scale.replicas, weight: 0 };
  return { weight: scale?.weight ?? wantedCanaryWeight(pass) };
}

/** The last setCanaryScale, unless it was taken back; an abort takes it back, too, but for a delay of 0. */
function activeCanaryScale({ model, status }: Held): CanaryScaleModel | undefined {
  if (status.aborted && model.abortScaleDownDelay !== undefined) return undefined;
  const scale = currentStep({ model, status })?.scaleInForce;
  return scale?.matchTrafficWeight ? undefined : scale;
}

function withMinimum({ model, profile }: Held, count: number): number {
  const { minPods, replicas } = model;
  if (count === 0 || minPods === undefined) return count;
  return Math.max(count, profile.capsMinPods ? Math.min(minPods, replicas) : minPods);
}
