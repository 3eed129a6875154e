import { CANARY_POD_HASH, STABLE_POD_HASH } from './argument-values';
import { type MeasuredMetric } from './measured-metrics';
import { appNames, servicesOfRole, sharedHosts, workloadNames } from './release-names';
import { requestSelectors } from './request-selectors';
import { hostToArgo } from '../manifest/istio-host';
import { type Release } from '../manifest/release';
import { type Matcher, type VectorSelector } from '../promql/ast';
import { matches } from '../promql/matching';
import { selectorsIn } from '../promql/questions';

/** Whose requests a query reads, where it is certain that they are not the canary's alone. */
export type NotScoped = 'both' | 'stable';

/** What a matcher says about the version: nothing at all, nothing but that it is this release, that it is about callers, or who knows. */
type Telling = 'nothing' | 'release' | 'callers' | 'perhaps';

/** Istio's labels whose values are the same for both versions of a workload. */
const SAME_FOR_BOTH: ReadonlySet<string> = new Set([
  'reporter', 'request_protocol', 'response_code', 'grpc_response_status', 'response_flags', 'connection_security_policy', 'le', 'namespace',
  'destination_workload_namespace', 'destination_service_namespace', 'destination_principal', 'destination_cluster',
]);

/**
 * Whose requests a query over Istio's metrics reads, undefined where it is the canary's, no query over them, or not certain.
 *
 * Since Istio 1.22 `destination_workload` is the Rollout, for the pods of both versions.
 *
 * @see https://istio.io/latest/docs/reference/config/metrics/#labels
 */
export function notScoped({ release, query }: MeasuredMetric): NotScoped | undefined {
  if (!query?.expression || query.text.includes(CANARY_POD_HASH)) return undefined;
  const requests = requestSelectors(query.expression);
  // Another metric may be what the requests are joined with to find their pods.
  if (requests.length === 0 || requests.length < selectorsIn(query.expression).length) return undefined;
  const selectors = requests.map(({ selector }) => selector);
  if (selectors.every(readsStable)) return 'stable';
  return selectors.every((selector) => readsBoth(release, selector)) ? 'both' : undefined;
}

/** Whose requests one selector reads; who knows, where nothing tells. */
export type VersionsRead = NotScoped | 'canary' | 'unknown';

export function versionsRead(release: Release, selector: VectorSelector): VersionsRead {
  if (selector.matchers.some(({ operator, value }) => !operator.startsWith('!') && value.includes(CANARY_POD_HASH))) return 'canary';
  if (readsStable(selector)) return 'stable';
  return readsBoth(release, selector) ? 'both' : 'unknown';
}

function readsStable({ matchers }: VectorSelector): boolean {
  return matchers.some(({ operator, value }) => operator === '=' && value === STABLE_POD_HASH);
}

function readsBoth(release: Release, { matchers }: VectorSelector): boolean {
  const told = new Set(matchers.map((matcher) => tells(release, matcher)));
  // What one of its callers asked of somebody else is no guard of this release, but may be meant.
  return !told.has('perhaps') && (told.has('release') || !told.has('callers'));
}

function tells(release: Release, matcher: Matcher): Telling {
  const { label, value } = matcher;
  if (SAME_FOR_BOTH.has(label) || label === '__name__') return 'nothing';
  if (label.startsWith('source_')) return 'callers';
  if (value.includes('{{')) return 'perhaps';
  const names = namesFor(release, matcher);
  return names.some((name) => matches(matcher, name)) ? 'release' : 'perhaps';
}

/** Values of a label that are not of the canary alone. */
function namesFor(release: Release, matcher: Matcher): string[] {
  switch (matcher.label) {
    case 'destination_service':
    case 'destination_service_name':
      return serviceNamesFor(release, matcher);
    case 'destination_workload':
      return workloadNames(release);
    case 'destination_app':
    case 'destination_canonical_service':
      return appNames(release);
    default:
      return [];
  }
}

/** With subsets both versions have one Service. With a Service for each, only what matches both of them is about both. */
function serviceNamesFor(release: Release, matcher: Matcher): string[] {
  if (servicesOfRole(release, 'ping').length > 0) return [];
  const canary = servicesOfRole(release, 'canary');
  const stable = servicesOfRole(release, 'stable');
  if (release.subsets || canary.length === 0) return spellings(release, sharedHosts(release));
  const seesCanary = spellings(release, canary).some((name) => matches(matcher, name));
  return seesCanary ? spellings(release, stable) : [];
}

/** A Service's short name and its host, as Istio's two labels have them. */
function spellings({ namespace }: Release, hosts: readonly string[]): string[] {
  return hosts.flatMap((host) => [host, hostToArgo(host), ...namespace && !host.includes('.') ? [`${host}.${namespace}.svc.cluster.local`] : []]);
}
