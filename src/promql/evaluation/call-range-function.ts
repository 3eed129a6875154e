import { notImplemented } from './evaluation-error';
import { type Evaluator } from './evaluator';
import { matchedLabels } from './matched-labels';
import { type RangeFunction } from './range-window';
import { MovingWindow, type RangeSource, selectedRange } from './read-range';
import { isPresent, refuseDuplicates, type Row, RowBuilder } from './rows';
import { isStepInvariant } from './step-invariance';
import { subqueryRange } from './subquery';
import { type Call, type Expression } from '../ast';
import { withoutParentheses } from '../questions';

const NO_PARAMETERS: readonly number[] = [];

/** The value of a function that takes the samples of a range, series by series. */
export function callRangeFunction(evaluator: Evaluator, call: Call, rangeFunction: RangeFunction): readonly Row[] {
  const { range: position = 0, keepsName = false } = rangeFunction;
  const argument = withoutParentheses(call.args[position]);
  const source = rangeOf(argument, evaluator);
  const parameters = call.args.filter((_, index) => index !== position).map((parameter) => evaluator.scalar(parameter));
  // Prometheus takes a subquery that is the same at all steps, in a call that is not, for a vector, and then finds no range.
  if (argument.kind === 'subquery' && argument.at !== undefined && !isStepInvariant(call)) return [];
  const { count } = evaluator.steps;
  evaluator.query.charge(source.series.length * count, call);
  const rows = source.series.flatMap((series) => {
    const builder = new RowBuilder(count);
    const window = new MovingWindow(series, source, evaluator.steps, evaluator.query);
    evaluator.query.chargeRead(fillRow(builder, window, rangeFunction, parameters), call);
    return builder.count > 0 ? [builder.row(keepsName ? series.labels : series.labels.withoutName())] : [];
  });
  return call.function === 'absent_over_time' ? absenceOf(rows, argument, count) : refuseDuplicates(rows, call);
}

function rangeOf(argument: Expression, evaluator: Evaluator): RangeSource {
  if (argument.kind === 'matrixSelector') return selectedRange(argument, evaluator.steps, evaluator.query);
  if (argument.kind === 'subquery') return subqueryRange(argument, evaluator);
  throw notImplemented(argument, `a range made of a ${argument.kind}`);
}

/** Fills in the value of each step, and tells how many samples were read for it. */
function fillRow(builder: RowBuilder, window: MovingWindow, { atLeast = 1, of }: RangeFunction, parameters: readonly Float64Array[]): number {
  let read = 0;
  const hasParameters = parameters.length > 0;
  for (let step = 0; step < builder.steps; step++) {
    const samples = window.moveTo(step);
    read += samples;
    if (samples >= atLeast) builder.set(step, of(window, hasParameters ? parameters.map((parameter) => parameter[step]) : NO_PARAMETERS));
  }
  return read;
}

/** Where none of the series has a sample. */
function absenceOf(rows: readonly Row[], argument: Expression, steps: number): Row[] {
  const builder = new RowBuilder(steps);
  for (let step = 0; step < steps; step++) if (!rows.some((row) => isPresent(row, step))) builder.set(step, 1);
  return builder.count > 0 ? [builder.row(matchedLabels(argument))] : [];
}
