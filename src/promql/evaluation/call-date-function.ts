import { DATE_FUNCTIONS, dateOf } from './date-functions';
import { notImplemented } from './evaluation-error';
import { type Evaluator } from './evaluator';
import { mapRows } from './row-operations';
import { isPresent, mergeRows, type Row } from './rows';
import { type Call } from '../ast';
import { Labels } from '../series/labels';

/** The value of a function such as `hour()`, of the time of evaluation where it has no argument; nothing if there is none of that name. */
export function callDateFunction(evaluator: Evaluator, call: Call): readonly Row[] | undefined {
  if (!Object.hasOwn(DATE_FUNCTIONS, call.function)) return undefined;
  const partOf = DATE_FUNCTIONS[call.function];
  const [vector] = call.args;
  const rows = vector ? evaluator.vector(vector) : [now(evaluator)];
  for (const row of rows) refuseFarDates(row, call);
  return mergeRows(mapRows(rows, (seconds) => partOf(dateOf(seconds) ?? new Date(0))), call);
}

function now(evaluator: Evaluator): Row {
  const { count } = evaluator.steps;
  return { labels: Labels.EMPTY, values: Float64Array.from({ length: count }, (_, step) => Math.trunc(evaluator.timeOf(step) / 1000)) };
}

function refuseFarDates(row: Row, call: Call): void {
  const far = row.values.find((seconds, step) => isPresent(row, step) && !dateOf(seconds));
  if (far !== undefined) throw notImplemented(call, `'${call.function}' of ${far}, which is no time of any calendar,`);
}
