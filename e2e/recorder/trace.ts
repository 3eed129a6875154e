import { changesBetween, isProjected, project, type Projection } from './projection';
import { type Observation } from '../harness/observer';

/** One line of a trace. */
export interface TraceEntry {
  /** Milliseconds since the beginning of the trace. */
  readonly t: number;
  readonly kind: string;
  readonly name: string;
  readonly type?: string;
  /** Resource version. */
  readonly rv?: string;
  readonly changed: Projection | null;
}

/** What happened besides the objects' changes: an act of the driver, or a query with its answer. */
export interface Happening {
  readonly at: number;
  readonly kind: 'Driver' | 'Query';
  readonly name: string;
  readonly changed: Projection;
}

export interface Trace {
  /** Until the first revision was there. */
  readonly initial: TraceEntry[];
  /** From then on. */
  readonly trace: TraceEntry[];
  /** Each object as it was at the end. */
  readonly final: Record<string, Projection>;
}

/** Makes a trace of what was seen and done; it begins anew at `start`, when the first revision is there and the driver begins. */
export function traceOf(history: readonly Observation[], happenings: readonly Happening[], start: number): Trace {
  const states = new Map<string, Projection>();
  const timed = [
    ...history.filter(({ kind }) => isProjected(kind)).flatMap((observation) => ({ at: observation.at, entry: entryOf(observation, states) })),
    ...happenings.map(({ at, kind, name, changed }) => ({ at, entry: { kind, name, changed } })),
  ].filter(({ entry }) => entry.changed === null || Object.keys(entry.changed).length > 0).sort((a, b) => a.at - b.at);
  return {
    initial: timed.filter(({ at }) => at < start).map(({ at, entry }) => ({ t: Math.round(at), ...entry })),
    trace: timed.filter(({ at }) => at >= start).map(({ at, entry }) => ({ t: Math.round(at - start), ...entry })),
    final: Object.fromEntries(states),
  };
}

function entryOf({ change, kind, object }: Observation, states: Map<string, Projection>): Omit<TraceEntry, 't'> {
  const { name, resourceVersion: rv } = object.metadata;
  const key = `${kind}/${name}`;
  if (change === 'DELETED') {
    states.delete(key);
    return { kind, name, type: change, rv, changed: null };
  }
  const after = project(kind, object);
  const changed = changesBetween(states.get(key) ?? {}, after);
  states.set(key, after);
  return { kind, name, type: change, rv, changed };
}
