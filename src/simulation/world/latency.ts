/** What share of the requests is over within a time in milliseconds. */
export interface Percentile {
  /** From 0 to 1. */
  readonly share: number;
  readonly milliseconds: number;
}

/** What falls between two edges of a histogram. */
export interface Slice {
  /** Index of the upper edge; that after the last is infinite. */
  readonly bucket: number;
  /** Of all that is counted, from 0 to 1. */
  readonly share: number;
  /** In milliseconds. */
  readonly mean: number;
}

/** Requests that are spread evenly between two times. */
interface Segment {
  readonly from: number;
  readonly to: number;
  readonly share: number;
}

interface Sliced {
  readonly edges: readonly number[];
  readonly within: number;
  readonly slices: readonly Slice[];
}

/** How long requests take: some of its percentiles, and evenly in between. */
export class Latency {
  /** All requests take the same time, in milliseconds. */
  public static fixed(milliseconds: number): Latency {
    return Latency.percentiles([{ share: 0, milliseconds }, { share: 1, milliseconds }]);
  }

  /** From the share 0, the fastest, to 1, the slowest. */
  public static percentiles(points: readonly Percentile[]): Latency {
    const last = points.length - 1;
    const ascends = points.every(({ share, milliseconds }, index) => (
      milliseconds >= (points[index - 1]?.milliseconds ?? 0) && share >= (points[index - 1]?.share ?? 0) && Number.isFinite(milliseconds)));
    if (last < 1 || !ascends || points[0].share !== 0 || points[last].share !== 1) {
      const got = points.map(({ share, milliseconds }) => `${share}: ${milliseconds} ms`).join(', ');
      throw new Error(`'percentiles' must ascend from the share 0 to 1, with times of 0 ms or more, got ${got || 'none'}; give the fastest and the slowest, too`);
    }
    return new Latency(points.slice(1).map(({ share, milliseconds: to }, index) => {
      const before = points[index];
      return { from: before.milliseconds, to, share: share - before.share };
    }));
  }

  /** One histogram and one limit are asked for again and again. */
  private last?: Sliced;

  private constructor(private readonly segments: readonly Segment[]) {}

  /** The share of requests that are over within a time. */
  public within(milliseconds: number): number {
    return this.segments.reduce((sum, segment) => sum + (cut(segment, milliseconds)?.share ?? 0), 0);
  }

  /** How those that are over within a time fall between the edges of a histogram. */
  public slices(edges: readonly number[], within: number): readonly Slice[] {
    const { last } = this;
    if (last?.edges === edges && last.within === within) return last.slices;
    const slices = this.sliced(edges, within);
    this.last = { edges, within, slices };
    return slices;
  }

  private sliced(edges: readonly number[], within: number): Slice[] {
    const shares = new Float64Array(edges.length + 1);
    const sums = new Float64Array(edges.length + 1);
    for (const whole of this.segments) {
      const segment = cut(whole, within);
      if (segment) spread(segment, edges, shares, sums);
    }
    const all = this.within(within);
    return Array.from(shares, (share, bucket) => ({ bucket, share: share / all, mean: sums[bucket] / share })).filter(({ share }) => share > 0);
  }
}

/** The part of a segment that is within a time. */
function cut({ from, to, share }: Segment, within: number): Segment | undefined {
  if (from > within || share === 0) return undefined;
  if (to <= within) return { from, to, share };
  return { from, to: within, share: share * (within - from) / (to - from) };
}

function spread({ from, to, share }: Segment, edges: readonly number[], shares: Float64Array, sums: Float64Array): void {
  const add = (bucket: number, part: number, mean: number) => {
    shares[bucket] += part;
    sums[bucket] += part * mean;
  };
  if (from === to) return add(bucketOf((edge) => edge >= from, edges), share, from);
  for (let low = from; low < to;) {
    const start = low;
    const bucket = bucketOf((edge) => edge > start, edges);
    const high = Math.min(to, edges[bucket] ?? Infinity);
    add(bucket, share * (high - low) / (to - from), (low + high) / 2);
    low = high;
  }
}

function bucketOf(isUpper: (edge: number) => boolean, edges: readonly number[]): number {
  const bucket = edges.findIndex(isUpper);
  return bucket < 0 ? edges.length : bucket;
}
