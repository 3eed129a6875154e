import { parseGoDuration } from '../manifest/go-duration';
import { hostToArgo, serviceOfHost } from '../manifest/istio-host';
import { type JsonObject, listAt, numberAt, objectAt, stringAt } from '../manifest/json';
import { type Release } from '../manifest/release';
import { type WeightedRoute } from '../manifest/weighted-routes';

/** The route whose weights the controller moves, by the Services that it leads to. */
export interface Route {
  readonly stable: string;
  readonly canary: string;
  /** Undefined where the Service has only one. */
  readonly port?: number;
  /** In milliseconds. */
  readonly timeout?: number;
}

export type ReadRoute = KnownRoute | { readonly route?: undefined; readonly refusal: string };

interface KnownRoute {
  readonly route: Route;
  /** As it is written in the VirtualService; empty where that is not known. */
  readonly object: JsonObject;
  readonly assumptions: readonly string[];
  readonly refusal?: undefined;
}

const CLUSTER_DOMAIN = 'cluster.local';

/** Reads the weighted route of a release: of several the first that is known, and one without limits where none is. */
export function readRoute(release: Release): ReadRoute {
  const { virtualServices } = release;
  const known = virtualServices.filter(({ reference }) => reference.manifest);
  const routed = known.find(({ choice }) => choice?.routes.some(isHttp)) ?? known.at(0) ?? virtualServices.at(0);
  if (!routed) return { refusal: 'the Rollout names no VirtualService, and a scenario needs its route' };
  const { choice, reference: { manifest, target } } = routed;
  if (!manifest) return assumedRoute(target.name, release);
  const weighted = choice?.routes.find(isHttp);
  const object = weighted && objectAt(manifest.object, ...weighted.path);
  if (!object) return { refusal: refusalOf(manifest.name, choice?.routes ?? []) };
  const [stable, canary] = [destinationOf('stable', object, release), destinationOf('canary', object, release)];
  if (!stable || !canary) return { refusal: `the weighted route of VirtualService '${manifest.name}' does not lead to both versions` };
  const [first, second] = [stable, canary].map(({ host }) => serviceIn(host, manifest.namespace, release));
  if (first === undefined || second === undefined) return { refusal: `the weighted route of VirtualService '${manifest.name}' leads to no Service of the Rollout's namespace` };
  const all = virtualServices.flatMap(({ choice: each }) => each?.routes ?? []);
  const assumptions = all.length > 1 ? [`of ${all.length} weighted routes all requests take ${nameOf(weighted)} of VirtualService '${manifest.name}'`] : [];
  return { route: { stable: first, canary: second, port: stable.port, timeout: timeoutOf(object) }, object, assumptions };
}

function isHttp({ protocol }: WeightedRoute): boolean {
  return protocol === 'http';
}

function nameOf({ name, index }: WeightedRoute): string {
  return name === undefined || name === '' ? `http[${index}]` : `'${name}'`;
}

function refusalOf(virtualService: string, routes: readonly WeightedRoute[]): string {
  const [other] = routes;
  if (!other) return `VirtualService '${virtualService}' has no HTTP route whose weights the controller moves`;
  return `the weighted routes of VirtualService '${virtualService}' are of ${other.protocol}, and sidecars count connections and bytes there, but neither requests nor failures`;
}

/** The controller writes the weights all the same; what else is on the route nobody knows. */
function assumedRoute(virtualService: string, { services, subsets, apexServices, rollout, namespace }: Release): ReadRoute {
  const serviceOf = (wanted: string) => services.find(({ role }) => role === wanted)?.reference.target.name;
  const host = stringAt(subsets?.reference.manifest?.object, 'spec', 'host');
  const shared = (host === undefined ? undefined : serviceOfHost(host, namespace, CLUSTER_DOMAIN)?.name) ?? apexServices.at(0)?.name ?? rollout.name;
  const [stable, canary] = subsets ? [shared, shared] : [serviceOf('stable'), serviceOf('canary')];
  if (stable === undefined || canary === undefined) return { refusal: `VirtualService '${virtualService}' is not among the manifests, and nothing else says which Services it leads to` };
  const assumptions = [`VirtualService '${virtualService}' is not among the manifests: its route is taken to lead to both versions, and to have neither timeout nor retries`];
  return { route: { stable, canary }, object: {}, assumptions };
}

/** Where a version's requests go: to its subset where there are subsets, and else to its Service. */
function destinationOf(version: 'stable' | 'canary', route: JsonObject, { services, subsets }: Release) {
  const subset = subsets?.[version].name;
  const service = services.find(({ role }) => role === version)?.reference.target.name;
  const destinations = listAt(route, 'route').map((entry) => ({
    host: stringAt(entry, 'destination', 'host') ?? '',
    subset: stringAt(entry, 'destination', 'subset'),
    port: numberAt(entry, 'destination', 'port', 'number'),
  }));
  return destinations.find((each) => (subset === undefined ? hostToArgo(each.host) === service : each.subset === subset));
}

function serviceIn(host: string, owner: string | undefined, { namespace }: Release): string | undefined {
  const service = serviceOfHost(host, owner || namespace, CLUSTER_DOMAIN);
  return service?.namespace === namespace ? service.name : undefined;
}

/** No time at all is no timeout. */
function timeoutOf(route: JsonObject): number | undefined {
  const { nanoseconds = 0n } = parseGoDuration(stringAt(route, 'timeout') ?? '');
  return nanoseconds > 0n ? Number(nanoseconds) / 1e6 : undefined;
}
