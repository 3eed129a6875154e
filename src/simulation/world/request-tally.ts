import { BUCKETS } from './flow';
import { type TallyLabels } from './tally-labels';
import { formatEdge } from '../../promql/series/format-float';
import { type Series, type SeriesStore } from '../../promql/series/series';

const REQUESTS = 'istio_requests_total';
const DURATION = 'istio_request_duration_milliseconds';
const EDGES = BUCKETS.map(formatEdge);

/** The metrics that anybody asks for; all of them where undefined. */
export type Wanted = ReadonlySet<string> | undefined;

/** What a sidecar has counted of requests with the same labels: a counter, and a histogram of durations. */
export class RequestTally {
  public count = 0;
  private sum = 0;
  private readonly buckets = new Float64Array(BUCKETS.length + 1);
  private exposed?: Exposed;

  constructor(private readonly labels: TallyLabels) {}

  /** Its series, once Prometheus has seen them. */
  public get scraped(): readonly Series[] {
    return this.exposed?.all ?? [];
  }

  /** @param mean - how long they took, in milliseconds */
  public add(requests: number, bucket: number, mean: number): void {
    this.count += requests;
    this.sum += requests * mean;
    this.buckets[bucket] += requests;
  }

  /** Labels have no series before the first request with them. */
  public scrape(time: number, store: SeriesStore, wanted: Wanted): void {
    if (this.count < 1) return;
    const { count, sum, buckets } = this.exposed ??= exposedBy(this.labels, store, wanted);
    for (const series of count) series.append(time, this.count);
    sum?.append(time, this.sum);
    let within = 0;
    for (const [index, series] of buckets.entries()) series.append(time, within += this.buckets[index]);
  }
}

interface Exposed {
  /** Those whose value is the number of requests. */
  readonly count: readonly Series[];
  readonly sum?: Series;
  /** By their edges; that without an end is among the others. */
  readonly buckets: readonly Series[];
  readonly all: readonly Series[];
}

function exposedBy(labels: TallyLabels, store: SeriesStore, wanted: Wanted): Exposed {
  const named = (name: string, edges: readonly string[] = ['']) => (
    wanted?.has(name) ?? true ? edges.map((edge) => store.series(labels.of(name, edge))) : []);
  const count = [...named(REQUESTS), ...named(`${DURATION}_count`), ...named(`${DURATION}_bucket`, ['+Inf'])];
  const buckets = named(`${DURATION}_bucket`, EDGES);
  const [sum] = named(`${DURATION}_sum`);
  return { count, sum, buckets, all: [...count, ...buckets, ...sum ? [sum] : []] };
}
