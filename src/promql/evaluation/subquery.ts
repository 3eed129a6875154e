import { notImplemented } from './evaluation-error';
import { type Evaluator } from './evaluator';
import { milliseconds, type Steps } from './query-context';
import { type LabelledSamples, type RangeSource } from './read-range';
import { isPresent, type Row } from './rows';
import { type Subquery } from '../ast';

/** What Prometheus evaluates by where a subquery says no step: the server's evaluation interval, here its default. */
const DEFAULT_STEP = 60_000;

/** The results of a subquery as series that a range can be taken of. */
export function subqueryRange(node: Subquery, evaluator: Evaluator): RangeSource {
  const { query, steps } = evaluator;
  const ends = query.shift(steps, node);
  const range = milliseconds(node.range);
  const inner = innerSteps(node, ends, range, query.semantics.includesStart);
  if (inner.count <= 0) return { series: [], ends, range };
  query.charge(inner.count, node);
  const rows = evaluator.at(inner).vector(node.expression);
  return { series: rows.map((row) => samplesOf(row, inner)), ends, range };
}

/** The steps of a subquery are multiples of its step, whatever the time of evaluation: neighbouring queries see the same. */
function innerSteps(node: Subquery, ends: Steps, range: number, includesStart: boolean): Steps {
  const interval = node.step === undefined ? DEFAULT_STEP : milliseconds(node.step);
  if (interval <= 0) throw notImplemented(node, 'a subquery with a step below a millisecond');
  const from = ends.start - range;
  const first = Math.ceil(from / interval) * interval;
  const start = first === from && !includesStart ? first + interval : first;
  const end = ends.start + (ends.count - 1) * ends.interval;
  return { start, interval, count: Math.floor((end - start) / interval) + 1 };
}

function samplesOf(row: Row, { start, interval, count }: Steps): LabelledSamples {
  const times = new Float64Array(count);
  const values = new Float64Array(count);
  let length = 0;
  for (let step = 0; step < count; step++) {
    if (!isPresent(row, step)) continue;
    times[length] = start + step * interval;
    values[length] = row.values[step];
    length++;
  }
  return { labels: row.labels, times, values, length };
}
