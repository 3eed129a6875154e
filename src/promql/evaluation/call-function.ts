import { callDateFunction } from './call-date-function';
import { callHistogramFunction } from './call-histogram-function';
import { callRangeFunction } from './call-range-function';
import { ELEMENT_FUNCTIONS } from './element-functions';
import { notImplemented } from './evaluation-error';
import { type Evaluator } from './evaluator';
import { joinLabels, replaceLabel } from './label-functions';
import { matchedLabels } from './matched-labels';
import { OVER_TIME_FUNCTIONS } from './over-time-functions';
import { RATE_FUNCTIONS } from './rate-functions';
import { readInstant } from './read-instant';
import { filterRows, mapRows } from './row-operations';
import { isPresent, mergeRows, type Row, RowBuilder } from './rows';
import { sortByValue } from './sort-rows';
import { type Call, type VectorSelector } from '../ast';
import { withoutParentheses } from '../questions';
import { Labels } from '../series/labels';

type Calling = (evaluator: Evaluator, call: Call) => readonly Row[];

/** How each function comes by its value; whole families share a way. */
const CALLS: Readonly<Record<string, Calling>> = {
  ...family(RATE_FUNCTIONS, (name) => (evaluator, call) => callRangeFunction(evaluator, call, RATE_FUNCTIONS[name])),
  ...family(OVER_TIME_FUNCTIONS, (name) => (evaluator, call) => callRangeFunction(evaluator, call, OVER_TIME_FUNCTIONS[name])),
  ...family(ELEMENT_FUNCTIONS, () => callElementFunction),
  absent,
  histogram_quantile: callHistogramFunction,
  histogram_fraction: callHistogramFunction,
  // They are for native histograms, and leave out all others.
  histogram_avg: nothing,
  histogram_count: nothing,
  histogram_stddev: nothing,
  histogram_stdvar: nothing,
  histogram_sum: nothing,
  label_join: joinLabels,
  label_replace: replaceLabel,
  sort: (evaluator, { args: [vector] }) => sort(evaluator, evaluator.vector(vector), false),
  sort_desc: (evaluator, { args: [vector] }) => sort(evaluator, evaluator.vector(vector), true),
  timestamp,
  vector: (evaluator, { args: [scalar] }) => [{ labels: Labels.EMPTY, values: evaluator.scalar(scalar) }],
};

/** The value of a call that gives a vector. */
export function callFunction(evaluator: Evaluator, call: Call): readonly Row[] {
  if (Object.hasOwn(CALLS, call.function)) return CALLS[call.function](evaluator, call);
  const rows = callDateFunction(evaluator, call);
  if (!rows) throw notImplemented(call, `the function '${call.function}'`);
  return rows;
}

function family(functions: Readonly<Record<string, unknown>>, calling: (name: string) => Calling): Record<string, Calling> {
  return Object.fromEntries(Object.keys(functions).map((name) => [name, calling(name)]));
}

function callElementFunction(evaluator: Evaluator, call: Call): readonly Row[] {
  const { of, isVoid } = ELEMENT_FUNCTIONS[call.function];
  const [vector, ...scalars] = call.args;
  const rows = evaluator.vector(vector);
  const columns = scalars.map((scalar) => evaluator.scalar(scalar));
  const parametersAt = Array.from({ length: columns.length > 0 ? evaluator.steps.count : 0 }, (_, step) => columns.map((column) => column[step]));
  const kept = isVoid ? filterRows(rows, (_, step) => !isVoid(parametersAt[step])) : rows;
  return mergeRows(mapRows(kept, (value, step) => of(value, parametersAt[step] ?? [])), call);
}

function absent(evaluator: Evaluator, { args: [vector] }: Call): readonly Row[] {
  const rows = evaluator.vector(vector);
  const { count } = evaluator.steps;
  const builder = new RowBuilder(count);
  for (let step = 0; step < count; step++) if (!rows.some((row) => isPresent(row, step))) builder.set(step, 1);
  return builder.count > 0 ? [builder.row(matchedLabels(vector))] : [];
}

function nothing(evaluator: Evaluator, { args: [vector] }: Call): readonly Row[] {
  evaluator.vector(vector);
  return [];
}

/** Only what is asked for one moment has an order. */
function sort(evaluator: Evaluator, rows: readonly Row[], isDescending: boolean): readonly Row[] {
  return evaluator.steps.count === 1 ? sortByValue(rows, isDescending) : rows;
}

/** Of a selector the times of its samples; of all else the time of evaluation. */
function timestamp(evaluator: Evaluator, call: Call): readonly Row[] {
  const vector = withoutParentheses(call.args[0]);
  const rows = vector.kind === 'vectorSelector'
    ? mapRows(sampleTimes(evaluator, vector), (seconds) => seconds)
    : mapRows(evaluator.vector(vector), (_, step) => evaluator.timeOf(step) / 1000);
  return mergeRows(rows, call);
}

/** Beside an `@` Prometheus forgets the offset here. */
function sampleTimes({ query, steps }: Evaluator, selector: VectorSelector): readonly Row[] {
  const { at } = selector;
  return readInstant(selector, query.shift(steps, at === undefined ? selector : { at }), query, 'time');
}
