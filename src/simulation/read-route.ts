import { parseGoDuration } from '../manifest/go-duration';
import { hostToArgo, serviceOfHost } from '../manifest/istio-host';
import { type JsonObject, listAt, numberAt, objectAt, stringAt } from '../manifest/json';
import { type Release } from '../manifest/release';

/** The route whose weights the controller moves, by the Services that it leads to. */
export interface Route {
  readonly stable: string;
  readonly canary: string;
  /** Undefined where the Service has only one. */
  readonly port?: number;
  /** In milliseconds. */
  readonly timeout?: number;
}

export type ReadRoute = { readonly route: Route; readonly refusal?: undefined } | { readonly route?: undefined; readonly refusal: string };

const CLUSTER_DOMAIN = 'cluster.local';

/** Reads the weighted route of a release, the first where there are several. */
export function readRoute(release: Release): ReadRoute {
  const [routed] = release.virtualServices;
  const manifest = routed?.reference.manifest;
  if (!routed || !manifest) return { refusal: `VirtualService '${routed?.reference.target.name ?? ''}' is not among the manifests, and a scenario needs its route` };
  const weighted = routed.choice?.routes.find(({ protocol }) => protocol === 'http');
  const object = weighted && objectAt(manifest.object, ...weighted.path);
  if (!object) return { refusal: `VirtualService '${manifest.name}' has no HTTP route whose weights the controller moves` };
  const [stable, canary] = [destinationOf('stable', object, release), destinationOf('canary', object, release)];
  if (!stable || !canary) return { refusal: `the weighted route of VirtualService '${manifest.name}' does not lead to both versions` };
  const [first, second] = [stable, canary].map(({ host }) => serviceIn(host, manifest.namespace, release));
  if (first === undefined || second === undefined) return { refusal: `the weighted route of VirtualService '${manifest.name}' leads to no Service of the Rollout's namespace` };
  return { route: { stable: first, canary: second, port: stable.port, timeout: timeoutOf(object) } };
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
