import { type Duration } from 'cdk8s';
import { latencyQuery } from './istio-query';
import { type MeasurementOptions } from './measurement-options';
import { boundCondition, type ThresholdData } from './threshold-data';

/** Options of `Threshold.latency`. */
export interface LatencyOptions extends MeasurementOptions {
  /**
   * How many of a hundred requests must be over in time.
   *
   * A percentage of at least 1 and below 100: 99, or 99.9, and not 0.99.
   */
  readonly percentile: number;

  /**
   * The longest good time, in whole milliseconds: lower is better.
   *
   * Choose an edge of the histogram: between two of them Prometheus guesses. Stay below the route's `timeout`, which lets no request take longer.
   */
  readonly max: Duration;

  /**
   * Name of the metric in the analysis.
   *
   * @default - made from the percentile: 'latency-p99' for 99, 'latency-p99-9' for 99.9
   */
  readonly name?: string;

  /**
   * Edges of the histogram's buckets, ascending, where the pods' annotation `sidecar.istio.io/statsHistogramBuckets` sets them.
   *
   * @default - Istio's own: 0.5, 1, 5, 10, 25, 50, 100, 250 and 500 ms, 1, 2.5, 5, 10 and 30 s, 1, 5, 10, 30 and 60 min
   * @see https://istio.io/latest/docs/reference/config/annotations/#SidecarStatsHistogramBuckets
   */
  readonly buckets?: Duration[];
}

/** The finite edges that Istio gives its histograms, in milliseconds. */
const ISTIO_EDGES = [0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000, 300_000, 600_000, 1_800_000, 3_600_000];

/** Checks percentile, bound and edges. */
export function latencyData({ percentile, max, name, buckets, ...measurement }: LatencyOptions): ThresholdData {
  requirePercentile(percentile);
  const bound = toMillis(max);
  if (!(bound > 0 && Number.isInteger(bound))) {
    throw new Error(`'latency.max' must be positive and a whole number of milliseconds, got ${bound} ms; give it as Duration.millis(500)`);
  }
  return {
    name: name ?? `latency-p${String(percentile).replace('.', '-')}`,
    successCondition: boundCondition('<=', bound),
    measurement,
    scopedQuery: (scope) => latencyQuery(scope, quantileOf(percentile)),
    tolerance: 1 - quantileOf(percentile),
    latency: { max: bound, edges: buckets ? requireEdges(buckets) : ISTIO_EDGES },
  };
}

function requirePercentile(percentile: number): void {
  if (percentile >= 1 && percentile < 100) return;
  const isRatio = percentile > 0 && percentile < 1;
  const fix = isRatio ? `it is a percentage: ${percentile} means ${Number((percentile * 100).toPrecision(12))}` : 'give 99 for the time of 99 % of the requests';
  throw new Error(`'latency.percentile' must be at least 1 and below 100, got ${percentile}; ${fix}`);
}

function requireEdges(buckets: Duration[]): number[] {
  const edges = buckets.map(toMillis);
  const ascending = edges.every((edge, index) => edge > (edges[index - 1] ?? 0) && Number.isFinite(edge));
  if (edges.length > 0 && ascending) return edges;
  throw new Error(
    `'latency.buckets' must be one edge or more, positive, finite and ascending, got [${edges.join(', ')}] in ms; `
    + 'give those of the annotation sidecar.istio.io/statsHistogramBuckets, or leave it out for Istio\'s own',
  );
}

/** The decimal point is moved in the text, because 99.9 / 100 is 0.9990000000000001. */
function quantileOf(percentile: number): number {
  return Number(`${percentile}e-2`);
}

function toMillis(duration: Duration): number {
  return duration.toMilliseconds({ integral: false });
}
