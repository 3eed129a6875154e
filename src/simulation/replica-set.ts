/** How pods come: all times in milliseconds. */
export interface PodTiming {
  /** From a pod's creation to its readiness; infinite where it never is. */
  readonly startup: number;
  readonly minReady: number;
  readonly stamp: (at: number) => number;
}

/** A ReplicaSet and its pods; a pod is when it becomes ready. */
export class ReplicaSet {
  public size = 0;
  /** When it goes, by its annotation. */
  public scaleDownDeadline?: number;
  private readyTimes: number[] = [];

  /**
   * @param template - which pod template it is of: the identity that its hash has in a cluster
   * @param createdAt - by its stamp
   */
  constructor(public readonly template: string, public revision: number, public readonly createdAt: number, private readonly timing: PodTiming) {}

  /** Pods, ready or not: the ReplicaSet's controller makes and deletes them at once. */
  public get pods(): number {
    return this.readyTimes.length;
  }

  public scale(size: number, at: number): void {
    this.size = size;
    while (this.readyTimes.length < size) this.readyTimes.push(at + this.timing.startup);
    // Those that are not ready go first, and then the youngest.
    if (this.readyTimes.length > size) this.readyTimes = this.readyTimes.sort((a, b) => a - b).slice(0, size);
  }

  /** Puts pods there that have been ready for long. */
  public settle(size: number): void {
    this.size = size;
    this.readyTimes = Array.from({ length: size }, () => -Infinity);
  }

  /** A pod goes, and another comes. */
  public replacePod(at: number): void {
    if (this.readyTimes.length === 0) return;
    this.readyTimes.shift();
    this.readyTimes.push(at + this.timing.startup);
  }

  public ready(at: number): number {
    return this.readyTimes.filter((ready) => ready <= at).length;
  }

  public available(at: number): number {
    return this.readyTimes.filter((ready) => this.availableAt(ready) <= at).length;
  }

  /** Every pod that is wanted is there and available. */
  public isAvailable(at: number): boolean {
    return this.size === this.pods && this.available(at) >= this.size;
  }

  /** When anything about its pods changes next. */
  public nextChange(after: number): number {
    const times = this.readyTimes.flatMap((ready) => [ready, this.availableAt(ready)]);
    return times.reduce((next, time) => time > after ? Math.min(next, time) : next, Infinity);
  }

  /** Counted from the whole second in which the pod became ready. */
  private availableAt(ready: number): number {
    if (this.timing.minReady === 0 || !Number.isFinite(ready)) return ready;
    return Math.max(ready, this.timing.stamp(ready) + this.timing.minReady);
  }
}
