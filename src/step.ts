import { type Duration } from 'cdk8s';
import { wholeSeconds } from './seconds';

/**
 * One step of a canary: traffic moves, or time passes.
 *
 * The names are upstream's, without `set`.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/canary/
 */
export class Step {
  /**
   * Sends a share of the requests to the canary.
   *
   * The controller first starts `ceil(weight * replicas / 100)` canary pods and moves the weight when they are available.
   *
   * @param weight percentage of the requests, an integer from 0 to 100
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/canary/
   */
  public static weight(weight: number): Step {
    if (!Number.isInteger(weight) || weight < 0 || weight > 100) {
      throw new Error(`'weight' must be an integer between 0 and 100, got ${weight}; it is the percentage of requests that the canary takes`);
    }
    return new Step(weight, undefined);
  }

  /**
   * Waits before the next step.
   *
   * Only a pause with a duration is time that the analysis can count on: an operator may end one without at once.
   *
   * @param duration how long, in whole seconds, or until somebody promotes it where it is left out
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/canary/#pause-duration
   */
  public static pause(duration?: Duration): Step {
    return new Step(undefined, { seconds: duration && wholeSeconds('pause', duration, 1) });
  }

  private constructor(
    /** @internal */ public readonly _weight: number | undefined,
    /** @internal */ public readonly _pause: { readonly seconds?: number } | undefined,
  ) {}

  /** @internal */
  public _toData(): { weight?: number; pause?: { seconds?: number } } {
    return this._pause ? { pause: this._pause } : { weight: this._weight };
  }
}

/** Checks the list as a whole: it must bring requests to the canary before it is promoted. */
export function requireSteps(steps: Step[]): void {
  if (steps.length === 0) {
    throw new Error('\'steps\' must not be empty, got []; begin with Step.weight(20), Step.pause(Duration.minutes(5))');
  }
  if (!steps.some(({ _weight }) => _weight !== undefined && _weight > 0)) {
    const got = steps.map(({ _weight }) => _weight === undefined ? 'pause' : `weight ${_weight}`).join(', ');
    throw new Error(`'steps' must hold a weight above 0, got ${got}; otherwise no request reaches the canary before it is promoted: add Step.weight(20)`);
  }
}
