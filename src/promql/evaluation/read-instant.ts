import { type VectorSelector } from '../ast';
import { type QueryContext, type Steps } from './query-context';
import { type Row, RowBuilder } from './rows';
import { countUntil } from '../series/samples';
import { type Series } from '../series/series';

/** What is wanted of the latest sample at a step: its value, or its time in seconds. */
export type SampleField = 'value' | 'time';

/** The latest samples of the selected series at some moments, unless they are too old or the series has ended. */
export function readInstant(selector: VectorSelector, moments: Steps, query: QueryContext, field: SampleField): Row[] {
  const selected = query.store.select(selector, query.semantics);
  query.charge(selected.length * moments.count, selector);
  return selected.flatMap((series) => {
    const builder = new RowBuilder(moments.count);
    readSeries(series, moments, query, { builder, field });
    return builder.count > 0 ? [builder.row(series.labels)] : [];
  });
}

interface Reading {
  readonly builder: RowBuilder;
  readonly field: SampleField;
}

/** In one pass: the moments only go forward. */
function readSeries({ times, values, length, ends }: Series, moments: Steps, query: QueryContext, { builder, field }: Reading): void {
  const { lookback, semantics: { includesStart } } = query;
  const isValue = field === 'value';
  let count = countUntil(times, length, moments.start);
  let ended = countUntil(ends, ends.length, moments.start);
  for (let step = 0; step < moments.count; step++) {
    const moment = moments.start + step * moments.interval;
    while (count < length && times[count] <= moment) count++;
    while (ended < ends.length && ends[ended] <= moment) ended++;
    if (count === 0) continue;
    const time = times[count - 1];
    const age = moment - time;
    if (age > lookback || (age === lookback && !includesStart)) continue;
    if (ended === 0 || ends[ended - 1] < time) builder.set(step, isValue ? values[count - 1] : time / 1000);
  }
}
