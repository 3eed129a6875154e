import { recordedTransitions, type Transition } from './recorded-events';
import { type Recording } from './recording';
import { scenarioOf } from './scenario-of';
import { Bundle } from '../../src/manifest/bundle';
import { readManifests } from '../../src/manifest/read-manifests';
import { releasesOf } from '../../src/manifest/release';
import { readRollout } from '../../src/simulation/read-rollout';
import { simulate } from '../../src/simulation/simulate';
import { type Timeline, type TimelineEvent } from '../../src/simulation/timeline';

/** How a simulation compares with its recording; times in seconds. */
export interface Replay {
  readonly name: string;
  readonly events: number;
  readonly measurements: number;
  /** The gap before an event that differs most: positive where the cluster took longer. */
  readonly largest: number;
  /** What is not the same, in words. */
  readonly differences: readonly string[];
  readonly timeline: Timeline;
}

interface Pair {
  readonly ours: Transition & { readonly late: number };
  readonly theirs: Transition;
}

interface Gap {
  readonly what: string;
  readonly gap: number;
  /** What chance may take from it or add to it: behind the gate of a Rollout without Services. */
  readonly early: number;
  readonly late: number;
}

/** What the clocks of a cluster leave open: whole seconds come early, and a loaded machine is late. */
const EARLIEST = -1;
const LATEST = 1.5;

/** Simulates a recorded release, and holds each transition against the one that was recorded. */
export function replay({ name, input, trace }: Recording): Replay {
  const [release] = releasesOf(new Bundle(readManifests(input, name).manifests));
  const { model, refusal } = readRollout(release);
  if (!model) throw new Error(`${name}: ${refusal}`);
  const timeline = simulate(model, scenarioOf(trace));
  const end = trace[trace.length - 1].t / 1000;
  const theirs = recordedTransitions(trace);
  const ours = transitionsOf(timeline.events).filter(({ at }) => at <= end + LATEST);
  const pairs: Pair[] = [];
  const differences = [...new Set([...theirs, ...ours].map(({ stream }) => stream))].flatMap((stream) => pairUp(stream, ours, theirs, end, pairs));
  const late = gapsOf(pairs).filter(({ gap, early, late: allowed }) => gap < EARLIEST - early || gap > LATEST + allowed);
  return {
    name,
    events: pairs.length,
    measurements: pairs.filter(({ ours: { what } }) => what.startsWith('measured')).length,
    largest: gapsOf(pairs).filter((each) => each.early + each.late === 0).reduce((most, { gap }) => Math.abs(gap) > Math.abs(most) ? gap : most, 0),
    differences: [...differences, ...late.map(({ what, gap }) => `${what} came ${gap.toFixed(2)} s later than simulated`)],
    timeline,
  };
}

/** The first revision of a bundle in the words of its recording. */
export function replayFirst({ name, input }: Recording): Transition[] {
  const { model, refusal } = readRollout(releasesOf(new Bundle(readManifests(input, name).manifests))[0]);
  if (!model) throw new Error(`${name}: ${refusal}`);
  const { events } = simulate(model, { measure: () => ({ phase: 'Successful' }), isFirstDeploy: true, podStartup: 0.3, latency: 0.06 });
  return transitionsOf(events);
}

/** Event by event; what the recording was too short for is left out. */
function pairUp(stream: string, ours: readonly Pair['ours'][], theirs: readonly Transition[], end: number, pairs: Pair[]): string[] {
  const mine = ours.filter((transition) => transition.stream === stream);
  const real = theirs.filter((transition) => transition.stream === stream);
  const common = mine.findIndex(({ what }, i) => what !== real[i]?.what);
  const same = common < 0 ? mine.length : common;
  pairs.push(...mine.slice(0, same).map((transition, i) => ({ ours: transition, theirs: real[i] })));
  const [next, recorded] = [mine.at(same), real.at(same)];
  const isCutOff = !recorded && next !== undefined && next.at >= end - LATEST;
  return (!next && !recorded) || isCutOff ? [] : [`${stream}: simulated ${textOf(next)}, recorded ${textOf(recorded)}`];
}

/** Each from the event before it, of its AnalysisRun or else of the Rollout: what is short or late in the cluster is not held against all that follows. */
function gapsOf(pairs: readonly Pair[]): Gap[] {
  const inOrder = [...pairs].sort((a, b) => a.ours.at - b.ours.at);
  return inOrder.flatMap((pair, i) => {
    const { ours, theirs } = pair;
    const before = inOrder.slice(0, i).reverse().find((other) => runOf(other) === runOf(pair)) ?? inOrder[i - 1];
    if (!before) return [];
    return [{ what: `${theirs.stream}: ${theirs.what}`, gap: theirs.at - before.theirs.at - (ours.at - before.ours.at), early: before.ours.late, late: ours.late }];
  });
}

function runOf({ ours: { stream } }: Pair): string {
  return /^run \d+/.exec(stream)?.[0] ?? '';
}

function transitionsOf(events: readonly TimelineEvent[]): Pair['ours'][] {
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
    case 'measurement': return { stream: `run ${numberOf(runs, event.run)} ${event.metric}`, what: `measured ${event.phase}` };
  }
}

function numberOf(runs: string[], name: string): number {
  if (!runs.includes(name)) runs.push(name);
  return runs.indexOf(name);
}

function textOf(transition: Transition | undefined): string {
  return transition ? `'${transition.what}' at ${transition.at.toFixed(2)} s` : 'nothing';
}
