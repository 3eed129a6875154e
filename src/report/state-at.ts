import { type Simulated } from './simulated';
import { type MeasuredPhase, type RunPhase } from '../simulation/measurement';
import { type TimelineEvent } from '../simulation/timeline';

/** A Rollout at one time of its simulation; ages in seconds, undefined for what was there before. */
export interface RolloutAt {
  readonly namespace: string;
  readonly name: string;
  readonly status: 'Progressing' | 'Paused' | 'Degraded' | 'Healthy';
  readonly message: string;
  /** As kubectl writes it: `2/5`. */
  readonly step: string;
  readonly setWeight: number;
  readonly weight: number;
  readonly desired: number;
  readonly age?: number;
  /** The latest revision first. */
  readonly sets: readonly ReplicaSetAt[];
  readonly runs: readonly RunAt[];
}

export interface ReplicaSetAt {
  readonly revision: number;
  readonly size: number;
  readonly available: number;
  readonly age?: number;
  readonly role: '' | 'stable' | 'canary';
  /** Those that were there first, first. */
  readonly podAges: readonly (number | undefined)[];
}

export interface RunAt {
  readonly name: string;
  readonly revision: number;
  readonly phase: RunPhase;
  readonly age: number;
  readonly counts: Readonly<Record<MeasuredPhase, number>>;
}

/** What a Rollout looks like at a time. */
export function stateAt(simulated: Simulated, at: number): RolloutAt {
  const { rollout, replicas, isFirstDeploy, steps, timeline } = simulated;
  const events = timeline.events.filter((event) => event.at <= at);
  const last = <K extends TimelineEvent['kind']>(kind: K) => events.filter((event): event is TimelineEvent & { kind: K } => event.kind === kind).at(-1);
  const [namespace, name] = rollout.split('/');
  const step = last('step');
  const index = step?.index ?? steps.length;
  const latest = step?.revision ?? 1;
  const stable = last('promote')?.revision ?? (isFirstDeploy ? undefined : 1);
  const isStable = stable === latest || timeline.reason === 'it went back to the stable version';
  const weight = last('weight')?.weight ?? 0;
  return {
    namespace,
    name,
    ...statusOf(events, isStable),
    step: `${index}/${steps.length}`,
    setWeight: isStable ? 100 : weightOf(steps, index),
    weight: isStable ? 100 : weight,
    desired: replicas,
    age: isFirstDeploy ? at : undefined,
    sets: setsAt(events, at, { replicas, stable, latest, isFirstDeploy }),
    runs: runsAt(events, at),
  };
}

function statusOf(events: readonly TimelineEvent[], isStable: boolean): Pick<RolloutAt, 'status' | 'message'> {
  const open = new Set<string>();
  let aborted: string | undefined;
  for (const event of events) {
    // The first step is current again after an abort, too.
    if (event.kind === 'abort') aborted = event.reason;
    else if (isProgress(event)) aborted = undefined;
    if (event.kind === 'pause' && event.state === 'begins') open.add(event.reason);
    if (event.kind === 'pause' && event.state === 'ends') open.delete(event.reason);
  }
  const [pause] = open;
  if (aborted !== undefined && !isStable) return { status: 'Degraded', message: `RolloutAborted: ${aborted}` };
  if (pause !== undefined) return { status: 'Paused', message: pause };
  return { status: isStable ? 'Healthy' : 'Progressing', message: isStable ? '' : 'more replicas need to be updated' };
}

/** What nothing but a release that goes on does. */
function isProgress(event: TimelineEvent): boolean {
  return event.kind === 'promote' || (event.kind === 'step' && event.index > 0) || (event.kind === 'pause' && event.state === 'begins');
}

/** The last setWeight up to a step. */
function weightOf(steps: readonly string[], index: number): number {
  const weights = steps.slice(0, index + 1).flatMap((step) => /^setWeight: (\d+)$/.exec(step)?.[1] ?? []);
  return Number(weights.at(-1) ?? 0);
}

interface Known {
  readonly replicas: number;
  readonly stable?: number;
  readonly latest: number;
  readonly isFirstDeploy: boolean;
}

function setsAt(events: readonly TimelineEvent[], at: number, { replicas, stable, latest, isFirstDeploy }: Known): ReplicaSetAt[] {
  const scales = events.filter((event): event is TimelineEvent & { kind: 'scale' } => event.kind === 'scale');
  const revisions = [...new Set([...isFirstDeploy ? [] : [1], ...scales.map(({ revision }) => revision), latest])].sort((a, b) => b - a);
  return revisions.map((revision) => {
    const own = scales.filter((scale) => scale.revision === revision);
    const wasThere = revision === 1 && !isFirstDeploy;
    const { replicas: size, available } = own.at(-1) ?? { replicas: wasThere ? replicas : 0, available: wasThere ? replicas : 0 };
    const born: (number | undefined)[] = wasThere ? Array.from({ length: replicas }, () => undefined) : [];
    for (const scale of own) {
      while (born.length < scale.replicas) born.push(scale.at);
      born.length = Math.min(born.length, scale.replicas);
    }
    const role = revision === stable ? 'stable' : revision === latest ? 'canary' : '';
    const age = wasThere ? undefined : at - (own[0]?.at ?? at);
    return { revision, size, available, role, age, podAges: born.map((since) => since === undefined ? undefined : at - since) };
  });
}

function runsAt(events: readonly TimelineEvent[], at: number): RunAt[] {
  const names = [...new Set(events.flatMap((event) => event.kind === 'analysisRun' || event.kind === 'measurement' ? [event.run] : []))];
  return names.map((name) => {
    const own = events.filter((event) => (event.kind === 'analysisRun' || event.kind === 'measurement') && event.run === name);
    const phase = own.flatMap((event) => event.kind === 'analysisRun' ? [event.phase] : []).at(-1) ?? 'Running';
    const counts = { Successful: 0, Failed: 0, Inconclusive: 0, Error: 0 };
    for (const event of own) if (event.kind === 'measurement') counts[event.phase]++;
    return { name, revision: revisionBefore(events, own[0]), phase, age: at - own[0].at, counts };
  });
}

/** A run belongs to the revision that was the latest when it began. */
function revisionBefore(events: readonly TimelineEvent[], event: TimelineEvent): number {
  const steps = events.slice(0, events.indexOf(event)).flatMap((each) => each.kind === 'step' ? [each.revision] : []);
  return steps.at(-1) ?? 1;
}
