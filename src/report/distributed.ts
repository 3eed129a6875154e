import { type Distribution } from '../simulation/distribution';

/** A Rollout that was played many times. */
export interface Distributed {
  /** Namespace and name. */
  readonly rollout: string;
  readonly scenario: string;
  readonly distribution: Distribution;
}
