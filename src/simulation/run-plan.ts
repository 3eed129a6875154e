import { type Hashes } from './arguments';
import { type JsonObject } from '../manifest/json';

/** A metric as the controller reads it, its arguments filled in; times are in milliseconds. */
export interface MetricPlan {
  readonly name: string;
  readonly initialDelay?: number;
  /** Undefined where it is measured once. */
  readonly interval?: number;
  /** How many measurements complete it; undefined where nothing but the end of the run does. */
  readonly count?: number;
  /** Below 0 where any number may fail. */
  readonly failureLimit: number;
  readonly inconclusiveLimit: number;
  readonly consecutiveErrorLimit: number;
  /** 0 where no row of successes completes it. */
  readonly consecutiveSuccessLimit: number;
  /** Whether it decides nothing. */
  readonly isDryRun: boolean;
  /** The metric of the template, for whoever measures it. */
  readonly definition: JsonObject;
}

/** What an AnalysisRun is made of. */
export interface RunPlan {
  readonly metrics: readonly MetricPlan[];
  /** Why the controller ends such a run with an error before anything is measured. */
  readonly invalid?: string;
  /** The same run for other versions. */
  readonly withHashes?: (hashes: Hashes) => RunPlan;
}
