import { type Bundle, type Reference } from './bundle';
import { gatewayOf, virtualServiceOf } from './istio-host';
import { type JsonObject, type JsonPath, listAt, objectAt, stringAt } from './json';
import { ISTIO_NETWORKING } from './kinds';
import { type Manifest } from './manifest';
import { type RouteChoice, weightedRoutes } from './weighted-routes';

/** A VirtualService that a Rollout names, and what is weighted in it. */
export interface RoutedService {
  readonly reference: Reference;
  /** What the Rollout says about it. */
  readonly entry: JsonObject;
  /** Undefined where the VirtualService is not in the bundle. */
  readonly choice?: RouteChoice;
  /** The Gateways that it is bound to, without the mesh. */
  readonly gateways: readonly Reference[];
}

/** The DestinationRule that a Rollout names, and its subsets. */
export interface RoutedSubsets {
  readonly reference: Reference;
  readonly stable: Subset;
  readonly canary: Subset;
}

export interface Subset {
  readonly name: string;
  /** Where it is in the DestinationRule, undefined where that has none of the name or is not in the bundle. */
  readonly path?: JsonPath;
}

const ISTIO = ['spec', 'strategy', 'canary', 'trafficRouting', 'istio'];
const MANAGED = ['spec', 'strategy', 'canary', 'trafficRouting', 'managedRoutes'];

/** Lists the VirtualServices of a Rollout: the list where there is one, else the single one. */
export function virtualServicesOf(bundle: Bundle, rollout: Manifest): RoutedService[] {
  const managed = listAt(rollout.object, ...MANAGED).map((route) => stringAt(route, 'name') ?? '');
  return entryPaths(rollout).map((path) => {
    const entry = objectAt(rollout.object, ...path) ?? {};
    const named = virtualServiceOf(stringAt(entry, 'name') ?? '', bundle.namespaceOf(rollout));
    const reference = bundle.refer(rollout, path, { group: ISTIO_NETWORKING, kind: 'VirtualService', ...named });
    const { manifest } = reference;
    if (!manifest) return { reference, entry, gateways: [] };
    return { reference, entry, choice: weightedRoutes(manifest.object, entry, managed), gateways: gatewaysOf(bundle, manifest) };
  });
}

/** The DestinationRule is always looked up in the namespace of the Rollout. */
export function subsetsOf(bundle: Bundle, rollout: Manifest): RoutedSubsets | undefined {
  const path = [...ISTIO, 'destinationRule'];
  const rule = objectAt(rollout.object, ...path);
  if (!rule) return undefined;
  const target = { group: ISTIO_NETWORKING, kind: 'DestinationRule', namespace: bundle.namespaceOf(rollout), name: stringAt(rule, 'name') ?? '' };
  const reference = bundle.refer(rollout, path, target);
  const subset = (field: string): Subset => {
    const name = stringAt(rule, field) ?? '';
    return { name, path: reference.manifest && subsetPath(reference.manifest, name) };
  };
  return { reference, stable: subset('stableSubsetName'), canary: subset('canarySubsetName') };
}

/** The Gateways that a VirtualService is bound to; on its routes there may be others. */
export function gatewaysOf(bundle: Bundle, virtualService: Manifest): Reference[] {
  const namespace = bundle.namespaceOf(virtualService);
  return listAt(virtualService.object, 'spec', 'gateways').flatMap((name, index) => {
    const gateway = typeof name === 'string' ? gatewayOf(name, namespace) : undefined;
    return gateway ? [bundle.refer(virtualService, ['spec', 'gateways', index], { group: ISTIO_NETWORKING, kind: 'Gateway', ...gateway })] : [];
  });
}

function entryPaths(rollout: Manifest): JsonPath[] {
  const list = objectAt(rollout.object, ...ISTIO)?.virtualServices;
  if (Array.isArray(list)) return [...list.keys()].map((index) => [...ISTIO, 'virtualServices', index]);
  return objectAt(rollout.object, ...ISTIO, 'virtualService') ? [[...ISTIO, 'virtualService']] : [];
}

function subsetPath(destinationRule: Manifest, name: string): JsonPath | undefined {
  const index = listAt(destinationRule.object, 'spec', 'subsets').findIndex((subset) => stringAt(subset, 'name') === name);
  return index < 0 ? undefined : ['spec', 'subsets', index];
}
