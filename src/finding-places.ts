import { type CanaryFacts } from './canary-facts';
import { type MeasuredTemplate } from './measured-template';
import { type Finding } from './validation/finding';

/** Where a finding is. */
export type Place = Pick<Finding, 'resource' | 'path'>;

/** A place in the Rollout. */
export function onRollout({ namespace, service }: CanaryFacts, path: string): Place {
  return { resource: resourceName('Rollout', namespace, service), path };
}

/** A place in the VirtualService, the first where there are several. */
export function onVirtualService({ namespace, virtualServices: [first] }: CanaryFacts, path: string): Place {
  return { resource: resourceName('VirtualService', first.namespace ?? namespace, first.name), path };
}

/** A place in the DestinationRule. */
export function onDestinationRule({ namespace, service }: CanaryFacts, path: string): Place {
  return { resource: resourceName('DestinationRule', namespace, service), path };
}

/** A place in the AnalysisTemplate or ClusterAnalysisTemplate. */
export function onTemplate({ namespace }: CanaryFacts, { name, clusterScope }: MeasuredTemplate, path: string): Place {
  return { resource: clusterScope ? resourceName('ClusterAnalysisTemplate', undefined, name) : resourceName('AnalysisTemplate', namespace, name), path };
}

/** An object as findings name it. */
export function resourceName(kind: string, namespace: string | undefined, name: string): string {
  return namespace ? `${kind}/${namespace}/${name}` : `${kind}/${name}`;
}
