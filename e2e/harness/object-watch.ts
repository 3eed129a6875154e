import { Watch } from '@kubernetes/client-node';
import { type Kube, type KubeObject, type Target } from './kube';

export type Change = 'ADDED' | 'MODIFIED' | 'DELETED';

/** Calls back for each object that is there and then for each change, in order, until it is stopped. */
export class ObjectWatch {
  static async start(kube: Kube, target: Target, onChange: (change: Change, object: KubeObject) => void): Promise<ObjectWatch> {
    const path = await kube.path(target);
    const list = await kube.demand('GET', path) as { metadata: { resourceVersion: string }; items: KubeObject[] };
    const { apiVersion, kind } = target;
    list.items.forEach((item) => onChange('ADDED', { ...item, apiVersion, kind }));
    const watch = new ObjectWatch();
    watch.controller = await new Watch(kube.config).watch(path, { resourceVersion: list.metadata.resourceVersion }, (change, object) => {
      if (!watch.stopped) onChange(change as Change, object as KubeObject);
    }, (error) => {
      if (!watch.stopped) watch.fail(new Error(`the watch of ${kind} ended: ${(error as Error | null)?.message ?? 'closed by the server'}`));
    });
    return watch;
  }

  /** Fails when the server ends the watch. */
  readonly failed: Promise<never>;

  private controller?: AbortController;
  private stopped = false;
  private fail!: (error: Error) => void;

  private constructor() {
    this.failed = new Promise<never>((_, reject) => { this.fail = reject; });
    this.failed.catch(() => undefined);
  }

  stop(): void {
    this.stopped = true;
    this.controller?.abort();
  }
}
