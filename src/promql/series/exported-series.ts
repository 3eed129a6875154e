import { Labels } from './labels';
import { type SeriesStore } from './series';
import { SeriesFileError } from './series-file-error';
import { isObject, type Json, type JsonList } from '../../manifest/json';

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const WORDS: Readonly<Record<string, number>> = { 'NaN': NaN, '+Inf': Infinity, 'Inf': Infinity, '-Inf': -Infinity };

/**
 * Reads what Prometheus' API has answered into a store: all of it, its `data`, or the list of series. Throws a SeriesFileError.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/api/#expression-query-result-formats
 */
export function readExportedSeries(text: string, store: SeriesStore): void {
  const { result, path } = resultOf(parseJson(text));
  result.forEach((item, index) => readItem(item, `${path}[${index}]`, store));
}

function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    throw new SeriesFileError(undefined, `a file of series must be JSON or the notation of Prometheus' tests; it begins like JSON and is none: ${(error as Error).message}`);
  }
}

function resultOf(answer: Json): { readonly result: JsonList; readonly path: string } {
  if (isObject(answer) && answer.status === 'error') throw wrong('error', `an answer of Prometheus must be a success, got '${String(answer.error)}'`);
  const hasData = isObject(answer) && isObject(answer.data);
  const data = hasData ? answer.data : answer;
  const prefix = hasData ? 'data.' : '';
  if (Array.isArray(data)) return { result: data as JsonList, path: '' };
  if (!isObject(data) || !Array.isArray(data.result)) throw wrong(`${prefix}result`, 'the series must be a list');
  if (data.resultType !== undefined && data.resultType !== 'matrix' && data.resultType !== 'vector') {
    throw wrong(`${prefix}resultType`, `the result must be a matrix or a vector, got '${String(data.resultType)}'`);
  }
  return { result: data.result as JsonList, path: `${prefix}result` };
}

function readItem(item: Json, path: string, store: SeriesStore): void {
  if (!isObject(item)) throw wrong(path, 'a series must be an object with metric and values');
  if ('histogram' in item || 'histograms' in item) throw wrong(path, 'native histograms are not implemented here; export the series of a classic histogram');
  const labels = labelsOf(item.metric ?? {}, `${path}.metric`);
  if (store.has(labels)) throw wrong(path, `a series must be given once, got ${labels.toString()} again`);
  const series = store.series(labels);
  const samples = item.value === undefined ? item.values ?? [] : [item.value];
  if (!Array.isArray(samples)) throw wrong(`${path}.values`, 'the samples must be a list of pairs');
  let last = -Infinity;
  samples.forEach((sample, index) => {
    const at = item.value === undefined ? `${path}.values[${index}]` : `${path}.value`;
    const { time, value } = sampleOf(sample, at);
    if (time <= last) throw wrong(at, 'each sample must be later than the one before it');
    last = time;
    series.append(time, value);
  });
}

function labelsOf(metric: Json, path: string): Labels {
  if (!isObject(metric)) throw wrong(path, 'the labels must be an object');
  for (const [name, value] of Object.entries(metric)) if (typeof value !== 'string') throw wrong(`${path}.${name}`, 'a label must be text');
  return Labels.of(metric as Record<string, string>);
}

function sampleOf(sample: Json, path: string): { readonly time: number; readonly value: number } {
  if (!Array.isArray(sample) || sample.length !== 2) throw wrong(path, 'a sample must be a pair of time and value, such as [1435781430.781, "1"]');
  const [seconds, text] = sample as JsonList;
  const time = typeof seconds === 'number' ? Math.round(seconds * 1000) : NaN;
  if (!Number.isSafeInteger(time)) throw wrong(path, 'the time of a sample must be a number of seconds');
  const value = typeof text === 'number' ? text : typeof text === 'string' ? numberOf(text) : undefined;
  if (value === undefined) throw wrong(path, `the value of a sample must be a number in quotes, got ${JSON.stringify(text)}`);
  return { time, value };
}

function numberOf(text: string): number | undefined {
  if (Object.hasOwn(WORDS, text)) return WORDS[text];
  return NUMBER.test(text) ? Number(text) : undefined;
}

function wrong(path: string, message: string): SeriesFileError {
  return new SeriesFileError(undefined, `${path}: ${message}`);
}
