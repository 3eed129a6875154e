import { type ContainerTiming, PodLife } from './pod-life';

/** How pods come and go: all times in milliseconds. */
export interface PodTiming extends ContainerTiming {
  readonly minReady: number;
  readonly stamp: (at: number) => number;
}

/** A pod of a ReplicaSet. */
export interface ReplicaPod {
  /** Which of all that the ReplicaSet has ever had, from 1. */
  readonly number: number;
  /** When it is ready, or will be again, in milliseconds; infinite where it never is. */
  readonly readyAt: number;
  /** How often its container was started again. */
  readonly restarts: number;
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
  private members: PodLife[] = [];
  private created = 0;

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

  /** Its pods, ready or not. */
  public get replicas(): readonly ReplicaPod[] {
    return this.members;
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
    while (this.members.length < size) this.addPod(at + this.timing.startup);
    // Those that are not ready go first, and then the youngest.
    if (this.members.length > size) this.members = this.members.sort(byReadiness).slice(0, size);
  }

  /** Puts pods there that have been ready for long. */
  public settle(size: number): void {
    this.size = size;
    while (this.members.length < size) this.addPod(-Infinity);
    this.observe(0);
  }

  /** A pod goes, and another comes. */
  public replacePod(at: number): void {
    if (this.members.shift() !== undefined) this.addPod(at + this.timing.startup);
  }

  /** Brings the status up to date. */
  public observe(at: number): void {
    this.pods = this.members.length;
    this.ready = 0;
    this.available = 0;
    for (const pod of this.members) {
      if (this.timing.uptime < Infinity) pod.advance(at);
      const { readyAt } = pod;
      if (readyAt <= at) this.ready++;
      if (this.availableAt(readyAt) <= at) this.available++;
    }
  }

  /** Every pod that is wanted is there and available. */
  public get isAvailable(): boolean {
    return this.size > 0 && this.available >= this.size;
  }

  /** When anything about its pods changes next. */
  public nextChange(after: number): number {
    let next = Infinity;
    for (const pod of this.members) {
      const { readyAt } = pod;
      if (this.timing.uptime < Infinity && pod.nextTurn() > after) next = Math.min(next, pod.nextTurn());
      if (readyAt > after) next = Math.min(next, readyAt);
      else if (this.timing.minReady > 0 && this.availableAt(readyAt) > after) next = Math.min(next, this.availableAt(readyAt));
    }
    return next;
  }

  private addPod(readyAt: number): void {
    this.members.push(new PodLife(++this.created, readyAt, this.timing));
  }

  /** Counted from the whole second in which the pod became ready. */
  private availableAt(ready: number): number {
    if (this.timing.minReady === 0 || !Number.isFinite(ready)) return ready;
    return Math.max(ready, this.timing.stamp(ready) + this.timing.minReady);
  }
}

/** Infinite times are equal to each other, and their difference would be none. */
function byReadiness(a: ReplicaPod, b: ReplicaPod): number {
  return a.readyAt === b.readyAt ? a.number - b.number : a.readyAt - b.readyAt;
}
