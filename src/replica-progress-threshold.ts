import { type ReplicaProgressThresholdData } from './resources/rollout';
import { type StepData } from './resources/step';

/**
 * How many of the pods that a step wants must be available before it counts as done.
 *
 * The promotion asks for no more than that either: with few pods each of them gets a multiple of its usual load.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/specification/
 */
export class ReplicaProgressThreshold {
  /**
   * A share of the pods that the step wants.
   *
   * @param percentage an integer from 1 to 100
   */
  public static percent(percentage: number): ReplicaProgressThreshold {
    if (!Number.isInteger(percentage) || percentage < 1 || percentage > 100) {
      throw new Error(`'percent' of 'replicaProgressThreshold' must be an integer between 1 and 100, got ${percentage}; with 0 a release is promoted without a pod: give 90 for 90 %`);
    }
    return new ReplicaProgressThreshold({ type: 'Percent', value: percentage });
  }

  /**
   * The same number at every step and at the promotion.
   *
   * @param count pods, 1 or more, and not more than the canary has at its smallest step
   */
  public static pods(count: number): ReplicaProgressThreshold {
    if (!Number.isInteger(count) || count < 1) {
      throw new Error(`'pods' of 'replicaProgressThreshold' must be an integer of at least 1, got ${count}; with 0 a release is promoted without a pod: give a number of pods`);
    }
    return new ReplicaProgressThreshold({ type: 'Pods', value: count });
  }

  private constructor(/** @internal */ public readonly _data: ReplicaProgressThresholdData) {}
}

/**
 * Checks that no step waits for more pods than it starts: the controller compares a number of pods with what is available, not with what is wanted.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/replicaset/canary.go ReplicaProgressThresholdMet
 */
export function requireReachable({ type, value }: ReplicaProgressThresholdData, steps: StepData[], replicas: number, minPods: number): void {
  if (type === 'Percent') return;
  if (value > replicas) throw new Error(`'replicaProgressThreshold' must be at most the ${replicas} replicas, got ${value} pods; every release would be aborted as stuck: lower it`);
  const pods = steps.map((_, index) => canaryPodsAt(index, steps, replicas, minPods));
  const short = steps.findIndex(({ weight, canaryScale }, index) => (weight !== undefined || canaryScale) && pods[index] < value);
  if (short < 0) return;
  throw new Error(
    `'replicaProgressThreshold' must be at most the pods that each step starts, ${pods[short]} at steps[${short}], got ${value} pods; `
    + 'that step would never be done: lower it, or use ReplicaProgressThreshold.percent',
  );
}

/** How many pods of this many are enough. */
export function enoughPods({ type, value }: ReplicaProgressThresholdData, wanted: number): number {
  return type === 'Pods' ? value : Math.ceil(value * wanted / 100);
}

/** The canary's pods at a step: a scale that is in force counts before the weight, and is not raised to the minimum where it is a number. */
function canaryPodsAt(index: number, steps: StepData[], replicas: number, minPods: number): number {
  const soFar = steps.slice(0, index + 1);
  const scale = soFar.findLast(({ canaryScale }) => canaryScale)?.canaryScale;
  if (scale?.replicas !== undefined) return scale.replicas;
  const weight = scale?.weight ?? soFar.findLast((step) => step.weight !== undefined)?.weight ?? 0;
  return weight === 0 ? 0 : Math.max(Math.ceil(weight * replicas / 100), minPods);
}
