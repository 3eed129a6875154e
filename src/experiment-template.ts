import { requireInteger } from './integers';
import { requireLabel } from './names';
import { type ExperimentTemplateData } from './resources/experiment';

/** How many pods of a version an experiment runs, and what reaches them. */
export interface ExperimentTemplateOptions {
  /**
   * Pods, 1 or more.
   *
   * @default 1
   */
  readonly replicas?: number;

  /**
   * Percentage of the requests, an integer from 1 to 100, which stable has less while the experiment runs.
   *
   * The controller makes a Service for the pods, with the ports that their containers state, and adds it to the route.
   * By Argo Rollouts' source it adds the Service's short name, without a port and without a subset: Istio sends requests there where the Service has one port. That has not been seen on a real mesh.
   *
   * @default - no requests of the service's own callers
   * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/trafficrouting/istio/istio.go processRoutes
   */
  readonly weight?: number;

  /**
   * Name of a Service that the controller makes for the pods, as long as the experiment runs.
   *
   * @default - none, or with a weight one that is named after the experiment
   */
  readonly service?: string;

  /**
   * Labels of the pods, beside those of the pod template.
   *
   * @default - none but the one that tells them from other pods of the version
   */
  readonly labels?: { [key: string]: string };

  /**
   * Annotations of the pods, beside those of the pod template.
   *
   * @default - none
   */
  readonly annotations?: { [key: string]: string };
}

/**
 * Without it the pods would have the hash of their version's own, and so its subset, its requests and its metrics.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/experiments/replicaset.go newReplicaSetFromTemplate
 */
export const EXPERIMENT_LABEL = 'cdk8s-smart-canary/experiment';

/**
 * Pods of one version that an experiment runs beside those that serve.
 *
 * They carry the label `cdk8s-smart-canary/experiment`, by which their hash differs from that of all other pods.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/experiment/
 */
export class ExperimentTemplate {
  /**
   * Pods of the version that is being replaced: what the canary's are compared with.
   *
   * @param name name of the template in the experiment, a DNS label
   */
  public static stable(name: string, options: ExperimentTemplateOptions = {}): ExperimentTemplate {
    return new ExperimentTemplate(templateData(name, 'stable', options));
  }

  /**
   * Pods of the new version.
   *
   * @param name name of the template in the experiment, a DNS label
   */
  public static canary(name: string, options: ExperimentTemplateOptions = {}): ExperimentTemplate {
    return new ExperimentTemplate(templateData(name, 'canary', options));
  }

  private constructor(/** @internal */ public readonly _data: ExperimentTemplateData) {}
}

function templateData(name: string, specRef: 'stable' | 'canary', options: ExperimentTemplateOptions): ExperimentTemplateData {
  const { replicas = 1, weight, service, labels = {}, annotations } = options;
  requireLabel('experiment template name', name);
  requireInteger(`replicas' of experiment template '${name}`, replicas, 1, 'without a pod there is nothing to try');
  requireInteger(`weight' of experiment template '${name}`, weight, 1, 'it is the percentage of requests that its pods take', 100);
  if (service !== undefined) requireLabel(`service' of experiment template '${name}`, service);
  if (EXPERIMENT_LABEL in labels) {
    throw new Error(`'labels' of experiment template '${name}' must not hold '${EXPERIMENT_LABEL}', got '${labels[EXPERIMENT_LABEL]}'; it tells these pods from all others: choose another key`);
  }
  return { name, specRef, replicas, weight, service, labels: { ...labels, [EXPERIMENT_LABEL]: name }, annotations };
}
