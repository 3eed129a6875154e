import { recordedTransitions, type Transition } from './recorded-events';
import { type RecordedEntry } from './recording';
import { unlikeValues } from './same-value';
import { transitionsOf } from './simulated-events';
import { type Timeline } from '../../src/simulation/timeline';

/** How a simulation compares with what was seen; times in seconds. */
export interface Comparison {
  readonly events: number;
  readonly measurements: number;
  /** The gap before an event that differs most: positive where the cluster took longer. */
  readonly largest: number;
  /** What is not the same, in words. */
  readonly differences: readonly string[];
}

interface Pair {
  readonly ours: Transition & { readonly late: number };
  readonly theirs: Transition;
}

interface Gap {
  readonly what: string;
  readonly gap: number;
  /** How much later than simulated it came altogether. */
  readonly offset: number;
  /** What chance may take from it or add to it: behind the gate of a Rollout without Services. */
  readonly early: number;
  readonly late: number;
}

/** What the clocks of a cluster leave open: whole seconds come early, and a loaded machine is late. */
const EARLIEST = -1;
const LATEST = 1.5;

/**
 * Holds each transition of a simulation against the one that was seen.
 *
 * @param latest - how many seconds later than simulated a transition may come after the one before it
 */
export function compare({ events }: Timeline, trace: readonly RecordedEntry[], latest = LATEST): Comparison {
  const end = trace[trace.length - 1].t / 1000;
  const theirs = recordedTransitions(trace);
  const ours = transitionsOf(events).filter(({ at }) => at <= end + latest);
  const pairs: Pair[] = [];
  const streams = [...new Set([...theirs, ...ours].map(({ stream }) => stream))];
  const differences = streams.flatMap((stream) => pairUp(stream, ours, theirs, end - latest, pairs));
  // What only makes up for something late before it is not early.
  const late = gapsOf(pairs).filter(({ gap, offset, early, late: allowed }) => Math.max(gap, offset) < EARLIEST - early || gap > latest + allowed);
  return {
    events: pairs.length,
    measurements: pairs.filter(({ ours: { what } }) => what.startsWith('measured')).length,
    largest: gapsOf(pairs).filter((each) => each.early + each.late === 0).reduce((most, { gap }) => Math.abs(gap) > Math.abs(most) ? gap : most, 0),
    differences: [...differences, ...pairs.flatMap(unlikeValues), ...late.map(({ what, gap }) => `${what} came ${gap.toFixed(2)} s later than simulated`)],
  };
}

/** Event by event; what the recording was too short for is left out: it would come after `until`. */
function pairUp(stream: string, ours: readonly Pair['ours'][], theirs: readonly Transition[], until: number, pairs: Pair[]) {
  const mine = ours.filter((transition) => transition.stream === stream);
  const real = theirs.filter((transition) => transition.stream === stream);
  const common = mine.findIndex(({ what }, i) => what !== real[i]?.what);
  const same = common < 0 ? mine.length : common;
  pairs.push(...mine.slice(0, same).map((transition, i) => ({ ours: transition, theirs: real[i] })));
  const [next, recorded] = [mine.at(same), real.at(same)];
  const isCutOff = !recorded && next !== undefined && next.at >= until;
  return (!next && !recorded) || isCutOff ? [] : [`${stream}: simulated ${textOf(next)}, recorded ${textOf(recorded)}`];
}

/** Each from the event before it, of its AnalysisRun or else of the Rollout: what is short or late in the cluster is not held against all that follows. */
function gapsOf(pairs: readonly Pair[]): Gap[] {
  const inOrder = [...pairs].sort((a, b) => a.ours.at - b.ours.at);
  return inOrder.flatMap((pair, i) => {
    const { ours, theirs } = pair;
    const before = inOrder.slice(0, i).reverse().find((other) => runOf(other) === runOf(pair)) ?? inOrder[i - 1];
    if (!before) return [];
    const gap = theirs.at - before.theirs.at - (ours.at - before.ours.at);
    return [{ what: `${theirs.stream}: ${theirs.what}`, gap, offset: theirs.at - ours.at, early: before.ours.late, late: ours.late }];
  });
}

function runOf({ ours: { stream } }: Pair): string {
  return /^run \d+/.exec(stream)?.[0] ?? '';
}

function textOf(transition: Transition | undefined): string {
  return transition ? `'${transition.what}' at ${transition.at.toFixed(2)} s` : 'nothing';
}
