import { timeText } from '../../manifest/time-text';
import { type Timeline, type TimelineEvent } from '../../simulation/timeline';

/** More lines are no evidence but a log. */
const MOST_LINES = 12;

/** Thousands of canaries that differ only in names have the same. */
const known = new WeakMap<Timeline, readonly string[]>();

/** A line, and until when nothing but the same happened. */
interface Line {
  readonly from: number;
  to: number;
  times: number;
  readonly text: string;
}

/** What happened to a release as far as it shows why it ended so: weights, measurements and the end. */
export function evidenceOf(timeline: Timeline): readonly string[] {
  let lines = known.get(timeline);
  if (!lines) known.set(timeline, lines = linesOf(timeline));
  return lines;
}

function linesOf({ events, outcome, endsAt }: Timeline): string[] {
  const lines: Line[] = [];
  for (const event of events) {
    const text = textOf(event);
    if (text === undefined || event.at > endsAt) continue;
    const last = lines.findLast((line) => line.text === text);
    // Several metrics are measured in turn.
    if (last && event.kind === 'measurement' && lines.indexOf(last) >= lines.length - 3) Object.assign(last, { to: event.at, times: last.times + 1 });
    else lines.push({ from: event.at, to: event.at, times: 1, text });
    if (event.kind === 'promote' || event.kind === 'abort') break;
  }
  const ended = outcome === 'stuck' || outcome === 'paused' ? [`${timeText(endsAt)}  ${outcome}`] : [];
  return [...shortened(lines).map((line) => (typeof line === 'string' ? line : lineText(line))), ...ended];
}

function textOf(event: TimelineEvent): string | undefined {
  switch (event.kind) {
    case 'weight': return `weight ${event.weight} %`;
    case 'measurement': return `${event.metric}: ${event.phase}${event.value === undefined ? '' : ` ${event.value}`}`;
    case 'abort': return 'aborted';
    case 'promote': return 'promoted';
    default: return undefined;
  }
}

function shortened(lines: readonly Line[]): (Line | string)[] {
  if (lines.length <= MOST_LINES) return [...lines];
  return [...lines.slice(0, MOST_LINES / 2 - 1), `… ${lines.length - MOST_LINES + 1} lines more`, ...lines.slice(-MOST_LINES / 2)];
}

function lineText({ from, to, times, text }: Line): string {
  return times === 1 ? `${timeText(from)}  ${text}` : `${timeText(from)} to ${timeText(to)}  ${text}, ${times} times`;
}
