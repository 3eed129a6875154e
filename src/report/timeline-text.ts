import { printable } from './printable';
import { type Simulated } from './simulated';
import { type Paint } from './text-report';
import { timeText } from '../manifest/time-text';
import { type Exposure, type Outcome, type TimelineEvent } from '../simulation/timeline';

const COLORS: Record<Outcome, 'green' | 'red' | 'yellow'> = { promoted: 'green', aborted: 'red', paused: 'yellow', stuck: 'red' };

/** What happens to each Rollout, for people: the outcome first, and then what led there. */
export function timelineText(simulated: readonly Simulated[], paint: Paint): string {
  return simulated.map((each) => textOf(each, paint)).join('\n');
}

function textOf({ rollout, timeline }: Simulated, paint: Paint): string {
  const { outcome, endsAt, reason, events, exposure } = timeline;
  const color = COLORS[outcome];
  const verdict = paint(color, `${outcome} ${outcome === 'stuck' ? 'until' : 'at'} ${timeText(endsAt)}`);
  const shown = events.map((event) => [timeText(event.at), lineOf(event)] as const);
  const width = Math.max(0, ...shown.map(([time]) => time.length));
  const lines = shown.map(([time, line], i) => `  ${(time === shown[i - 1]?.[0] ? '' : time).padStart(width)}  ${printable(line)}`);
  return [`${paint('bold', printable(rollout))}: ${verdict}: ${printable(reason)}`, ...exposure ? [exposureLine(exposure, events)] : [], ...lines, ''].join('\n');
}

function exposureLine({ requests, failed, until }: Exposure, events: readonly TimelineEvent[]): string {
  const revisions = new Set(events.flatMap((event) => (event.kind === 'step' ? [event.revision] : [])));
  const subject = revisions.size > 1 ? 'the new versions' : 'the new version';
  return `  ${subject} had ${requests} requests, of which ${failed} failed${until === undefined ? '' : `, by ${timeText(until)}`}`;
}

function lineOf(event: TimelineEvent): string {
  const late = event.late === undefined ? '' : ` (by chance up to ${timeText(event.late)} later)`;
  return `${textOfEvent(event)}${late}`;
}

function textOfEvent(event: TimelineEvent): string {
  switch (event.kind) {
    case 'step': return event.index >= event.of ? `all ${event.of} steps are done` : `step ${event.index + 1} of ${event.of}: ${event.step}`;
    case 'weight': return `weight ${event.weight} % canary, ${event.stable} % stable${event.experiment === undefined ? '' : `, ${event.experiment} % experiment`}`;
    case 'pause': return event.state === 'ends' ? `pause ends (${event.reason})` : pauseText(event.reason, event.seconds);
    case 'measurement': return `${event.metric}: ${event.phase}${event.value === undefined ? '' : ` ${event.value}`}`;
    case 'analysisRun': return `analysis ${event.run}: ${event.phase}${event.message === undefined ? '' : `: ${event.message}`}`;
    case 'abort': return `aborted: ${event.reason}`;
    case 'promote': return `revision ${event.revision} is the stable one: ${event.reason}`;
    case 'scale': return event.replicas === 0 ? `revision ${event.revision} has no pods` : `revision ${event.revision}: ${event.available} of ${event.replicas} pods are available`;
    case 'route': return `route ${event.name} is ${event.state}`;
    case 'hash': return hashText(event);
  }
}

function pauseText(reason: string, seconds: number | undefined): string {
  return `pause ${seconds === undefined ? 'until somebody goes on' : `of ${timeText(seconds)}`} (${reason})`;
}

function hashText({ of, canary, stable }: TimelineEvent & { kind: 'hash' }): string {
  if (of === 'subsets') return `subsets: canary is revision ${canary}, stable is revision ${stable}`;
  return `${of} is revision ${canary ?? stable}`;
}
