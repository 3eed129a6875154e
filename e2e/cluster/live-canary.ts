import { type Example, namespacesOf } from '../bundle/example';
import { type Cluster } from '../harness/cluster';
import { type AnalysisRun, HASH_LABEL, type ReplicaSet, type Rollout, targetOf, type VirtualService } from '../harness/kinds';
import { type KubeObject, Refusal } from '../harness/kube';
import { Observer } from '../harness/observer';
import { type VersionTraffic } from '../metrics/workload-telemetry';

/** What callers get from the canary's pods. */
export interface CanaryBehaviour {
  /** Part of the requests that fail, 0 to 1. */
  failing: number;
  /** Whether nobody hears of its requests. */
  silent: boolean;
}

/** How many requests of a hundred the stable and the canary subset get. */
export interface Weights {
  readonly stable: number;
  readonly canary: number;
}

const REQUESTS_PER_SECOND = 100;
const LATENCY_MILLISECONDS = 30;

/** An example's bundle on a cluster, with callers whose requests follow the weights. */
export class LiveCanary {
  /** Creates what the example assumes, applies its bundle and watches. */
  static async install(cluster: Cluster, example: Example): Promise<LiveCanary> {
    const canary = new LiveCanary(cluster, example, await prepare(cluster, example));
    await canary.applyAll(example.bundle);
    return canary;
  }

  readonly behaviour: CanaryBehaviour = { failing: 0, silent: false };
  readonly name: string;
  readonly namespace: string;
  private readonly stopTraffic: () => void;

  private constructor(private readonly cluster: Cluster, private readonly example: Example, readonly observer: Observer) {
    const rollout = example.bundle.find(({ kind }) => kind === 'Rollout');
    if (rollout === undefined) throw new Error(`${example.name} has no Rollout`);
    this.name = rollout.metadata.name;
    this.namespace = rollout.metadata.namespace ?? example.namespace;
    const workload = { namespace: this.namespace, service: this.name, protocol: protocolOf(example), requestsPerSecond: REQUESTS_PER_SECOND };
    this.stopTraffic = cluster.exporter.show(workload, () => this.versions());
  }

  stop(): void {
    this.stopTraffic();
    this.observer.stop();
  }

  get rollout(): Rollout {
    const rollout = this.observer.find('Rollout', this.name);
    if (rollout === undefined) throw new Error(`there is no Rollout ${this.name}`);
    return rollout;
  }

  get weights(): Weights | undefined {
    const service = this.observer.find('VirtualService', this.name);
    return service === undefined ? undefined : primaryWeights(service);
  }

  /** What the canary gets of a hundred requests, each change since a moment. */
  canaryWeightsSince(moment: number): number[] {
    const states = this.observer.states('VirtualService', this.name).map(({ at, object }) => ({ at, canary: primaryWeights(object).canary }));
    return states.filter(({ at, canary }, index) => at >= moment && canary !== states[index - 1]?.canary).map(({ canary }) => canary);
  }

  /** The hash that a subset selects its pods by. */
  subsetHash(subset: 'stable' | 'canary'): string | undefined {
    return this.observer.find('DestinationRule', this.name)?.spec.subsets.find(({ name }) => name === subset)?.labels[HASH_LABEL];
  }

  /** The Rollout's ReplicaSet with a hash. */
  replicaSet(hash: string | undefined): ReplicaSet | undefined {
    return this.observer.all('ReplicaSet').find(({ metadata }) => hash !== undefined && metadata.labels?.[HASH_LABEL] === hash);
  }

  /** The runs of the release at hand. */
  get analysisRuns(): AnalysisRun[] {
    const hash = this.rollout.status?.currentPodHash;
    return this.observer.all('AnalysisRun').filter(({ metadata }) => hash !== undefined && metadata.labels?.[HASH_LABEL] === hash);
  }

  async applyAll(objects: readonly KubeObject[]): Promise<void> {
    for (const object of objects) await applyStrictly(this.cluster, object, this.example.namespace);
  }

  /** Changes the image in Git, so to say: the Deployment is applied with another one. */
  async release(image: string): Promise<void> {
    const before = this.rollout.status?.currentPodHash;
    const deployment = [...this.example.bundle, ...this.example.assumed].find(({ kind }) => kind === 'Deployment');
    if (deployment === undefined) throw new Error(`${this.example.name} has no Deployment`);
    await this.applyAll([withImage(deployment, image)]);
    await this.observer.until('the controller has seen the release', 30, () => this.rollout.status?.currentPodHash !== before);
  }

  /** Waits until the version at hand is the stable one and nothing else gets requests. */
  async healthy(seconds: number): Promise<void> {
    await this.observer.until('healthy', seconds, () => {
      const status = this.observer.find('Rollout', this.name)?.status;
      if (status?.abort) throw new Error(`the release was aborted: ${status.message}`);
      const promoted = status?.phase === 'Healthy' && status.stableRS !== undefined && status.stableRS === status.currentPodHash;
      return promoted && this.weights?.canary === 0 && this.subsetHash('stable') === status.stableRS && this.subsetHash('canary') === status.stableRS;
    });
  }

  /** Waits until the controller has given the release up and the stable pods have all requests again. */
  async aborted(seconds: number): Promise<void> {
    await this.observer.until('aborted', seconds, () => {
      if (this.rollout.status?.stableRS === this.rollout.status?.currentPodHash) throw new Error('the release was promoted');
      return this.rollout.status?.abort === true && this.weights?.canary === 0;
    });
  }

  /**
   * Ends a pause as an operator does.
   *
   * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/pkg/kubectl-argo-rollouts/cmd/promote/promote.go
   */
  async promote(): Promise<void> {
    await this.cluster.kube.patch({ ...targetOf('Rollout', this.namespace, this.name), subresource: 'status' }, { status: { pauseConditions: null } });
  }

  private versions(): VersionTraffic[] {
    const { currentPodHash: current, stableRS: stable } = this.observer.find('Rollout', this.name)?.status ?? {};
    if (stable === undefined || stable === '' || current === undefined) return [];
    const share = (this.weights?.canary ?? 0) / 100;
    const rest = { hash: stable, share: 1 - share, failing: 0, latency: LATENCY_MILLISECONDS };
    if (current === stable || this.behaviour.silent) return [rest];
    return [rest, { hash: current, share, failing: this.behaviour.failing, latency: LATENCY_MILLISECONDS }];
  }
}

async function prepare(cluster: Cluster, example: Example): Promise<Observer> {
  for (const name of namespacesOf(example)) await applyStrictly(cluster, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }, name);
  for (const object of example.assumed) await applyStrictly(cluster, object, example.namespace);
  const rollout = example.bundle.find(({ kind }) => kind === 'Rollout');
  return Observer.start(cluster.kube, rollout?.metadata.namespace ?? example.namespace, cluster.failed);
}

async function applyStrictly({ kube }: Cluster, object: KubeObject, namespace: string): Promise<void> {
  const answer = await kube.apply(object, { namespace });
  if (answer.status >= 300) throw new Refusal(`apply ${object.kind}/${object.metadata.name}`, answer);
}

interface WithContainers extends KubeObject {
  readonly spec: { readonly template: { readonly spec: { readonly containers: readonly object[] } } };
}

function withImage(deployment: KubeObject, image: string): KubeObject {
  const copy = structuredClone(deployment) as WithContainers;
  Object.assign(copy.spec.template.spec.containers[0], { image });
  return copy;
}

function primaryWeights({ spec }: VirtualService): Weights {
  const route = spec.http.find(({ name }) => name === 'primary')?.route ?? [];
  const of = (subset: string) => route.find(({ destination }) => destination.subset === subset)?.weight ?? 0;
  return { stable: of('stable'), canary: of('canary') };
}

/** The protocol that the bundle's queries ask for; the article's do not say, and its service speaks gRPC. */
function protocolOf({ bundle }: Example): 'http' | 'grpc' {
  return JSON.stringify(bundle).includes('request_protocol=\\"http\\"') ? 'http' : 'grpc';
}
