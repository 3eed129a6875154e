import { type ServiceModel } from './destination-service';

export type RequestProtocol = 'http' | 'grpc';

/** What metrics name a workload by, and what they are made from. */
export interface ServedWorkload {
  readonly namespace: string;
  /** Istio names pods of a Rollout after it. */
  readonly name: string;
  readonly protocol: RequestProtocol;
  /** Those of its pods. @default - none that metrics would show */
  readonly labels?: Readonly<Record<string, string>>;
  /** The port of the Service that is called. */
  readonly port: number;
  /** Those of the namespace which may select the pods. */
  readonly services: readonly ServiceModel[];
  /** @default cluster.local */
  readonly clusterDomain?: string;
  /** @default default */
  readonly serviceAccount?: string;
  /** The name of the cluster in the mesh. @default Kubernetes */
  readonly cluster?: string;
  /** Who brings the pod template hash into the metrics. @default - nobody */
  readonly hashLabels?: HashLabels;
  /** Who calls from within the mesh, and reports it. @default - nobody: callers are outside of it */
  readonly caller?: Caller;
}

export interface HashLabels {
  /** What a Telemetry calls the hash, which the pods' own sidecars then report. */
  readonly telemetry?: string;
  /** What Prometheus calls the pod's label when it scrapes. */
  readonly relabelled?: string;
}

/** A workload with a sidecar, or a gateway. */
export interface Caller {
  readonly namespace: string;
  readonly name: string;
  readonly pod: string;
  /** @default default */
  readonly serviceAccount?: string;
  readonly labels?: Readonly<Record<string, string>>;
}
