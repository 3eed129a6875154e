import { type Duration } from 'cdk8s';
import { type AnalysisOptions } from './analysis';
import { type Apex } from './apex';
import { type HandOver } from './hand-over';
import { type HashLabel } from './hash-label';
import { type Protocol } from './protocol';
import { type Replicas } from './replicas';
import { type Routing } from './routing';
import { type Step } from './step';
import { type Target } from './target';
import { type Threshold } from './threshold';
import { type Traffic } from './traffic';
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
   *
   * @default - no timeout, with a warning
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute
   */
  readonly timeout?: Duration;

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
   * How long the pods of an aborted canary are kept, in whole seconds.
   *
   * @default - 30 seconds, by Argo Rollouts
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/scaledown-aborted-rs/
   */
  readonly abortScaleDownDelay?: Duration;
}
