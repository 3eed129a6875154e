import { type MatrixRow } from '../simulation/matrix';
import { type Timeline } from '../simulation/timeline';

/** A simulated Rollout, and what reports have to know of it. */
export interface Simulated {
  /** Namespace and name. */
  readonly rollout: string;
  readonly replicas: number;
  /** Whether there was no revision before. */
  readonly isFirstDeploy: boolean;
  /** The steps as kubectl shows them. */
  readonly steps: readonly string[];
  readonly timeline: Timeline;
}

/** A Rollout, and what it comes to in several scenarios. */
export interface SimulatedMatrix {
  /** Namespace and name. */
  readonly rollout: string;
  readonly rows: readonly MatrixRow[];
}
