import { type ActivityScript } from './activity-pass';
import { type Controller } from './controller';
import { type MeasurementSource } from './measurement';
import { type OperatorEvent } from './operator';
import { type ProfileVersion } from './profile';
import { type RunPlan } from './run-plan';

/** Is told of the cluster whenever the controller may have changed it; the time is in milliseconds. */
export type Observer = (controller: Controller, at: number) => void;

/** The plan of a run by the versions at hand, which arguments may name. */
export type Planner = (plan: RunPlan, controller: Controller) => RunPlan;

/** What a release meets; all times are in seconds. */
export interface Scenario {
  /** What metrics measure. */
  readonly measure: MeasurementSource;
  /** From a pod's creation to its readiness, of every version or by version; infinite where it never is. @default 0 */
  readonly podStartup?: number | ((version: string) => number);
  /** How long a pod of a version that is released is ready before its container crashes, each time anew. @default - it never does */
  readonly crashAfter?: number;
  /** What people do besides releasing the version at hand. @default - nothing */
  readonly operator?: readonly OperatorEvent[];
  /** How long a pause without an end waits for somebody to promote. @default - for ever */
  readonly promoteAfter?: number;
  /** Whether there is no revision yet. @default false */
  readonly isFirstDeploy?: boolean;
  /** When the release begins. @default 0 */
  readonly releaseAt?: number;
  /** The version that is released. @default v2, and v1 if there is no revision yet */
  readonly release?: string;
  /** What experiments without a duration come to. @default - they succeed as soon as the analyses do that are required for that, or at once */
  readonly experiment?: ActivityOutcome;
  /** What plugins come to. @default - they succeed at once */
  readonly plugin?: ActivityOutcome;
  /** Version of Argo Rollouts. @default 1.9 */
  readonly version?: ProfileVersion;
  /** From a change to the pass that sees it: what a cluster takes for its round trips. @default 0 */
  readonly latency?: number;
  /** Seconds since the last whole one when the simulation begins: Kubernetes writes whole seconds down. @default 0 */
  readonly clock?: number;
  /** When pauses began by what was written down, in their order: a recording knows better. @default - by the clock */
  readonly pauseStarts?: readonly number[];
  /** How late the controller comes back after pods without any Service of their own kept it waiting, from 0 to 10. @default 0 */
  readonly gateDelay?: number;
  /** Whoever simulates what surrounds the controllers. @default - nobody */
  readonly observe?: Observer;
  /** Whoever knows what a run asks for once another version is released. @default - it is the same for all */
  readonly planFor?: Planner;
  /** When a release that does not end is given up. @default - an hour, and twice what its pauses and analyses last */
  readonly limit?: number;
}

export interface ActivityOutcome {
  readonly seconds: number;
  readonly outcome: ActivityScript['outcome'];
}
