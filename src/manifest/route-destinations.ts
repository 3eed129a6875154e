import { type Bundle, type Reference } from './bundle';
import { isSameHost, serviceOfHost } from './istio-host';
import { type JsonPath, listAt, numberAt, stringAt } from './json';
import { ISTIO_NETWORKING } from './kinds';
import { type Manifest } from './manifest';

/** One destination of a route in a VirtualService. */
export interface RouteDestination {
  readonly path: JsonPath;
  readonly host: string;
  readonly subset?: string;
  readonly weight?: number;
  /** The Service that the host means, undefined where it is none of the cluster. */
  readonly service?: Reference;
}

/** Lists the destinations of a route. */
export function destinationsOf(bundle: Bundle, virtualService: Manifest, route: JsonPath): RouteDestination[] {
  const namespace = bundle.namespaceOf(virtualService);
  return listAt(virtualService.object, ...route, 'route').map((destination, index) => {
    const path = [...route, 'route', index];
    const host = stringAt(destination, 'destination', 'host') ?? '';
    const service = serviceOfHost(host, namespace, bundle.clusterDomain);
    return {
      path,
      host,
      subset: stringAt(destination, 'destination', 'subset'),
      weight: numberAt(destination, 'weight'),
      service: service && bundle.refer(virtualService, [...path, 'destination', 'host'], { group: '', kind: 'Service', ...service }),
    };
  });
}

/** The DestinationRules for a host, wherever they are: the client's namespace, the Service's and the root's are asked in that order. */
export function destinationRulesFor(bundle: Bundle, host: string, namespace: string): Manifest[] {
  return bundle.ofKind(ISTIO_NETWORKING, 'DestinationRule').filter((rule) => {
    const theirs = stringAt(rule.object, 'spec', 'host') ?? '';
    return isSameHost(theirs, bundle.namespaceOf(rule), host, namespace, bundle.clusterDomain);
  });
}
