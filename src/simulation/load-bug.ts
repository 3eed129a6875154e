import { type ClusterHistory } from './world/cluster';
import { OverTime } from './world/over-time';
import { shareOf } from './world/share-of';

/** When a version breaks under its load. */
export interface Breaking {
  readonly hash: string;
  /** The least share of the requests that is too much for it, in percent. */
  readonly atWeight: number;
  /** The share of its requests that fails then, from 0 to 1. */
  readonly errorRate: number;
}

/** Errors that are there while a version has too much of the traffic, which the controller decides as it goes. */
export class LoadBug extends OverTime<number> {
  constructor(private readonly cluster: ClusterHistory, private readonly breaking: Breaking) {
    super(0);
  }

  public override at(time: number): number {
    const { hash, atWeight, errorRate } = this.breaking;
    // Shares are sums of fractions.
    return shareOf(hash, this.cluster.at(time)) >= atWeight - 1e-9 ? errorRate : 0;
  }

  public override nextChange(after: number): number {
    return this.cluster.nextChange(after);
  }
}
