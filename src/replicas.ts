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
    if (!Number.isInteger(count) || count < 1) {
      throw new Error(`'replicas' must be an integer of at least 1, got ${count}; with none every weight is reached at once and nothing is ever measured`);
    }
    return new Replicas(count);
  }

  private constructor(/** @internal */ public readonly _count: number) {}
}
