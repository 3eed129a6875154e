import { type Duration } from 'cdk8s';
import { type AnalysisOptions } from './analysis';
import { type AntiAffinity } from './anti-affinity';
import { type Apex } from './apex';
import { type HandOver } from './hand-over';
import { type HashLabel } from './hash-label';
import { type PodTemplateMetadata } from './pod-template-metadata';
import { type Protocol } from './protocol';
import { type ReplicaProgressThreshold } from './replica-progress-threshold';
import { type Replicas } from './replicas';
import { type RetryOptions } from './retries';
import { type Routing } from './routing';
import { type Step } from './step';
import { type Target } from './target';
import { type Threshold } from './threshold';
import { type Traffic } from './traffic';
import { type TrafficPolicy } from './traffic-policy';
import { type Acceptance } from './validation/acceptance';
import { type Workload } from './workload';

/** Everything that can be said about a canary. */
export interface SmartCanaryProps {
  /** Name of the apex Service, and of the Rollout, the VirtualService and the DestinationRule. */
  readonly service: string;

  /**
   * What happens in a release, in order.
   *
   * End with a weight of 100 and a timed pause: the promotion itself is not watched.
   */
  readonly steps: Step[];

  /** What the canary must keep to: without any, nothing is measured. */
  readonly thresholds: Threshold[];

  /**
   * The Deployment whose pods the Rollout takes over.
   *
   * @default - an existing Deployment with the name of the service, whose pods have the label `app.kubernetes.io/name` of that name
   */
  readonly workload?: Workload;

  /**
   * How pods pass from the Deployment to the Rollout.
   *
   * @default HandOver.PROGRESSIVE
   */
  readonly handOver?: HandOver;

  /**
   * What the service speaks.
   *
   * @default - read from the ports of the Service or the Deployment in this app; HTTP, with a warning, where neither is in it
   */
  readonly protocol?: Protocol;

  /**
   * How many pods the service runs.
   *
   * @default - as the Deployment states; else, with a warning, 1 (Kubernetes' own default) for a Deployment in this app, 3 for one elsewhere
   */
  readonly replicas?: Replicas;

  /**
   * Who makes the apex Service.
   *
   * @default - the canary, where the Deployment is in this app and its chart has no such Service yet
   */
  readonly apex?: Apex;

  /**
   * How requests are told apart.
   *
   * @default Routing.subsets()
   */
  readonly routing?: Routing;

  /**
   * How long a caller waits for an answer, to the millisecond.
   *
   * Without it a request that hangs ends when its caller leaves, which cannot be told from a caller who changed his mind.
   * With `Routing.existing` it says what those routes have.
   *
   * @default - no timeout, with a warning
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute
   */
  readonly timeout?: Duration;

  /**
   * How often a caller's proxy asks again before it gives up.
   *
   * @default - 2 attempts, by Istio, on its own conditions
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry
   */
  readonly retries?: RetryOptions;

  /**
   * The Gateways through which callers from outside come.
   *
   * Each is `namespace/name`, or a name in the chart's own namespace. Callers inside the mesh are split, too: `mesh` is added.
   *
   * @default - none: only callers inside the mesh are split
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService
   */
  readonly gateways?: string[];

  /**
   * The names that callers from outside ask for, with or without a wildcard at the start.
   *
   * They go with gateways. Callers inside the mesh use the service's own host, which is added.
   *
   * @default - the service's own host alone
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService
   */
  readonly hosts?: string[];

  /**
   * The namespaces whose callers and gateways are split: `.` for the canary's own, `*` alone for all.
   *
   * Other callers get any pod of the service, those of the canary included, whatever its weight.
   *
   * @default - all namespaces, unless the mesh is configured otherwise
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService
   */
  readonly exportTo?: string[];

  /**
   * What callers' proxies do with the pods of a version, stable and canary each by itself.
   *
   * @default - Istio's own
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy
   */
  readonly trafficPolicy?: TrafficPolicy;

  /**
   * Where and how often the thresholds are measured.
   *
   * @default - derived from the steps
   */
  readonly analysis?: AnalysisOptions;

  /**
   * The metric label by which a query sees the canary alone.
   *
   * @default HashLabel.telemetry()
   */
  readonly hashLabel?: HashLabel;

  /**
   * What is assumed of the service while a release is under way.
   *
   * @default - see Traffic
   */
  readonly traffic?: Traffic;

  /**
   * What the bundle will run on.
   *
   * @default - see Target
   */
  readonly target?: Target;

  /**
   * The cluster's DNS domain, used in hosts where the chart has a namespace.
   *
   * @default 'cluster.local'
   */
  readonly clusterDomain?: string;

  /**
   * How long a release may make no progress until it is aborted, in whole seconds.
   *
   * It must be above the start-up of the pods. Pauses do not count.
   *
   * @default - as the Deployment states; else 600 seconds, or twice the start-up where that is longer
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/specification/
   */
  readonly progressDeadline?: Duration;

  /**
   * How long the pods of the old version are kept after a release, in whole seconds.
   *
   * At least 1: with 0 Argo Rollouts never removes them and reconciles without end. Proxies need some seconds to leave them.
   *
   * @default - 30 seconds, by Argo Rollouts
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/specification/
   */
  readonly scaleDownDelay?: Duration;

  /**
   * How long the pods of an aborted canary are kept, in whole seconds.
   *
   * With `Routing.hosts` the controller writes without pause all that time, which is warned about above 30 seconds.
   *
   * @default - 30 seconds, by Argo Rollouts
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/scaledown-aborted-rs/
   */
  readonly abortScaleDownDelay?: Duration;

  /**
   * Scale the stable pods down as the canary takes over their requests.
   *
   * It saves pods and costs the quick abort: the weight goes down only as stable pods start again, which is warned about.
   * It goes with none of scaleDownDelay, abortScaleDownDelay and minPodsPerReplicaSet.
   *
   * @default false
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/canary/#dynamic-stable-scale-with-traffic-routing
   */
  readonly dynamicStableScale?: boolean;

  /**
   * The least pods of the canary, and of stable, while they have any.
   *
   * An integer from 1 to the replicas. More pods than a small weight needs survive the loss of one, and hide a fault of load.
   *
   * @default 1
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/specification/
   */
  readonly minPodsPerReplicaSet?: number;

  /**
   * How many of its pods must be available before a step is done, and a release promoted.
   *
   * @default - all of them
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/specification/
   */
  readonly replicaProgressThreshold?: ReplicaProgressThreshold;

  /**
   * How many revisions one can go back without steps and without analysis, 1 or more.
   *
   * Until all pods are there the last weight of the steps goes to those that are, which is warned about.
   *
   * @default - none: going back is a release like any other
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/rollback/
   */
  readonly rollbackWindow?: number;

  /**
   * How many old ReplicaSets are kept, without pods, 0 or more.
   *
   * @default - 10, by Argo Rollouts
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/specification/
   */
  readonly revisionHistoryLimit?: number;

  /**
   * Labels and annotations of the stable pods.
   *
   * A promoted canary gets them in place of canaryMetadata, without a restart.
   *
   * @default - none
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/ephemeral-metadata/
   */
  readonly stableMetadata?: PodTemplateMetadata;

  /**
   * Labels and annotations of the canary's pods, until they are promoted.
   *
   * Never scope a query by these labels: a sidecar reads the labels of its pod once, when it starts, and calls a pod a canary for ever.
   *
   * @default - none
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/ephemeral-metadata/
   */
  readonly canaryMetadata?: PodTemplateMetadata;

  /**
   * Whether new pods keep off the nodes that run stable ones.
   *
   * @default - new pods start on any node
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/anti-affinity/anti-affinity/
   */
  readonly antiAffinity?: AntiAffinity;

  /**
   * Findings that are intended, by code, each with the reason.
   *
   * They neither fail the synth nor are listed in `findings`. One that accepts nothing is a finding itself, once the app has been synthesized.
   *
   * @default - none
   */
  readonly accept?: Acceptance[];
}
