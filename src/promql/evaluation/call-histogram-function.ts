import { notImplemented } from './evaluation-error';
import { type Evaluator } from './evaluator';
import { type Bucket, bucketFraction, bucketQuantile } from './histogram';
import { isPresent, mergeRows, type Row, RowBuilder } from './rows';
import { type Call } from '../ast';
import { type Labels } from '../series/labels';

/** The label with a bucket's bound. */
const BOUND = 'le';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const INFINITY = /^([+-]?)inf(?:inity)?$/i;

interface Histogram {
  readonly labels: Labels;
  readonly buckets: { readonly row: Row; readonly bound: number }[];
}

/** The value of `histogram_quantile` or `histogram_fraction` of classic histograms. */
export function callHistogramFunction(evaluator: Evaluator, call: Call): readonly Row[] {
  const vector = call.args[call.args.length - 1];
  const scalars = call.args.slice(0, -1).map((scalar) => evaluator.scalar(scalar));
  const of = (step: number, buckets: readonly Bucket[]) => (scalars.length === 1
    ? bucketQuantile(scalars[0][step], buckets)
    : bucketFraction(scalars[0][step], scalars[1][step], buckets));
  const rows = histogramsOf(evaluator.vector(vector), call).flatMap((histogram) => {
    const builder = new RowBuilder(evaluator.steps.count);
    for (let step = 0; step < evaluator.steps.count; step++) {
      const buckets = bucketsAt(histogram, step);
      if (buckets.length > 0) builder.set(step, of(step, buckets));
    }
    return builder.count > 0 ? [builder.row(histogram.labels)] : [];
  });
  return mergeRows(rows, call);
}

/** Puts the buckets of each histogram together; what has no bound is no bucket. */
function histogramsOf(rows: readonly Row[], call: Call): Histogram[] {
  const histograms = new Map<string, Histogram>();
  for (const row of rows) {
    const bound = boundOf(row.labels.get(BOUND));
    if (bound === undefined) continue;
    if (Number.isNaN(bound)) throw notImplemented(call, 'a bucket with the bound NaN');
    const key = row.labels.keyWithout([BOUND]);
    let histogram = histograms.get(key);
    if (!histogram) histograms.set(key, histogram = { labels: row.labels.without([BOUND]).withoutName(), buckets: [] });
    histogram.buckets.push({ row, bound });
  }
  return [...histograms.values()];
}

/** Decimal only: nobody writes the hexadecimal bounds that Go would read. */
function boundOf(text: string): number | undefined {
  if (NUMBER.test(text)) return Number(text);
  const [match, sign] = INFINITY.exec(text) ?? [];
  if (match !== undefined) return sign === '-' ? -Infinity : Infinity;
  return /^[+-]?nan$/i.test(text) ? NaN : undefined;
}

function bucketsAt({ buckets }: Histogram, step: number): Bucket[] {
  return buckets.filter(({ row }) => isPresent(row, step)).map(({ row, bound }) => ({ bound, count: row.values[step] }));
}
