import { type QueryResult } from './evaluate';
import { formatShort } from '../series/format-float';

/**
 * Writes a result as the `data` of Prometheus' HTTP API, one series a line.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#expression-query-result-formats
 */
export function apiData(result: QueryResult): string {
  return `{"resultType":"${result.type}","result":${valueOf(result)}}`;
}

function valueOf(result: QueryResult): string {
  switch (result.type) {
    case 'scalar':
      return JSON.stringify(pair(result.time, formatShort(result.value)));
    case 'string':
      return JSON.stringify(pair(result.time, result.value));
    case 'vector':
      return list(result.elements.map(({ labels, time, value }) => ({ metric: labels.toRecord(), value: pair(time, formatShort(value)) })));
    case 'matrix':
      return list(result.series.map(({ labels, times, values }) => ({
        metric: labels.toRecord(), values: Array.from(times, (time, index) => pair(time, formatShort(values[index]))),
      })));
  }
}

function pair(milliseconds: number, value: string): [number, string] {
  return [milliseconds / 1000, value];
}

function list(series: readonly object[]): string {
  return series.length === 0 ? '[]' : `[\n${series.map((one) => JSON.stringify(one)).join(',\n')}\n]`;
}
