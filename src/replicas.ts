/**
 * How many pods run the service when no release is under way.
 */
export class Replicas {
  /**
   * A number that this code owns.
   *
   * @param count pods, 1 or more
   */
  public static fixed(count: number): Replicas {
    requireCount('replicas', count, 'with none every weight is reached at once and nothing is ever measured');
    return new Replicas(count, false);
  }

  /**
   * An autoscaler owns the number, so Git does not say it.
   *
   * The autoscaler has to point at the Rollout and not at the Deployment. A Rollout that is new starts with one pod:
   * state `Replicas.fixed` in the commit that migrates a running service, and this one afterwards.
   *
   * @param least pods that the autoscaler always keeps, 1 or more, by which the rest of the canary is judged: 1 where it is left out
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/hpa-support/
   */
  public static external(least: number = 1): Replicas {
    requireCount('least', least, 'give the autoscaler\'s minimum');
    return new Replicas(least, true);
  }

  private constructor(
    /** @internal */ public readonly _count: number,
    /** @internal */ public readonly _external: boolean,
  ) {}
}

function requireCount(property: string, count: number, reason: string): void {
  if (Number.isInteger(count) && count >= 1) return;
  throw new Error(`'${property}' must be an integer of at least 1, got ${count}; ${reason}`);
}
