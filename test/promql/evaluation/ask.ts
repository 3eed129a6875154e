import { evaluate, evaluateRange, type QueryResult } from '../../../src/promql/evaluation/evaluate';
import { readQuery } from '../../../src/promql/query';
import { type PrometheusMajor } from '../../../src/promql/series/semantics';
import { SeriesStore } from '../../../src/promql/series/series';
import { readSeriesNotation } from '../../../src/promql/series/series-notation';

/** Series with a sample every 15 seconds, and questions in seconds. */
export class Asked {
  private readonly store: SeriesStore;

  constructor(notation: string, interval = 15) {
    this.store = new SeriesStore();
    readSeriesNotation(notation, interval * 1000, this.store);
  }

  /** The value of each series by its labels, at one moment; of ranges all values. */
  public at(seconds: number, query: string, prometheus?: PrometheusMajor): Record<string, number | string | readonly number[]> {
    return recordOf(evaluate(expressionOf(query), this.store, { at: seconds * 1000, prometheus }));
  }

  /** Values by step; what is missing is a gap. */
  public over(start: number, end: number, step: number, query: string): Record<string, (number | undefined)[]> {
    const result = evaluateRange(expressionOf(query), this.store, { start: start * 1000, end: end * 1000, step: step * 1000 });
    if (result.type !== 'matrix') throw new Error(`a range gives a matrix, got a ${result.type}`);
    const times = Array.from({ length: Math.floor((end - start) / step) + 1 }, (_, index) => (start + index * step) * 1000);
    return Object.fromEntries(result.series.map(({ labels, times: present, values }) => [
      labels.toString(), times.map((time): number | undefined => values[present.indexOf(time)]),
    ]));
  }
}

function expressionOf(query: string) {
  const { expression, problem } = readQuery(query);
  if (!expression) throw new Error(`${query}: ${problem.message}`);
  return expression;
}

function recordOf(result: QueryResult): Record<string, number | string | readonly number[]> {
  switch (result.type) {
    case 'vector':
      return Object.fromEntries(result.elements.map(({ labels, value }) => [labels.toString(), value]));
    case 'matrix':
      return Object.fromEntries(result.series.map(({ labels, values }) => [labels.toString(), Array.from(values)]));
    default:
      return { '': result.value };
  }
}
