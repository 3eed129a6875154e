import { type AnalysisArgData } from './analysis-arg';
import { type QueryScope } from './istio-query';
import { type MeasurementOptions } from './measurement-options';

/** What a threshold is once its options are checked. */
export interface ThresholdData {
  readonly name: string;
  readonly successCondition: string;
  /** Beside it what is neither good nor bad is inconclusive. */
  readonly failureCondition?: string;
  /** The numbers that hold for this threshold alone. */
  readonly measurement: MeasurementOptions;
  /** A query of the library's, which sees the canary alone by the hash label. */
  readonly scopedQuery?: (scope: QueryScope) => string;
  /** A query of the library's, which sees the canary's pods by their names. */
  readonly podQuery?: (window: string) => string;
  readonly ownQuery?: string;
  /** Whether it counts from the pods' beginning, so that one scrape is enough for an answer. */
  readonly sinceBirth?: boolean;
  /** The share of what it looks back over that may be bad without its being so, from 0 to 1. @default 1 */
  readonly tolerance?: number;
  readonly args?: { [name: string]: AnalysisArgData };
  /** Whether requests that never get an answer escape it where the route has no timeout. */
  readonly missesUnanswered?: boolean;
  /** Whether they are what it counts. */
  readonly seesUnanswered?: boolean;
  /** Where it is a latency. */
  readonly latency?: LatencyBound;
}

/** A bound on a percentile, and the edges of the histogram that the percentile is read from; all in milliseconds. */
export interface LatencyBound {
  readonly max: number;
  readonly edges: number[];
}

/** One metric of the analysis, ready to be written. */
export interface RenderedMetric {
  readonly name: string;
  readonly query: string;
  readonly successCondition: string;
  readonly failureCondition?: string;
}

/** False on an empty result and on NaN, so that no data is a failure and never an error that Argo Rollouts only retries. */
export function boundCondition(operator: '>=' | '<=', bound: number): string {
  return `len(result) > 0 && !isNaN(result[0]) && result[0] ${operator} ${bound}`;
}

/** The same for a query that answers with a number, not with a list: no data is NaN then. */
export function scalarCondition(operator: '>=' | '<=', bound: number): string {
  return `!isNaN(result) && result ${operator} ${bound}`;
}
