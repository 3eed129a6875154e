import { clockOf } from './recorded-clock';
import { recordedMeasurements } from './recorded-runs';
import { type RecordedEntry } from './recording';
import { type MeasuredPhase, type MeasurementSource } from '../../src/simulation/measurement';
import { type OperatorEvent } from '../../src/simulation/operator';
import { type Scenario } from '../../src/simulation/scenario';

/** What a quiet cluster on one machine takes from a change to the pass that sees it, and for a pod without start-up time. */
const LATENCY = 0.06;
const INSTANT_POD = 0.1;
const SLOW_POD = 5;

/** What the recording met: its actions when they arrived, its answers, its clock, and how its pods start. */
export function scenarioOf(trace: readonly RecordedEntry[]): Scenario {
  const [release, ...operator] = actionsOf(trace);
  return {
    measure: answersOf(trace),
    podStartup: (version) => startupOf(trace, version),
    releaseAt: release.at,
    release: release.version,
    operator,
    ...clockOf(trace),
    latency: LATENCY,
    limit: trace[trace.length - 1].t / 1000 + 60,
  };
}

/** The answers in the order in which they came, whenever they are asked for. */
function answersOf(trace: readonly RecordedEntry[]): MeasurementSource {
  const left = new Map<string, MeasuredPhase[]>();
  for (const { metric, phase } of recordedMeasurements(trace)) left.set(metric, [...left.get(metric) ?? [], phase]);
  return ({ name }) => {
    const phases = left.get(name) ?? [];
    return { phase: (phases.length > 1 ? phases.shift() : phases[0]) ?? 'Successful' };
  };
}

function actionsOf(trace: readonly RecordedEntry[]): OperatorEvent[] {
  return trace.flatMap(({ t, kind, changed }) => {
    const action = kind === 'Driver' ? changed?.action : undefined;
    if (typeof action !== 'string') return [];
    const version = /rpc-server:(\w+)|image (v\d)/.exec(action);
    if (version) return [{ at: arrival(trace, t, ({ annotations }) => annotations !== undefined), action: 'release' as const, version: version[1] ?? version[2] }];
    const verb = /^(?:kubectl argo rollouts )?(promote|abort|retry)(?: rpc-server)?( --full)?$/.exec(action);
    if (verb) return [operation(trace, t, verb[1], verb[2] !== undefined)];
    return action.startsWith('delete one pod') ? [{ at: t / 1000, action: 'lose-pod' as const }] : [];
  });
}

function operation(trace: readonly RecordedEntry[], t: number, verb: string, isFull: boolean): OperatorEvent {
  if (isFull) return { at: arrival(trace, t, ({ promoteFull }) => promoteFull === true), action: 'promote-full' };
  if (verb === 'abort') return { at: arrival(trace, t, ({ abort }) => abort === true), action: 'abort' };
  if (verb === 'retry') return { at: arrival(trace, t, (changed) => 'abort' in changed && changed.abort !== true), action: 'retry' };
  return { at: arrival(trace, t, (changed) => 'pauseConditions' in changed || 'currentStepIndex' in changed), action: 'promote' };
}

/** When the Rollout first shows that something was done: the driver's own note of it is earlier. */
function arrival(trace: readonly RecordedEntry[], t: number, shows: (changed: Readonly<Record<string, unknown>>) => boolean): number {
  const entry = trace.find((each) => each.t >= t && each.kind === 'Rollout' && each.changed && shows(each.changed));
  return (entry?.t ?? t) / 1000;
}

function startupOf(trace: readonly RecordedEntry[], version: string): number {
  const release = trace.find(({ kind, changed }) => kind === 'Driver' && typeof changed?.action === 'string' && new RegExp(`(:|image )${version}\\b`).test(changed.action));
  const action = release?.changed?.action as string | undefined ?? '';
  if (/never-ready|never Ready|:stuck/.test(action)) return Infinity;
  return /slow-ready|:slow/.test(action) ? SLOW_POD : INSTANT_POD;
}
