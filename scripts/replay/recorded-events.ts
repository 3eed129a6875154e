import { recordedRuns } from './recorded-runs';
import { type RecordedEntry } from './recording';

/** A transition, of a simulation or of a recording, in the words that both share. */
export interface Transition {
  /** In seconds. */
  readonly at: number;
  /** Whose history it is part of: only within one the order is certain, as each object is watched by itself. */
  readonly stream: string;
  readonly what: string;
  /** What was measured, where that is known. */
  readonly value?: string;
}

interface Pause {
  readonly reason: string;
}

/** What happened, as the objects tell it. */
export function recordedTransitions(trace: readonly RecordedEntry[]): Transition[] {
  const reader = new TraceReader();
  const objects = trace.flatMap((entry) => reader.read(entry).map(({ stream, what }) => ({ at: entry.t / 1000, stream, what })));
  return [...objects, ...recordedRuns(trace)].sort((a, b) => a.at - b.at);
}

type Happened = Omit<Transition, 'at'>;

class TraceReader {
  private pauses: readonly Pause[] = [];
  private index: unknown;
  private weight = 0;
  private routes: readonly string[] = ['primary'];
  private subsets = '';
  private readonly sizes = new Map<string, unknown>();

  public read({ kind, name, changed }: RecordedEntry): Happened[] {
    if (!changed) return [];
    switch (kind) {
      case 'Rollout': return this.readRollout(changed);
      case 'VirtualService': return [...this.readRoutes(changed), ...this.readWeights(changed)];
      case 'DestinationRule': return this.readSubsets(changed);
      case 'ReplicaSet': return this.readSize(name, changed);
      default: return [];
    }
  }

  private readRollout(changed: Readonly<Record<string, unknown>>): Happened[] {
    const happened: string[] = [];
    if ('pauseConditions' in changed) {
      const pauses = (changed.pauseConditions ?? []) as readonly Pause[];
      const isIn = (list: readonly Pause[], { reason }: Pause) => list.some((pause) => pause.reason === reason);
      happened.push(...this.pauses.filter((pause) => !isIn(pauses, pause)).map(({ reason }) => `pause ends ${reason}`));
      happened.push(...pauses.filter((pause) => !isIn(this.pauses, pause)).map(({ reason }) => `pause begins ${reason}`));
      this.pauses = pauses;
    }
    if (changed.abort === true) happened.push('abort');
    if (typeof changed.currentStepIndex === 'number' && changed.currentStepIndex !== this.index) happened.push(`step ${changed.currentStepIndex}`);
    this.index = changed.currentStepIndex ?? this.index;
    if (typeof changed.stableRS === 'string') happened.push('promote');
    return happened.map((what) => ({ stream: 'rollout', what }));
  }

  private readWeights({ weights }: Readonly<Record<string, unknown>>): Happened[] {
    const canary = Object.entries(weights ?? {}).find(([name]) => name.includes('canary'))?.[1] as number | undefined;
    if (canary === undefined || canary === this.weight) return [];
    this.weight = canary;
    return [{ stream: 'mesh', what: `weight ${canary}` }];
  }

  private readRoutes({ http }: Readonly<Record<string, unknown>>): Happened[] {
    if (!Array.isArray(http)) return [];
    const routes = http.map((route: { name: string }) => route.name);
    const before = this.routes;
    this.routes = routes;
    return [
      ...before.filter((name) => !routes.includes(name)).map((name) => `route ${name} removed`),
      ...routes.filter((name) => !before.includes(name)).map((name) => `route ${name} set`),
    ].map((what) => ({ stream: 'mesh', what }));
  }

  private readSubsets({ subsets }: Readonly<Record<string, unknown>>): Happened[] {
    const labels = subsets as Record<string, Record<string, string>> | undefined;
    const hashes = ['canary', 'stable'].map((name) => labels?.[name]?.['rollouts-pod-template-hash']);
    if (hashes.includes(undefined) || hashes.join() === this.subsets) return [];
    this.subsets = hashes.join();
    return [{ stream: 'subsets', what: hashes[0] === hashes[1] ? 'hash same' : 'hash different' }];
  }

  private readSize(name: string, { specReplicas, owner }: Readonly<Record<string, unknown>>): Happened[] {
    if (owner !== undefined) this.sizes.set(name, owner === 'Rollout' ? specReplicas : undefined);
    if (specReplicas === undefined || owner !== undefined) return [];
    return [{ stream: 'sets', what: `scale ${specReplicas as number}` }];
  }
}
