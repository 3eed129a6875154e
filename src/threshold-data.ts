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
  readonly ownQuery?: string;
  readonly args?: { [name: string]: AnalysisArgData };
  /** Whether requests that never get an answer escape it where the route has no timeout. */
  readonly missesUnanswered?: boolean;
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
