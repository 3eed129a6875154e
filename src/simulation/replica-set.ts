/** How pods come: all times in milliseconds. */
export interface PodTiming {
  /** From a pod's creation to its readiness; infinite where it never is. */
  readonly startup: number;
  readonly minReady: number;
  readonly stamp: (at: number) => number;
}

/** A ReplicaSet, and what its status last said about its pods. */
export class ReplicaSet {
  /** How many pods it should have. */
  public size = 0;
  public pods = 0;
  public ready = 0;
  public available = 0;
  /** How often anything was written into it. */
  public writes = 0;
  private deadline?: number;
  /** When each pod becomes ready. */
  private readyTimes: number[] = [];

  /**
   * @param template - which pod template it is of: the identity that its hash has in a cluster
   * @param createdAt - by its stamp
   */
  constructor(public readonly template: string, private number: number, public readonly createdAt: number, private readonly timing: PodTiming) {}

  public get revision(): number {
    return this.number;
  }

  public set revision(revision: number) {
    this.number = revision;
    this.writes++;
  }

  /** When it goes, by its annotation. */
  public get scaleDownDeadline(): number | undefined {
    return this.deadline;
  }

  public set scaleDownDeadline(deadline: number | undefined) {
    if (deadline !== this.deadline) this.writes++;
    this.deadline = deadline;
  }

  /** Pods come and go at once, but the status says so only when it is looked at again. */
  public scale(size: number, at: number): void {
    this.size = size;
    this.writes++;
    while (this.readyTimes.length < size) this.readyTimes.push(at + this.timing.startup);
    // Those that are not ready go first, and then the youngest.
    if (this.readyTimes.length > size) this.readyTimes = this.readyTimes.sort((a, b) => a - b).slice(0, size);
  }

  /** Puts pods there that have been ready for long. */
  public settle(size: number): void {
    this.size = size;
    this.readyTimes = Array.from({ length: size }, () => -Infinity);
    this.observe(0);
  }

  /** A pod goes, and another comes. */
  public replacePod(at: number): void {
    if (this.readyTimes.shift() !== undefined) this.readyTimes.push(at + this.timing.startup);
  }

  /** Brings the status up to date. */
  public observe(at: number): void {
    this.pods = this.readyTimes.length;
    this.ready = 0;
    this.available = 0;
    for (const ready of this.readyTimes) {
      if (ready <= at) this.ready++;
      if (this.availableAt(ready) <= at) this.available++;
    }
  }

  /** Every pod that is wanted is there and available. */
  public get isAvailable(): boolean {
    return this.size > 0 && this.available >= this.size;
  }

  /** When anything about its pods changes next. */
  public nextChange(after: number): number {
    let next = Infinity;
    for (const ready of this.readyTimes) {
      if (ready > after) next = Math.min(next, ready);
      else if (this.timing.minReady > 0 && this.availableAt(ready) > after) next = Math.min(next, this.availableAt(ready));
    }
    return next;
  }

  /** Counted from the whole second in which the pod became ready. */
  private availableAt(ready: number): number {
    if (this.timing.minReady === 0 || !Number.isFinite(ready)) return ready;
    return Math.max(ready, this.timing.stamp(ready) + this.timing.minReady);
  }
}
