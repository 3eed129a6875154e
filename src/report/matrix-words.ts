import { timeText } from '../manifest/time-text';
import { type MatrixRow } from '../simulation/matrix';
import { type Timeline } from '../simulation/timeline';

/** What became too much of one metric, as the controller says it. */
const LIMIT_EXCEEDED = /Metric "(.*)" assessed \w+ due to (failed|inconclusive|consecutiveErrors) \((\d+)\)/;

const TIMED_OUT = /^ReplicaSet has timed out progressing after (\d+) s$/;

const WHERE = /^it (waits for somebody|does not get on) at (?:the )?(step \d+ of \d+|promotion)/;

/** Who promotes, in a word or two. */
export function operatorText({ operator }: Pick<MatrixRow, 'operator'>): string {
  if (!operator) return '-';
  const { promoteAfter } = operator;
  if (promoteAfter === undefined) return 'never';
  return promoteAfter === 0 ? 'at once' : `after ${timeText(promoteAfter)}`;
}

/** The first reason for an end, short enough for a table: of a promotion, what was measured last. */
export function reasonText({ outcome, reason, measurements }: Timeline): string {
  if (outcome === 'promoted') return measuredText(measurements);
  const [, metric, kind, count] = LIMIT_EXCEEDED.exec(reason) ?? [];
  if (metric !== undefined) return `${metric}: ${count} ${kind === 'consecutiveErrors' ? 'errors' : kind}`;
  const [, seconds] = TIMED_OUT.exec(reason) ?? [];
  if (seconds !== undefined) return `no progress in ${timeText(Number(seconds))}`;
  const [, verb, place] = WHERE.exec(reason) ?? [];
  return verb === undefined ? reason : `${verb === 'does not get on' ? 'stuck' : 'waits'} at ${place}`;
}

function measuredText(measurements: Timeline['measurements']): string {
  const metrics = [...new Set(measurements.map(({ metric }) => metric))];
  if (metrics.length === 0) return 'nothing was measured';
  return metrics.map((metric) => {
    const last = measurements.findLast((measurement) => measurement.metric === metric);
    return `${metric} ${valueText(last?.value) ?? last?.phase ?? ''}`;
  }).join(', ');
}

/** A vector of one number as that number, with no more digits than anybody reads. */
function valueText(value: string | undefined): string | undefined {
  const text = value?.replace(/^\[([^,]*)\]$/, '$1');
  if (text === '') return 'no data';
  const number = Number(text);
  return Number.isFinite(number) ? String(Number(number.toPrecision(4))) : text;
}
