import { type Transition } from './recorded-events';
import { type TimelineEvent } from '../../src/simulation/timeline';

/** It may come so many seconds later in a cluster, at random. */
export type SimulatedTransition = Transition & { readonly late: number };

/** What a simulation tells, in the words of recordings. */
export function transitionsOf(events: readonly TimelineEvent[]): SimulatedTransition[] {
  const runs: string[] = [];
  const sizes = new Map<number, number>();
  return events.flatMap((event) => {
    const happened = transitionOf(event, runs, sizes);
    return happened ? [{ at: event.at, late: event.late ?? 0, ...happened }] : [];
  });
}

function transitionOf(event: TimelineEvent, runs: string[], sizes: Map<number, number>): Omit<Transition, 'at'> | undefined {
  switch (event.kind) {
    case 'step': return { stream: 'rollout', what: `step ${event.index}` };
    case 'pause': return { stream: 'rollout', what: `pause ${event.state} ${event.reason}` };
    case 'abort': return { stream: 'rollout', what: 'abort' };
    case 'promote': return { stream: 'rollout', what: 'promote' };
    case 'weight': return { stream: 'mesh', what: `weight ${event.weight}` };
    case 'route': return { stream: 'mesh', what: `route ${event.name} ${event.state}` };
    case 'hash': return event.of === 'subsets' ? { stream: 'subsets', what: event.canary === event.stable ? 'hash same' : 'hash different' } : undefined;
    case 'scale': {
      const isSame = sizes.get(event.revision) === event.replicas;
      sizes.set(event.revision, event.replicas);
      return isSame ? undefined : { stream: 'sets', what: `scale ${event.replicas}` };
    }
    case 'analysisRun': return { stream: `run ${numberOf(runs, event.run)}`, what: event.phase };
    case 'measurement': return { stream: `run ${numberOf(runs, event.run)} ${event.metric}`, what: `measured ${event.phase}`, value: event.value };
  }
}

function numberOf(runs: string[], name: string): number {
  if (!runs.includes(name)) runs.push(name);
  return runs.indexOf(name);
}
