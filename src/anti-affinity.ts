import { type AntiAffinityData } from './resources/rollout';

/**
 * Keeps the pods of a new version off the nodes that run the stable one.
 *
 * It saves restarts where an autoscaler removes the nodes of the old version after a release; the rule holds from the second revision on.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/anti-affinity/anti-affinity/
 */
export class AntiAffinity {
  /**
   * New pods start on other nodes only.
   *
   * Where there is no such node they do not start, and the release is aborted at its progress deadline.
   */
  public static required(): AntiAffinity {
    return new AntiAffinity({});
  }

  /**
   * New pods start on other nodes where that is possible.
   *
   * @param weight how much it counts among the scheduler's preferences, an integer from 1 to 100
   */
  public static preferred(weight: number): AntiAffinity {
    // Upstream refuses others too. @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/pkg/apis/rollouts/validation/validation.go ValidateRolloutStrategyAntiAffinity
    if (!Number.isInteger(weight) || weight < 1 || weight > 100) {
      throw new Error(`'preferred' of 'antiAffinity' must be an integer between 1 and 100, got ${weight}; it is a weight among the scheduler's preferences: give 100 for the strongest`);
    }
    return new AntiAffinity({ preferredWeight: weight });
  }

  private constructor(/** @internal */ public readonly _data: AntiAffinityData) {}
}
