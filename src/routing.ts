/** Name of the weighted route in the VirtualService. */
export const PRIMARY_ROUTE = 'primary';

/**
 * How requests are told apart on their way to stable and canary pods.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/istio/
 */
export class Routing {
  /**
   * Two subsets of one host: the controller writes the ReplicaSets' hashes into a DestinationRule.
   *
   * Callers inside the mesh are split without a second name for the service.
   */
  public static subsets(): Routing {
    return new Routing();
  }

  private constructor() {}
}
