import { type Evaluated, type Evaluation, type Sample, type Series } from './promql';
import { evaluate, evaluateRange, type QueryResult } from '../../src/promql/evaluation/evaluate';
import { EvaluationError } from '../../src/promql/evaluation/evaluation-error';
import { readQuery } from '../../src/promql/query';
import { Labels } from '../../src/promql/series/labels';
import { SeriesStore } from '../../src/promql/series/series';

/** How a value may differ: Go and JavaScript round the last digits of logarithms and the like each in their own way. */
const TOLERANCE = 1e-9;

const WORDS: Readonly<Record<string, number>> = { 'NaN': NaN, '+Inf': Infinity, '-Inf': -Infinity };

/** A result in a form that both sides can be brought into. */
export interface Answer {
  readonly type?: string;
  /** Series by their labels, and pairs of milliseconds and value; the same labels twice are two series. */
  readonly series?: readonly (readonly [labels: string, samples: readonly (readonly [number, number])[]])[];
  /** Why there is no value: 'refused' where it is no query, else the message as far as it names no series. */
  readonly failure?: string;
}

/** Series of the oracle's form in our store. */
export function storeOf(all: readonly Series[]): SeriesStore {
  const store = new SeriesStore();
  for (const { labels, samples } of all) {
    const series = store.series(Labels.of(labels));
    for (const [seconds, value] of samples) {
      const time = Math.round(seconds * 1000);
      if (value === 'stale') series.end(time);
      else series.append(time, numberOf(value));
    }
  }
  return store;
}

export function ourAnswer({ query, series = [], at, range }: Evaluation): Answer {
  const { expression } = readQuery(query);
  if (!expression) return { failure: 'refused' };
  try {
    const store = storeOf(series);
    return answerOf(range
      ? evaluateRange(expression, store, { start: at * 1000, end: range.end * 1000, step: range.step * 1000 })
      : evaluate(expression, store, { at: at * 1000 }));
  } catch (error) {
    if (error instanceof EvaluationError) return { failure: failureOf(error.message) };
    throw error;
  }
}

export function theirAnswer({ type, series, text, message }: Evaluated): Answer {
  if (message !== undefined) return { failure: /^\d+:\d+: parse error|^parse error/.test(message) ? 'refused' : failureOf(message) };
  if (type === 'string') return { type, series: [[text ?? '', []]] };
  const pairs = (samples: Evaluated['series'][number]['samples']) => samples.map(({ time, value }) => [Math.round(time * 1000), numberOf(value)] as const);
  return { type, series: series.map(({ labels, samples }) => [keyOf(labels), pairs(samples)]) };
}

/** What differs between two answers; nothing where they are the same. An order is compared where it means something. */
export function differenceOf(ours: Answer, theirs: Answer, isOrdered: boolean): string | undefined {
  if (ours.failure !== theirs.failure) return `failure: ${ours.failure ?? 'none'}, theirs ${theirs.failure ?? 'none'}`;
  if (ours.type !== theirs.type) return `type: ${ours.type}, theirs ${theirs.type}`;
  const [left, right] = [ours, theirs].map(({ series = [] }) => (isOrdered ? series : [...series].sort(([a], [b]) => (a < b ? -1 : 1))));
  const [labels, theirLabels] = [left, right].map((all) => all.map(([of]) => of).join(' '));
  if (labels !== theirLabels) return `series: ${labels}, theirs ${theirLabels}`;
  const index = left.findIndex(([, samples], at) => !areSame(samples, right[at][1]));
  return index < 0 ? undefined : `samples of ${left[index].join(' ')}, theirs ${right[index][1].join(' ')}`;
}

function areSame(ours: readonly (readonly [number, number])[], theirs: readonly (readonly [number, number])[]): boolean {
  return ours.length === theirs.length && ours.every(([time, value], index) => time === theirs[index][0] && isSame(value, theirs[index][1]));
}

function isSame(left: number, right: number): boolean {
  return Object.is(left, right) || left === right || Math.abs(left - right) <= TOLERANCE * Math.max(Math.abs(left), Math.abs(right));
}

function answerOf(result: QueryResult): Answer {
  switch (result.type) {
    case 'string':
      return { type: result.type, series: [[result.value, []]] };
    case 'scalar':
      return { type: result.type, series: [[keyOf({}), [[result.time, result.value]]]] };
    case 'vector':
      return { type: result.type, series: result.elements.map(({ labels, time, value }) => [keyOf(labels.toRecord()), [[time, value]]]) };
    case 'matrix':
      return {
        type: result.type,
        series: result.series.map(({ labels, times, values }) => [
          keyOf(labels.toRecord()), Array.from(times, (time, index) => [time, values[index]] as const),
        ]),
      };
  }
}

function keyOf(labels: Readonly<Record<string, string>>): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function failureOf(message: string): string {
  return message.replace(/\{.*/s, '');
}

function numberOf(value: Sample | string): number {
  return typeof value === 'number' ? value : WORDS[value] ?? Number(value);
}
