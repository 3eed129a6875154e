import { type Simulated } from './simulated';
import { timeText } from '../manifest/time-text';
import { type TimelineEvent } from '../simulation/timeline';

interface Node {
  readonly at: number;
  readonly lines: readonly string[];
}

/** A graph of each release with its times, for Mermaid. */
export function timelineMermaid(simulated: readonly Simulated[]): string {
  return simulated.map(graphOf).join('\n');
}

function graphOf({ rollout, timeline: { events, outcome, endsAt } }: Simulated): string {
  const nodes: Node[] = [
    { at: 0, lines: ['100% Stable, 0% Canary'] },
    ...nodesOf(events),
    { at: endsAt, lines: [`Rollout ${outcome}`] },
  ];
  const [first, ...others] = nodes;
  const edges = others.map((node, i) => `  ${nameOf(i)} -->|${timeText(node.at)}| ${nameOf(i + 1)}["${quoted(node.lines)}"]`);
  return ['graph TD', `  %% ${quoted([rollout])}`, `  ${nameOf(0)}["${quoted(first.lines)}"]`, ...edges, ''].join('\n');
}

function nodesOf(events: readonly TimelineEvent[]): Node[] {
  return events.flatMap((event): Node[] => {
    const { at } = event;
    switch (event.kind) {
      case 'weight': return [{ at, lines: [`setWeight ${event.weight}`, `${event.stable}% Stable, ${event.weight}% Canary`] }];
      case 'pause': return event.state === 'ends' ? [] : [{ at, lines: pauseLines(event.reason, event.seconds) }];
      case 'analysisRun': return [{ at, lines: [`Analysis ${event.phase}`, event.run] }];
      case 'abort': return [{ at, lines: ['Abort', event.reason] }];
      case 'promote': return [{ at, lines: ['Promote', event.reason] }];
      default: return [];
    }
  });
}

function pauseLines(reason: string, seconds: number | undefined): string[] {
  if (seconds !== undefined) return [`Wait ${timeText(seconds)}`];
  return ['Pause', reason === 'CanaryPauseStep' ? 'Manual promotion required' : reason];
}

function nameOf(index: number): string {
  return `n${index}`;
}

/** Mermaid has entities for what would end a text or a line. */
function quoted(lines: readonly string[]): string {
  return lines.map((line) => line.replace(/[^\p{L}\p{N} %.,:;()/_-]/gu, (character) => `#${character.codePointAt(0)};`)).join('<br>');
}
