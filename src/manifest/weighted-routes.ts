import { type Json, type JsonObject, type JsonPath, listAt, numberAt, objectAt, stringAt } from './json';

/** A route of a VirtualService whose weights the controller moves. */
export interface WeightedRoute {
  readonly protocol: Protocol;
  /** Its place in the VirtualService. */
  readonly path: JsonPath;
  readonly index: number;
  readonly name?: string;
}

export type Protocol = 'http' | 'tls' | 'tcp';

/** A route that a Rollout asks for and the VirtualService does not have. */
export interface MissingRoute {
  readonly protocol: Protocol;
  /** Where the Rollout asks for it, seen from its entry for the VirtualService. */
  readonly path: JsonPath;
}

/** Which routes are weighted, and what keeps the controller from choosing. */
export interface RouteChoice {
  readonly routes: readonly WeightedRoute[];
  readonly missing: readonly MissingRoute[];
  /** Protocols with several routes of which the Rollout names none: the controller refuses to choose. */
  readonly ambiguous: readonly Protocol[];
  /** Protocols whose list is there but empty: the controller panics on `tls: []` and `tcp: []`. */
  readonly empty: readonly Protocol[];
}

/**
 * Chooses the routes that the controller weights, by its own rules.
 *
 * Http routes go by name; without names it is the only one, or the first that has no name. Tls and tcp routes go by port and SNI hosts.
 * Whatever protocol the VirtualService has is weighted, also where the Rollout names routes of another one only.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/rollout/trafficrouting/istio/istio.go
 */
export function weightedRoutes(virtualService: JsonObject, entry: JsonObject, managedRoutes: readonly string[] = []): RouteChoice {
  const spec = objectAt(virtualService, 'spec') ?? {};
  const protocols = (['http', 'tls', 'tcp'] as const).filter((protocol) => Array.isArray(spec[protocol]));
  const choices = protocols.map((protocol) => {
    const routes = listAt(spec, protocol);
    return protocol === 'http' ? chooseHttp(routes, entry, managedRoutes) : choosePorts(protocol, routes, entry);
  });
  return {
    routes: choices.flatMap(({ routes }) => routes),
    missing: choices.flatMap(({ missing }) => missing),
    ambiguous: choices.flatMap(({ ambiguous }) => ambiguous),
    empty: protocols.filter((protocol) => listAt(spec, protocol).length === 0),
  };
}

function chooseHttp(routes: readonly Json[], entry: JsonObject, managedRoutes: readonly string[]): Omit<RouteChoice, 'empty'> {
  const names = routes.map((route) => stringAt(route, 'name') ?? '');
  const wanted = listAt(entry, 'routes').map(String);
  if (wanted.length === 0) {
    const index = routes.length === 1 ? 0 : names.indexOf('');
    const own = names.filter((name) => !managedRoutes.includes(name));
    return { routes: index < 0 ? [] : [weightedRoute('http', routes, index)], missing: [], ambiguous: own.length > 1 ? ['http'] : [] };
  }
  const found = wanted.map((name, place) => ({ index: names.indexOf(name), place }));
  return {
    routes: found.filter(({ index }) => index >= 0).map(({ index }) => weightedRoute('http', routes, index)),
    missing: found.filter(({ index }) => index < 0).map(({ place }) => ({ protocol: 'http', path: ['routes', place] })),
    ambiguous: [],
  };
}

function choosePorts(protocol: 'tls' | 'tcp', routes: readonly Json[], entry: JsonObject): Omit<RouteChoice, 'empty'> {
  const field = `${protocol}Routes`;
  const wanted = listAt(entry, field);
  if (wanted.length === 0) {
    return { routes: routes.length > 0 ? [weightedRoute(protocol, routes, 0)] : [], missing: [], ambiguous: routes.length > 1 ? [protocol] : [] };
  }
  const found = wanted.map((route, place) => ({ indices: indicesOf(routes, route, protocol), place }));
  return {
    routes: found.flatMap(({ indices }) => indices).map((index) => weightedRoute(protocol, routes, index)),
    missing: found.filter(({ indices }) => indices.length === 0).map(({ place }) => ({ protocol, path: [field, place] })),
    ambiguous: [],
  };
}

function indicesOf(routes: readonly Json[], wanted: Json, protocol: 'tls' | 'tcp'): number[] {
  const wantedHosts = listAt(wanted, 'sniHosts').map(String);
  return [...routes.keys()].filter((index) => {
    const matches = listAt(routes[index], 'match');
    const ports = new Set(matches.map((match) => numberAt(match, 'port') ?? 0));
    // A route that matches several ports is never found.
    const [port = 0] = ports;
    if (ports.size > 1 || port !== (numberAt(wanted, 'port') ?? 0)) return false;
    const hosts = new Set(matches.flatMap((match) => listAt(match, 'sniHosts')).map(String));
    return protocol === 'tcp' || (hosts.size === wantedHosts.length && [...hosts].every((host) => wantedHosts.includes(host)));
  });
}

function weightedRoute(protocol: Protocol, routes: readonly Json[], index: number): WeightedRoute {
  return { protocol, path: ['spec', protocol, index], index, name: stringAt(routes[index], 'name') };
}
