import { setTimeout as sleep } from 'node:timers/promises';
import { type Kube, type KubeObject, Refusal } from './kube';
import { ObjectWatch } from './object-watch';
import { say } from '../programs/say';

interface Pod extends KubeObject {
  readonly spec: { readonly nodeName?: string; readonly containers: readonly { readonly name: string; readonly image: string }[] };
  readonly status?: { readonly phase?: string };
}

/** How long a pod takes to become ready, in milliseconds; one that never does is `Infinity`. */
export type PodStart = (pod: { readonly image: string }) => number;

const NAME = 'fake-node';
const CAPACITY = { cpu: '1k', memory: '1Ti', pods: '100k' };

/** Scheduler and kubelet in one: binds every pod to itself, lets it become ready and go, and runs nothing. */
export class FakeNode {
  static async start(kube: Kube): Promise<FakeNode> {
    const target = { apiVersion: 'v1', kind: 'Node', name: NAME };
    await kube.create({ apiVersion: 'v1', kind: 'Node', metadata: { name: NAME } });
    const conditions = [{ type: 'Ready', status: 'True', reason: 'FakeNode' }];
    await kube.patch({ ...target, subresource: 'status' }, { status: { capacity: CAPACITY, allocatable: CAPACITY, conditions } });
    const node = new FakeNode(kube);
    node.watch = await ObjectWatch.start(kube, { apiVersion: 'v1', kind: 'Pod' }, (change, pod) => node.handle(change === 'DELETED', pod as Pod));
    return node;
  }

  /** How long pods take to become ready from now on. */
  podStart: PodStart;

  private readonly started = new Set<string>();
  private watch?: ObjectWatch;
  private stopped = false;

  private constructor(private readonly kube: Kube) {
    this.podStart = () => 0;
  }

  stop(): void {
    this.stopped = true;
    this.watch?.stop();
  }

  private handle(gone: boolean, pod: Pod): void {
    const uid = pod.metadata.uid ?? '';
    if (gone) {
      this.started.delete(uid);
      return;
    }
    this.step(pod, uid).catch((error) => {
      // The pod has gone or changed in between, and there is another event.
      if (error instanceof Refusal && [404, 409].includes(error.answer.status)) return;
      if (!this.stopped) say(`the fake node failed: ${(error as Error).message}`);
    });
  }

  private async step(pod: Pod, uid: string): Promise<void> {
    const target = { apiVersion: 'v1', kind: 'Pod', name: pod.metadata.name, namespace: pod.metadata.namespace };
    if (pod.metadata.deletionTimestamp !== undefined) {
      await this.kube.delete(target, 0);
    } else if (pod.spec.nodeName === undefined) {
      await this.bind(pod);
    } else if (!this.started.has(uid)) {
      this.started.add(uid);
      const delay = this.podStart({ image: pod.spec.containers[0].image });
      if (delay === Infinity) return;
      await sleep(delay);
      await this.kube.patch({ ...target, subresource: 'status' }, readyStatus(pod));
    }
  }

  private async bind({ metadata: { name, namespace } }: Pod): Promise<void> {
    await this.kube.demand('POST', `/api/v1/namespaces/${namespace}/pods/${name}/binding`, {
      apiVersion: 'v1', kind: 'Binding', metadata: { name }, target: { apiVersion: 'v1', kind: 'Node', name: NAME },
    });
  }
}

function readyStatus({ spec }: Pod): object {
  const now = new Date().toISOString();
  return {
    status: {
      phase: 'Running',
      startTime: now,
      podIP: '127.0.0.1',
      conditions: ['PodScheduled', 'Initialized', 'ContainersReady', 'Ready'].map((type) => ({ type, status: 'True', lastTransitionTime: now })),
      containerStatuses: spec.containers.map(({ name, image }) => ({
        name, image, imageID: '', ready: true, started: true, restartCount: 0, state: { running: { startedAt: now } },
      })),
    },
  };
}
