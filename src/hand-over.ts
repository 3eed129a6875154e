import { type ApiObject, JsonPatch } from 'cdk8s';
import { dropField } from './resources/object';

/**
 * How pods pass from a Deployment to the Rollout that refers to it.
 *
 * The Rollout's first revision skips steps and analysis, so never change the image in the commit that migrates.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/migrating/#reference-deployment-from-rollout
 */
export enum HandOver {
  /**
   * The Deployment keeps its pods until the Rollout's are ready, then the controller scales it to 0.
   *
   * Right for a service that runs. It happens at the Rollout's first revision only.
   */
  PROGRESSIVE = 'progressive',

  /**
   * The Deployment starts with 0 pods and keeps no history.
   *
   * Right for a new service; an outage for one that runs.
   */
  FRESH = 'fresh',
}

/** What `workloadRef.scaleDown` says for a hand-over. */
export function scaleDownOf(handOver: HandOver): string | undefined {
  return handOver === HandOver.PROGRESSIVE ? 'progressively' : undefined;
}

/** Prepares a Deployment in the app for its hand-over. */
export function prepareHandOver(handOver: HandOver, deployment: ApiObject): void {
  if (handOver === HandOver.FRESH) {
    deployment.addJsonPatch(JsonPatch.add('/spec/replicas', 0), JsonPatch.add('/spec/revisionHistoryLimit', 0));
  } else {
    // Replicas in Git would bring the Deployment's pods back with every sync.
    dropField(deployment, '/spec/replicas');
  }
}
