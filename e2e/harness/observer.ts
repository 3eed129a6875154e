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

/** Where an object is. */
export interface Place {
  readonly namespace: string;
  readonly name: string;
}

const KINDS: Kind[] = ['Rollout', 'AnalysisRun', 'VirtualService', 'DestinationRule', 'ReplicaSet', 'Deployment', 'Service', 'Pod'];

const LAST_OBSERVATIONS = 12;

interface Waiting {
  check(): void;
}

/** Watches namespaces, so that nothing that was there for a moment only is missed, and waits for what is to come. */
export class Observer {
  /** @param clusterFailed - fails when there is nothing left to wait for */
  static async start(kube: Kube, namespaces: readonly string[], clusterFailed: Promise<never>): Promise<Observer> {
    const observer = new Observer(clusterFailed);
    for (const [namespace, kind] of namespaces.flatMap((name) => KINDS.map((each) => [name, each] as const))) {
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
  find<K extends Kind>(kind: K, { namespace, name }: Place): Kinds[K] | undefined {
    return this.objects.get(`${kind}/${namespace}/${name}`) as Kinds[K] | undefined;
  }

  /** All objects of a kind as they are now. */
  all<K extends Kind>(kind: K): Kinds[K][] {
    return [...this.objects.values()].filter((object) => object.kind === kind) as KubeObject[] as Kinds[K][];
  }

  /** Each state that an object has been in, oldest first. */
  states<K extends Kind>(kind: K, { namespace, name }: Place): { readonly at: number; readonly object: Kinds[K] }[] {
    const isIt = ({ metadata }: KubeObject) => metadata.name === name && metadata.namespace === namespace;
    const changes = this.history.filter((observation) => observation.kind === kind && isIt(observation.object));
    return changes.map(({ at, object }) => ({ at, object: object as Kinds[K] }));
  }

  /** Milliseconds since the observer began. */
  now(): number {
    return performance.now() - this.start;
  }

  /** Waits until something is true, asked again after each change, and fails when it does not come; gives what was found. */
  async until<T>(what: string, seconds: number, check: () => T | undefined | false): Promise<T> {
    const found = await this.within(seconds, check);
    if (found === undefined) throw new Error(`no '${what}' in ${seconds} s; last seen:\n${this.describeLast()}`);
    return found;
  }

  /** Waits until something is true, but no longer than some seconds; gives what was found, if anything. */
  async within<T>(seconds: number, check: () => T | undefined | false): Promise<T | undefined> {
    let timer: NodeJS.Timeout | undefined;
    let waiting: Waiting | undefined;
    const found = new Promise<T | undefined>((resolve, reject) => {
      timer = setTimeout(() => resolve(undefined), seconds * 1000);
      waiting = { check: () => attempt(check, resolve, reject) };
      this.waiting.add(waiting);
      waiting.check();
    });
    try {
      return await Promise.race([found, this.clusterFailed, ...this.watches.map((watch) => watch.failed)]);
    } finally {
      clearTimeout(timer);
      if (waiting !== undefined) this.waiting.delete(waiting);
    }
  }

  /** Calls after each change, until the function that it gives is called. */
  follow(listener: () => void): () => void {
    const following = { check: listener };
    this.waiting.add(following);
    return () => this.waiting.delete(following);
  }

  private observe(change: Change, kind: Kind, object: KubeObject): void {
    const key = `${kind}/${object.metadata.namespace}/${object.metadata.name}`;
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

function attempt<T>(check: () => T | undefined | false, resolve: (value: T) => void, reject: (error: unknown) => void): void {
  try {
    const value = check();
    if (value !== undefined && value !== false) resolve(value);
  } catch (error) {
    reject(error);
  }
}
