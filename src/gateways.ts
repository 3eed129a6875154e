import { CLUSTER_DOMAIN, NAMESPACE_LABEL } from './names';
import { type SmartCanaryProps } from './smart-canary-props';

/** Where the VirtualService is in force: without gateways in the mesh alone. */
export interface Exposure {
  readonly hosts: string[];
  readonly gateways?: string[];
}

/** Istio's reserved word for all sidecars. */
export const MESH = 'mesh';

const LABEL = '[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?';
const HOST = new RegExp(`^(?=[^.]{1,63}\\.)(\\*|(\\*|\\*-)?${LABEL})(\\.${LABEL})+\\.?$`);
const LONGEST_HOST = 255;
const GATEWAY = new RegExp(`^(${NAMESPACE_LABEL}/)?${NAMESPACE_LABEL}$`);

/** Checks gateways and hosts, and adds the service's own host and the mesh to them. */
export function resolveExposure(props: SmartCanaryProps, own: string, namespace: string | undefined): Exposure {
  const { gateways = [], hosts = [], clusterDomain = CLUSTER_DOMAIN } = props;
  for (const gateway of gateways) requireGateway(gateway);
  requireDistinctGateways(gateways, namespace);
  for (const host of hosts) requireHost(host);
  requireNoOverlap(hosts, own);
  for (const host of hosts) requireOutside(host, own, clusterDomain);
  requireBoth(gateways, hosts);
  return gateways.length === 0 ? { hosts: [own] } : { hosts: [own, ...hosts], gateways: [...gateways, MESH] };
}

function requireGateway(gateway: string): void {
  if (gateway === MESH) throw new Error('\'gateways\' must not hold \'mesh\', got \'mesh\'; it is added, so that callers inside the mesh are split, too: leave it out');
  if (GATEWAY.test(gateway)) return;
  throw new Error(
    '\'gateways\' must be names of Gateways (a-z, 0-9 and \'-\', a letter or digit at both ends, at most 63 characters), after a namespace and \'/\' where it is another one, '
    + `got '${gateway}'; give it a name of that form, as 'istio-system/ingress'`,
  );
}

function requireDistinctGateways(gateways: string[], namespace: string | undefined): void {
  const full = gateways.map((gateway) => gateway.includes('/') || namespace === undefined ? gateway : `${namespace}/${gateway}`);
  const again = full.findIndex((gateway, index) => full.indexOf(gateway) !== index);
  if (again >= 0) throw new Error(`'gateways' must be distinct, got '${gateways[full.indexOf(full[again])]}' and '${gateways[again]}'; leave out one of them`);
}

/**
 * What Istio takes for a host, without IP addresses and without names of one word, which it reads as a Service of the namespace.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService
 */
function requireHost(host: string): void {
  if (host === '*') throw new Error('\'hosts\' must not hold \'*\', got \'*\'; Istio refuses it where callers inside the mesh are split, too: name the hosts, as \'*.example.com\'');
  if (isHost(host)) return;
  throw new Error(
    '\'hosts\' must be host names of two words or more (letters, digits, \'-\' and \'.\', a letter or digit at both ends of each word, at most 63 characters a word and 255 in all, '
    + `no number last), the first of them with '*' at its start or without, got '${host}'; give it a name of that form, as 'shop.example.com' or '*.example.com'`,
  );
}

/** Whether Istio takes a name of two words or more for a host. */
export function isHost(name: string): boolean {
  return HOST.test(name) && name.length <= LONGEST_HOST && !/\.\d+$/.test(name);
}

function requireNoOverlap(hosts: string[], own: string): void {
  for (const [index, host] of hosts.entries()) {
    if (covers(host, own)) throw new Error(`'hosts' must not cover the service's own host '${own}', which is added, got '${host}'; Istio refuses hosts that overlap: leave it out`);
    const other = hosts.find((each, at) => at !== index && covers(each, host));
    if (other === undefined) continue;
    throw new Error(`'hosts' must not overlap, got '${host}' and '${other}', which covers it; Istio refuses both in one VirtualService: leave out '${host}'`);
  }
}

/**
 * Refuses names of Services: inside the mesh Istio takes one VirtualService for a host, the oldest.
 * A name such as `shop.arch` is let through, for it may be a domain's; where it is the service's own it leads to the same route.
 *
 * @see https://github.com/istio/istio/blob/1.30.3/pilot/pkg/networking/core/route/route.go separateVSHostsAndServices
 */
function requireOutside(host: string, own: string, clusterDomain: string): void {
  const bare = host.toLowerCase().replace(/\.$/, '');
  const full = bare.endsWith('.svc') ? `${bare}.${clusterDomain}` : bare;
  if (covers(full, own)) throw new Error(`'hosts' must be names for callers from outside, got '${host}', another name of the service's own host '${own}'; that one is added, and its callers are split under all its names: leave it out`);
  if (!covers(`*.svc.${clusterDomain}`, full) && !covers(full, `any.any.svc.${clusterDomain}`)) return;
  throw new Error(`'hosts' must be names for callers from outside, got '${host}', which stands for Services of the cluster; Istio takes one VirtualService for a host, so their callers would get this service, or it would not be split: leave it out`);
}

/** Proxies compare hosts in lower case. */
function covers(pattern: string, host: string): boolean {
  return coversHost(pattern.toLowerCase(), host.toLowerCase());
}

/** Whether a host, with a wildcard at its start or without, stands for another. */
export function coversHost(pattern: string, host: string): boolean {
  return pattern === host || pattern.startsWith('*') && host.endsWith(pattern.slice(1));
}

/** A host that no gateway serves is never asked for, and a gateway without one serves nobody from outside. */
function requireBoth(gateways: string[], hosts: string[]): void {
  if (gateways.length > 0 && hosts.length === 0) {
    throw new Error(`'hosts' must be given with gateways, got none for '${gateways.join('\', \'')}'; callers from outside need a name to ask for: set hosts: ['shop.example.com']`);
  }
  if (hosts.length > 0 && gateways.length === 0) {
    throw new Error(
      `'gateways' must be given with hosts, got none for '${hosts.join('\', \'')}'; callers inside the mesh use the service's own host, others come through a gateway: `
      + 'set gateways: [\'istio-system/ingress\']',
    );
  }
}
