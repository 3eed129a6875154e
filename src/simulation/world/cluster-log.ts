import { type ClusterHistory, type ClusterState } from './cluster';

/** The history of a cluster that is written while it happens. */
export class ClusterLog implements ClusterHistory {
  private readonly times: number[] = [];
  private readonly states: ClusterState[] = [];

  /** @param first - how it has been ever before */
  constructor(private readonly first: ClusterState) {}

  /** Of several states at one time the last is true; the time is in milliseconds. */
  public record(at: number, state: ClusterState): void {
    const last = this.times.at(-1);
    if (last !== undefined && at < last) throw new Error(`'at' must not be before ${last}, the last change, got ${at}; record changes in their order`);
    if (at === last) this.states.pop();
    else this.times.push(at);
    this.states.push(state);
  }

  public at(time: number): ClusterState {
    const index = this.times.findLastIndex((at) => at <= time);
    return index < 0 ? this.first : this.states[index];
  }

  public nextChange(after: number): number {
    // What is asked about is near the end of a log that grows.
    const index = this.times.findLastIndex((at) => at <= after);
    return this.times[index + 1] ?? Infinity;
  }
}
