import { type BundleRouting, isCanary, routingOf, type WeightedRoutes } from './bundle-routing';
import { type Behaviour, Callers } from './callers';
import { type Example, namespacesOf } from '../bundle/example';
import { type Cluster } from '../harness/cluster';
import { type AnalysisRun, HASH_LABEL, type HttpRoute, type ReplicaSet, type Rollout, targetOf, type VirtualService } from '../harness/kinds';
import { type KubeObject, Refusal } from '../harness/kube';
import { Observer, type Place } from '../harness/observer';

export interface LiveCanaryOptions {
  /** @default - the one that the bundle's queries ask for, else gRPC */
  readonly protocol?: 'http' | 'grpc';

  /** Name of the Rollout. @default - the bundle's first */
  readonly rollout?: string;

  /** Whether anybody calls whose requests a test changes by `behaviour`. @default true */
  readonly hasCallers?: boolean;
}

const QUIET_SECONDS = 1;

/** An example's bundle on a cluster, with callers whose requests follow the weights. */
export class LiveCanary {
  /** Watches what is there already. */
  static async watch(cluster: Cluster, example: Example, options: LiveCanaryOptions = {}): Promise<LiveCanary> {
    return new LiveCanary(cluster, example, await Observer.start(cluster.kube, namespacesOf(example), cluster.failed), options);
  }

  /** Creates what the example assumes and begins to watch; nothing of the bundle is there yet. */
  static async prepare(cluster: Cluster, example: Example, options: LiveCanaryOptions = {}): Promise<LiveCanary> {
    for (const name of namespacesOf(example)) await applyStrictly(cluster, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }, name);
    const canary = await LiveCanary.watch(cluster, example, options);
    await canary.apply(example.assumed);
    return canary;
  }

  static async install(cluster: Cluster, example: Example, options: LiveCanaryOptions = {}): Promise<LiveCanary> {
    const canary = await LiveCanary.prepare(cluster, example, options);
    await canary.apply(example.bundle);
    return canary;
  }

  readonly place: Place;
  readonly routing: BundleRouting;
  private readonly workload: string;
  private readonly callers?: Callers;

  private constructor(private readonly cluster: Cluster, readonly example: Example, readonly observer: Observer, options: LiveCanaryOptions) {
    const rollout = example.bundle.find(({ kind, metadata }) => kind === 'Rollout' && (options.rollout ?? metadata.name) === metadata.name);
    if (rollout === undefined) throw new Error(`${example.name} has no Rollout ${options.rollout ?? ''}`);
    this.workload = (rollout as Rollout).spec.workloadRef?.name ?? '';
    this.place = { name: rollout.metadata.name, namespace: rollout.metadata.namespace ?? example.namespace };
    this.routing = routingOf(rollout, this.place.namespace);
    if (options.hasCallers === false) return;
    this.callers = new Callers(cluster, observer, this.place, options.protocol ?? protocolOf(example), () => this.weights[0] ?? 0);
  }

  stop(): void {
    this.callers?.stop();
    this.observer.stop();
  }

  /** What the callers get, to be changed at any time. */
  get behaviour(): Behaviour {
    if (!this.callers) throw new Error(`${this.example.name} has no callers`);
    return this.callers.behaviour;
  }

  get rollout(): Rollout {
    const rollout = this.observer.find('Rollout', this.place);
    if (rollout === undefined) throw new Error(`there is no Rollout ${this.place.name}`);
    return rollout;
  }

  /** What the canary gets of a hundred requests by each route. */
  get weights(): number[] {
    return this.routing.virtualServices.flatMap((routes) => {
      const service = this.observer.find('VirtualService', routes);
      return service === undefined ? [] : this.weightsIn(service, routes);
    });
  }

  /** The first of the routes that are in force for all requests now: one that mirrors stands before the weighted one. */
  get route(): HttpRoute | undefined {
    const [routes] = this.routing.virtualServices;
    const service = this.observer.find('VirtualService', routes);
    return service?.spec.http.find(({ mirror }) => mirror !== undefined) ?? (service && weightedIn(service, routes)[0]);
  }

  /** The controller's route for requests with some header; no other in a bundle here asks for anything. */
  get headerRoute(): HttpRoute | undefined {
    const service = this.observer.find('VirtualService', this.routing.virtualServices[0]);
    return service?.spec.http.find(({ match, mirror }) => match !== undefined && mirror === undefined);
  }

  /** What the canary got of a hundred requests by the first route, each change since a moment. */
  weightsSince(moment: number): number[] {
    const [first] = this.routing.virtualServices;
    const states = this.observer.states('VirtualService', first).map(({ at, object }) => ({ at, weight: this.weightsIn(object, first)[0] }));
    return states.filter(({ at, weight }, index) => at >= moment && weight !== states[index - 1]?.weight).map(({ weight }) => weight);
  }

  /** The hash of the pods that the mesh sends the requests of one side to. */
  selectedHash(side: 'stable' | 'canary'): string | undefined {
    const { namespace } = this.place;
    const rule = this.routing.destinationRule;
    if (rule !== undefined) {
      const subset = side === 'stable' ? rule.stableSubsetName : rule.canarySubsetName;
      return this.observer.find('DestinationRule', { namespace, name: rule.name })?.spec.subsets.find(({ name }) => name === subset)?.labels[HASH_LABEL];
    }
    const name = (side === 'stable' ? this.routing.stableService : this.routing.canaryService) ?? '';
    return this.observer.find('Service', { namespace, name })?.spec.selector?.[HASH_LABEL];
  }

  /** The Rollout's ReplicaSet with a hash. */
  replicaSet(hash: string | undefined): ReplicaSet | undefined {
    return this.observer.all('ReplicaSet').find(({ metadata }) => hash !== undefined && metadata.labels?.[HASH_LABEL] === hash);
  }

  /** The run that measures the release at hand, or has measured it. */
  get analysisRun(): AnalysisRun | undefined {
    const hash = this.rollout.status?.currentPodHash;
    return this.observer.all('AnalysisRun').find(({ metadata }) => hash !== undefined && metadata.labels?.[HASH_LABEL] === hash);
  }

  /** What was measured, each value as the controller has noted it. */
  get measuredValues(): (string | undefined)[] {
    const results = this.analysisRun?.status?.metricResults ?? [];
    return results.flatMap(({ measurements = [] }) => measurements.map(({ value }) => value));
  }

  async apply(objects: readonly KubeObject[]): Promise<void> {
    for (const object of objects) await applyStrictly(this.cluster, object, this.example.namespace);
  }

  /** Begins a release as a commit with another image does, through a tool that leaves the Deployment's replicas to the controller. */
  async release(version: string): Promise<void> {
    await this.settled();
    const before = this.rollout.status?.currentPodHash;
    const objects = [...this.example.bundle, ...this.example.assumed];
    const deployment = objects.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === this.workload);
    if (deployment === undefined) throw new Error(`${this.example.name} has no Deployment ${this.workload}`);
    const target = targetOf('Deployment', this.place.namespace, deployment.metadata.name);
    await this.cluster.kube.patch(target, imagePatch(deployment, version), 'application/strategic-merge-patch+json');
    await this.observer.until('the controller has seen the release', 30, () => this.rollout.status?.currentPodHash !== before);
  }

  /** Waits until the version at hand is the stable one and nothing else gets requests. */
  async healthy(seconds: number): Promise<void> {
    await this.observer.until('healthy', seconds, () => {
      const status = this.observer.find('Rollout', this.place)?.status;
      if (status?.abort) throw new Error(`the release was aborted: ${status.message}`);
      const promoted = status?.phase === 'Healthy' && status.stableRS !== undefined && status.stableRS === status.currentPodHash;
      return promoted && this.weights.every((weight) => weight === 0) && this.selectedHash('stable') === status.stableRS && this.selectedHash('canary') === status.stableRS;
    });
  }

  /** Waits until the controller has given the release up and the stable pods have all requests again. */
  async aborted(seconds: number): Promise<void> {
    await this.observer.until('aborted', seconds, () => {
      const status = this.rollout.status;
      if (status?.stableRS === status?.currentPodHash) throw new Error('the release was promoted');
      return status?.abort === true && this.weights.every((weight) => weight === 0);
    });
  }

  /** Waits until the release stands in a pause that only an operator ends. */
  async paused(seconds: number): Promise<void> {
    await this.observer.until('paused', seconds, () => {
      const { currentStepIndex = 0, conditions = [] } = this.rollout.status ?? {};
      const step = this.rollout.spec.strategy.canary.steps[currentStepIndex];
      const isPaused = conditions.some(({ type, status }) => type === 'Paused' && status === 'True');
      return isPaused && step?.pause !== undefined && step.pause.duration === undefined;
    });
  }

  /**
   * Ends a pause as an operator does.
   *
   * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/pkg/kubectl-argo-rollouts/cmd/promote/promote.go
   */
  async promote(): Promise<void> {
    const step = this.rollout.status?.currentStepIndex;
    await this.patchStatus({ pauseConditions: null });
    await this.observer.until('the pause is over', 30, () => this.rollout.status?.currentStepIndex !== step);
  }

  /**
   * Has the release given up as an operator does.
   *
   * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/pkg/kubectl-argo-rollouts/cmd/abort/abort.go
   */
  async abort(): Promise<void> {
    await this.patchStatus({ abort: true });
  }

  /**
   * Begins a release anew that has been aborted.
   *
   * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/pkg/kubectl-argo-rollouts/cmd/retry/retry.go
   */
  async retry(): Promise<void> {
    await this.patchStatus({ abort: false });
    await this.observer.until('the release begins anew', 30, () => this.rollout.status?.abort !== true);
  }

  /** Leaves out the steps and analyses that are still to come. */
  async promoteFully(): Promise<void> {
    await this.patchStatus({ promoteFull: true });
  }

  /**
   * Waits until the controller has nothing to write any more.
   *
   * What is done while it writes it may never hear of: it puts the object that it has just written into its cache, over a newer one.
   * @see https://github.com/argoproj/argo-rollouts/issues/4073
   */
  private async settled(): Promise<void> {
    let seen: string | undefined;
    do {
      seen = this.rollout.metadata.resourceVersion;
    } while (await this.observer.within(QUIET_SECONDS, () => this.rollout.metadata.resourceVersion !== seen));
  }

  private async patchStatus(status: object): Promise<void> {
    const { namespace, name } = this.place;
    await this.settled();
    await this.cluster.kube.patch({ ...targetOf('Rollout', namespace, name), subresource: 'status' }, { status });
  }

  private weightsIn(service: VirtualService, routes: WeightedRoutes): number[] {
    return weightedIn(service, routes).map(({ route }) => route.find((destination) => isCanary(destination, this.routing))?.weight ?? 0);
  }
}

function weightedIn({ spec }: VirtualService, { routes }: WeightedRoutes): HttpRoute[] {
  return spec.http.filter(({ name = '' }) => routes.length === 0 || routes.includes(name));
}

async function applyStrictly({ kube }: Cluster, object: KubeObject, namespace: string): Promise<void> {
  const answer = await kube.apply(object, { namespace });
  if (answer.status >= 300) throw new Refusal(`apply ${object.kind}/${object.metadata.name}`, answer);
}

interface WithContainers extends KubeObject {
  readonly spec: { readonly template: { readonly spec: { readonly containers: readonly { readonly name: string; readonly image: string }[] } } };
}

function imagePatch(deployment: KubeObject, version: string): object {
  const [{ name, image }] = (deployment as WithContainers).spec.template.spec.containers;
  return { spec: { template: { spec: { containers: [{ name, image: `${image.split(':')[0]}:${version}` }] } } } };
}

/** The protocol that the bundle's queries ask for; the article's do not say, and its service speaks gRPC. */
function protocolOf({ bundle }: Example): 'http' | 'grpc' {
  return JSON.stringify(bundle).includes('request_protocol=\\"http\\"') ? 'http' : 'grpc';
}
