import { type Kind, type Kinds, targetOf } from './kinds';
import { type Kube, type KubeObject } from './kube';
import { type Change, ObjectWatch } from './object-watch';

/** One change of one object, as the API server told it. */
export interface Observation {
  /** Milliseconds since the observer began. */
  readonly at: number;
  readonly change: Change;
  readonly kind: Kind;
  readonly object: KubeObject;
}

const KINDS: Kind[] = ['Rollout', 'AnalysisRun', 'VirtualService', 'DestinationRule', 'ReplicaSet', 'Deployment', 'Service', 'Pod'];

const LAST_OBSERVATIONS = 12;

interface Waiting {
  check(): void;
}

/** Watches a namespace, so that nothing that was there for a moment only is missed, and waits for what is to come. */
export class Observer {
  /** @param clusterFailed - fails when there is nothing left to wait for */
  static async start(kube: Kube, namespace: string, clusterFailed: Promise<never>): Promise<Observer> {
    const observer = new Observer(clusterFailed);
    for (const kind of KINDS) {
      observer.watches.push(await ObjectWatch.start(kube, targetOf(kind, namespace), (change, object) => observer.observe(change, kind, object)));
    }
    return observer;
  }

  /** Everything that was seen, in the order in which it came. */
  readonly history: Observation[] = [];

  private readonly watches: ObjectWatch[] = [];
  private readonly objects = new Map<string, KubeObject>();
  private readonly waiting = new Set<Waiting>();
  private readonly start = performance.now();

  private constructor(private readonly clusterFailed: Promise<never>) {}

  stop(): void {
    this.watches.forEach((watch) => watch.stop());
  }

  /** The object as it is now. */
  find<K extends Kind>(kind: K, name: string): Kinds[K] | undefined {
    return this.objects.get(`${kind}/${name}`) as Kinds[K] | undefined;
  }

  /** All objects of a kind as they are now. */
  all<K extends Kind>(kind: K): Kinds[K][] {
    return [...this.objects.values()].filter((object) => object.kind === kind) as KubeObject[] as Kinds[K][];
  }

  /** Each state that an object has been in, oldest first. */
  states<K extends Kind>(kind: K, name: string): { readonly at: number; readonly object: Kinds[K] }[] {
    const changes = this.history.filter((observation) => observation.kind === kind && observation.object.metadata.name === name);
    return changes.map(({ at, object }) => ({ at, object: object as Kinds[K] }));
  }

  /** Milliseconds since the observer began. */
  now(): number {
    return performance.now() - this.start;
  }

  /** Waits until something is true, asked again after each change; gives what it was asked for. */
  async until<T>(what: string, seconds: number, check: () => T | undefined | false): Promise<T> {
    const watchFailed = this.watches.map((watch) => watch.failed);
    let done: () => void = () => undefined;
    const met = new Promise<T>((resolve, reject) => {
      const attempt = () => {
        try {
          const value = check();
          if (value !== undefined && value !== false) resolve(value);
        } catch (error) {
          reject(error as Error);
        }
      };
      const timer = setTimeout(() => reject(new Error(`no '${what}' in ${seconds} s; last seen:\n${this.describeLast()}`)), seconds * 1000);
      const waiting = { check: attempt };
      this.waiting.add(waiting);
      done = () => {
        clearTimeout(timer);
        this.waiting.delete(waiting);
      };
      attempt();
    });
    return Promise.race([met, this.clusterFailed, ...watchFailed]).finally(done);
  }

  private observe(change: Change, kind: Kind, object: KubeObject): void {
    const key = `${kind}/${object.metadata.name}`;
    this.history.push({ at: this.now(), change, kind, object });
    if (change === 'DELETED') this.objects.delete(key);
    else this.objects.set(key, { ...object, kind });
    [...this.waiting].forEach((waiting) => waiting.check());
  }

  private describeLast(): string {
    const lines = this.history.filter(({ kind }) => kind !== 'Pod').slice(-LAST_OBSERVATIONS).map(({ at, change, kind, object }) => {
      const { status, spec } = object as { status?: object; spec?: object };
      return `${(at / 1000).toFixed(2)} s ${change} ${kind}/${object.metadata.name} ${JSON.stringify(kind === 'VirtualService' ? spec : status)?.slice(0, 400)}`;
    });
    return lines.join('\n');
  }
}
