import { ValueReader } from './sample-notation';
import { type SeriesStore } from './series';
import { SeriesFileError } from './series-file-error';
import { readSeriesLabels } from './series-labels';
import { parsePrometheusDuration } from '../../manifest/prometheus-duration';

/** All that a file may hold; more belongs into a server. */
const MOST_SAMPLES = 10_000_000;

/**
 * Reads series in the notation of Prometheus' own tests into a store: `name{label="value"} 0+1x10 _ stale 1x3 -2`, one series a line, its samples an interval apart from 0 on.
 *
 * A line `load 30s` sets the interval of those below it. Throws a SeriesFileError.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/#series
 */
export function readSeriesNotation(text: string, interval: number, store: SeriesStore): void {
  let step = interval;
  let room = MOST_SAMPLES;
  for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
    const place = { line: index + 1, text: line };
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const load = /^load\s+(\S+)$/.exec(trimmed);
    if (load) step = readInterval(load[1], place.line, line.indexOf(load[1]) + 1);
    else room -= readLine(line, { number: place.line, step, room, store });
  }
}

interface Line {
  readonly number: number;
  readonly step: number;
  readonly room: number;
  readonly store: SeriesStore;
}

function readInterval(text: string, line: number, column: number): number {
  const { nanoseconds, error } = parsePrometheusDuration(text);
  const milliseconds = Number((nanoseconds ?? 0n) / 1_000_000n);
  if (error !== undefined || milliseconds <= 0) throw new SeriesFileError({ line, column }, `'load' must be followed by a duration such as 30s, got '${text}'`);
  return milliseconds;
}

/** Reads one series, and tells how many samples it took. */
function readLine(line: string, { number, step, room, store }: Line): number {
  const { labels, end } = readSeriesLabels(line, number);
  if (store.has(labels)) throw new SeriesFileError({ line: number, column: 1 }, `a series must be given once, got ${labels.toString()} again; put all its samples into one line`);
  const series = store.series(labels);
  const reader = new ValueReader(line, end, number, room);
  reader.read((index, value) => {
    const time = index * step;
    if (!Number.isSafeInteger(time)) throw new SeriesFileError({ line: number, column: 1 }, 'a sample must not be later than the year 287396; make the gap or the interval shorter');
    if (value === 'stale') series.end(time);
    else series.append(time, value);
  });
  return reader.count;
}
