/** A pod of the workload; times are in milliseconds. */
export interface Pod {
  readonly name: string;
  /** Its pod template hash. */
  readonly hash: string;
  /** When it begins to be an endpoint; infinite where it never is. */
  readonly readyAt: number;
  /** How often its container was started again. @default 0 */
  readonly restarts?: number;
  readonly labels?: Readonly<Record<string, string>>;
}

/** Where a route sends requests: a Service, or a subset of one. */
export interface Destination {
  readonly service: string;
  /** The hash of the subset; without one it has all pods of the Service. */
  readonly hash?: string;
}

export interface WeightedDestination extends Destination {
  readonly weight: number;
}

export interface Mirror extends Destination {
  /** How many of the requests are sent there as well, from 0 to 1. */
  readonly share: number;
  /** Whether it is a route of the controller's own: such a one has neither timeout nor retries. @default false */
  readonly isManaged?: boolean;
}

/** What the controller has made of the cluster by some time. */
export interface ClusterState {
  readonly pods: readonly Pod[];
  readonly destinations: readonly WeightedDestination[];
  readonly mirror?: Mirror;
  /** Where requests with the header of a header route go, whatever the weights: a route of the controller's own. */
  readonly tagged?: Destination;
  /** The hash that the controller has put into the selector of a Service, by its name. @default - Services select the pods of all versions */
  readonly selectors?: ReadonlyMap<string, string>;
}

/** The cluster by times in milliseconds: whoever simulates the controller says so. */
export interface ClusterHistory {
  /** The same object as long as nothing changes. */
  at(time: number): ClusterState;
  /** When it changes next, as far as that is known; infinite where it is not. */
  nextChange(after: number): number;
}

/** Which pods of a Service there are for requests to it: those that its selector and the subset select. */
export function podsOf({ service, hash }: Destination, { pods, selectors }: ClusterState): readonly Pod[] {
  const selected = selectors?.get(service);
  return pods.filter((pod) => (hash === undefined || pod.hash === hash) && (selected === undefined || pod.hash === selected));
}
