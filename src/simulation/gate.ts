/** The longest that the controller waits before it tries again. */
const LONGEST = 10_000;

/**
 * How long the controller stays away from a Rollout that it could not go through: twice as long each time, and whatever happens meanwhile counts, too.
 *
 * Pods that become ready do not wake it. What it writes when it gets through may wake it late as well: at once or after ten seconds, by chance.
 *
 * @see https://github.com/argoproj/argo-rollouts/issues/4626
 */
export class Gate {
  private tries = 0;
  private isLate = false;

  /** @param delay - how late it comes back, in milliseconds: what chance decides in a cluster */
  constructor(private readonly delay: number) {}

  public get isClosed(): boolean {
    return this.tries > 0;
  }

  /** How many milliseconds later the next pass comes. */
  public backOff(): number {
    return Math.min(LONGEST, 2 ** this.tries++);
  }

  /** The controller got through; tells how much later it looks again. */
  public open(): number {
    if (!this.isClosed) return 0;
    this.tries = 0;
    this.isLate = true;
    return this.delay;
  }

  /** Whether the pass at hand is one that may come up to so many seconds later; asked once for each pass. */
  public lateness(): number | undefined {
    const { isLate } = this;
    this.isLate = false;
    return isLate ? (LONGEST - this.delay) / 1000 : undefined;
  }
}
