import { EvaluationError } from './evaluation-error';
import { Evaluator } from './evaluator';
import { QueryContext } from './query-context';
import { MovingWindow, type RangeSource, selectedRange } from './read-range';
import { isPresent, type Row } from './rows';
import { subqueryRange } from './subquery';
import { valueTypeOf } from './value-type';
import { type Expression, type MatrixSelector, type Span, type Subquery } from '../ast';
import { withoutParentheses } from '../questions';
import { Labels } from '../series/labels';
import { type PrometheusMajor, SEMANTICS } from '../series/semantics';
import { type SeriesStore } from '../series/series';

/** What a query gives; times are in milliseconds. */
export type QueryResult =
  | { readonly type: 'scalar'; readonly time: number; readonly value: number }
  | { readonly type: 'string'; readonly time: number; readonly value: string }
  | { readonly type: 'vector'; readonly elements: readonly Element[] }
  | { readonly type: 'matrix'; readonly series: readonly ResultSeries[] };

export interface Element {
  readonly labels: Labels;
  readonly time: number;
  readonly value: number;
}

export interface ResultSeries {
  readonly labels: Labels;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

export interface EvaluationOptions {
  /** The server that is meant. @default '3' */
  readonly prometheus?: PrometheusMajor;
  /** How long a sample is taken for the present one, in milliseconds. @default 300000 */
  readonly lookback?: number;
}

/** Milliseconds since the epoch. */
export interface InstantOptions extends EvaluationOptions {
  readonly at: number;
}

/** Milliseconds since the epoch; the end is included where a step falls on it. */
export interface RangeOptions extends EvaluationOptions {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

const LOOKBACK = 300_000;

/** The API's limit of points in a series. */
const MOST_STEPS = 11_000;

/**
 * The value of a query at one moment; throws an EvaluationError where it has none.
 *
 * The query must have passed the type checker.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries
 */
export function evaluate(expression: Expression, store: SeriesStore, { at, ...options }: InstantOptions): QueryResult {
  requireMilliseconds({ at }, expression);
  const evaluator = evaluatorOf(store, options, { start: at, interval: 1, count: 1 }, at);
  const root = withoutParentheses(expression);
  if (root.kind === 'string') return { type: 'string', time: at, value: root.value };
  if (root.kind === 'matrixSelector' || root.kind === 'subquery') return { type: 'matrix', series: samplesOf(root, evaluator) };
  if (valueTypeOf(root) === 'scalar') return { type: 'scalar', time: at, value: evaluator.scalar(root)[0] };
  return { type: 'vector', elements: evaluator.vector(root).map(({ labels, values: [value] }) => ({ labels, time: at, value })) };
}

/**
 * The values of a query at equal steps, sorted by labels; throws an EvaluationError where it has none.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries
 */
export function evaluateRange(expression: Expression, store: SeriesStore, { start, end, step, ...options }: RangeOptions): QueryResult {
  requireMilliseconds({ start, end, step }, expression);
  if (step <= 0) throw new EvaluationError('usage', expression, `'step' must be above 0, got ${step}`);
  if (end < start) throw new EvaluationError('usage', expression, `'end' must not be before 'start', got ${end} and ${start}`);
  const count = Math.floor((end - start) / step) + 1;
  if (count > MOST_STEPS) throw new EvaluationError('limit', expression, `a range must not have more than ${MOST_STEPS} steps, got ${count}; use a longer step`);
  const type = valueTypeOf(expression);
  if (type === 'matrix' || type === 'string') {
    const name = type === 'matrix' ? 'range vector' : 'string';
    throw new EvaluationError('usage', expression, `invalid expression type "${name}" for range query, must be Scalar or instant Vector`);
  }
  return { type: 'matrix', series: rangeOf(expression, evaluatorOf(store, options, { start, interval: step, count }, end)) };
}

function requireMilliseconds(times: Readonly<Record<string, number>>, at: Span): void {
  for (const [name, time] of Object.entries(times)) {
    if (!Number.isSafeInteger(time)) throw new EvaluationError('usage', at, `'${name}' must be a whole number of milliseconds, got ${time}`);
  }
}

function evaluatorOf(store: SeriesStore, { prometheus = '3', lookback = LOOKBACK }: EvaluationOptions, steps: Evaluator['steps'], end: number): Evaluator {
  return new Evaluator(new QueryContext(store, SEMANTICS[prometheus], lookback, steps.start, end), steps);
}

function rangeOf(expression: Expression, evaluator: Evaluator): ResultSeries[] {
  const all = Float64Array.from({ length: evaluator.steps.count }, (_, step) => evaluator.timeOf(step));
  if (valueTypeOf(expression) === 'scalar') return [{ labels: Labels.EMPTY, times: all, values: evaluator.scalar(expression) }];
  return evaluator.vector(expression).map((row) => seriesOf(row, all)).sort(byLabels);
}

/** Series that have a value at each step share the times. */
function seriesOf(row: Row, all: Float64Array): ResultSeries {
  const { labels, values, present } = row;
  if (!present) return { labels, times: all, values };
  return { labels, times: all.filter((_, step) => isPresent(row, step)), values: values.filter((_, step) => isPresent(row, step)) };
}

/** A range as it is, with the times of its samples. */
function samplesOf(node: MatrixSelector | Subquery, evaluator: Evaluator): ResultSeries[] {
  const source = node.kind === 'matrixSelector' ? selectedRange(node, evaluator.steps, evaluator.query) : subqueryRange(node, evaluator);
  return source.series.map((series) => windowOf(series, source, evaluator)).filter(({ times }) => times.length > 0).sort(byLabels);
}

function windowOf(series: RangeSource['series'][number], source: RangeSource, { steps, query }: Evaluator): ResultSeries {
  const window = new MovingWindow(series, source, steps, query);
  const { from, to } = window;
  return { labels: series.labels, times: series.times.slice(from, to), values: series.values.slice(from, to) };
}

function byLabels(left: ResultSeries, right: ResultSeries): number {
  return left.labels.compare(right.labels);
}
