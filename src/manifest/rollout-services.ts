import { type Bundle, type Reference } from './bundle';
import { type JsonPath, stringAt, stringsAt } from './json';
import { type Labels, labelsInclude } from './label-selector';
import { type Manifest } from './manifest';

/** What a Service is to a Rollout. */
export type ServiceRole = 'stable' | 'canary' | 'ping' | 'pong' | 'active' | 'preview';

export interface RolloutService {
  readonly role: ServiceRole;
  readonly reference: Reference;
}

const CANARY = ['spec', 'strategy', 'canary'];
const BLUE_GREEN = ['spec', 'strategy', 'blueGreen'];

const PLACES: readonly (readonly [ServiceRole, JsonPath])[] = [
  ['stable', [...CANARY, 'stableService']],
  ['canary', [...CANARY, 'canaryService']],
  ['ping', [...CANARY, 'pingPong', 'pingService']],
  ['pong', [...CANARY, 'pingPong', 'pongService']],
  ['active', [...BLUE_GREEN, 'activeService']],
  ['preview', [...BLUE_GREEN, 'previewService']],
];

/** Lists the Services that a Rollout names; the controller writes the selectors of these. */
export function servicesOf(bundle: Bundle, rollout: Manifest): RolloutService[] {
  const namespace = bundle.namespaceOf(rollout);
  return PLACES.flatMap(([role, path]) => {
    const name = stringAt(rollout.object, ...path);
    return name ? [{ role, reference: bundle.refer(rollout, path, { group: '', kind: 'Service', namespace, name }) }] : [];
  });
}

/** The Services whose selector fits pods with these labels. */
export function servicesSelecting(bundle: Bundle, namespace: string, labels: Labels): Manifest[] {
  const path = ['spec', 'selector'];
  return bundle.maySelect('', 'Service', namespace, path, labels).filter(({ object }) => labelsInclude(labels, stringsAt(object, ...path)));
}
