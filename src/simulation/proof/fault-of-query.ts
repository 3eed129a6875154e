import { type Fault } from './fault';
import { USUAL_NAMESPACE } from '../../manifest/bundle';
import { type Expression, type Matcher, type VectorSelector } from '../../promql/ast';
import { matches } from '../../promql/matching';
import { everythingIn, type SelectorUse, selectorsIn } from '../../promql/questions';
import { CANARY_HASH, STABLE_HASH } from '../arguments';
import { type ClusterState, type Pod } from '../world/cluster';
import { destinationLabels, type LabelRecord, sourceLabels, targetLabels } from '../world/request-labels';
import { type ServedWorkload } from '../world/served-workload';

const REQUESTS = 'istio_requests_total';
const DURATION = /^istio_request_duration_milliseconds_(bucket|sum|count)$/;
const THROTTLED = 'container_cpu_cfs_throttled_periods_total';
const CONTAINERS = new Set([THROTTLED, 'container_cpu_cfs_periods_total', 'kube_pod_container_status_restarts_total']);

/** A good answer, one that is bad in HTTP and one that is bad in gRPC; and none. */
const ANSWERS = [answer('200', '0', '-'), answer('500', '', '-'), answer('200', '13', '-')];
const SILENCE = answer('0', '', 'DC');

/** All that an answer may have as its code, by label. */
const CODES: ReadonlyMap<string, readonly string[]> = new Map([
  ['response_code', numbers(100, 599)],
  ['grpc_response_status', numbers(0, 16)],
]);

/** What tells answers apart, and not whom they are from. */
export const ABOUT_ANSWERS = new Set(['response_code', 'grpc_response_status', 'response_flags', 'reporter', 'request_protocol', 'connection_security_policy', 'le']);

/**
 * The fault that a query is there to see; undefined where what it asks about is not simulated: another service, a metric or a label of somebody's own.
 *
 * A ratio of bad answers is about failing, durations are about slowness, requests of all kinds are about there being any.
 */
export function faultOfQuery(query: Expression, workload: ServedWorkload): Fault | undefined {
  const uses = selectorsIn(query);
  if (uses.length === 0 || !uses.every((use) => isSimulated(use, workload))) return undefined;
  const metrics = uses.map(({ metric = '' }) => metric);
  if (metrics.includes(THROTTLED)) return 'throttled';
  if (metrics.some((metric) => DURATION.test(metric))) return 'slow';
  if (!metrics.includes(REQUESTS)) return 'measured';
  const selectors = uses.map(({ selector }) => selector);
  return isShareByCode(query) && !tellsAnswersApart(selectors) ? faultOfOddCodes(selectors) : faultOfAnswers(selectors);
}

/** A share of answers with some codes is no volume, even if those that are meant are all or none of those that are simulated. */
function isShareByCode(query: Expression): boolean {
  return everythingIn(query).some((part) => part.kind === 'binary' && part.operator === '/' && [part.left, part.right].every((side) => selectorsIn(side).length > 0))
    && selectorsIn(query).some(({ selector }) => selector.matchers.some(({ label }) => CODES.has(label)));
}

function tellsAnswersApart(selectors: readonly VectorSelector[]): boolean {
  return selectors.some((selector) => [SILENCE, ...ANSWERS].some((labels) => !sees(selector, labels)));
}

/** What tells other codes apart is about them; what tells no code apart is meant to see failures, and sees none. */
function faultOfOddCodes(selectors: readonly VectorSelector[]): Fault | undefined {
  const codes = selectors.flatMap(({ matchers }) => matchers.filter(({ label }) => CODES.has(label)));
  return codes.some((matcher) => CODES.get(matcher.label)?.some((code) => !matches(matcher, code))) ? undefined : 'fails';
}

function faultOfAnswers(selectors: readonly VectorSelector[]): Fault {
  const answered = selectors.map((selector) => ANSWERS.filter((labels) => sees(selector, labels)).length);
  const isSilent = (selector: VectorSelector) => sees(selector, SILENCE);
  if (answered.every((count) => count === ANSWERS.length)) return selectors.every(isSilent) ? 'no-traffic' : 'hangs';
  // Whoever asks for the code 0 alone wants those that never got an answer.
  const isAboutSilence = selectors.every((selector, index) => answered[index] === ANSWERS.length || (answered[index] === 0 && isSilent(selector)));
  return isAboutSilence ? 'hangs' : 'fails';
}

function answer(code: string, status: string, flags: string): LabelRecord {
  return { response_code: code, grpc_response_status: status, response_flags: flags };
}

function numbers(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
}

/** Whether a selector lets answers through that are told apart so. */
function sees({ matchers }: VectorSelector, labels: LabelRecord): boolean {
  return matchers.every((matcher) => !(matcher.label in labels) || matches(matcher, labels[matcher.label]));
}

function isSimulated({ selector, metric }: SelectorUse, workload: ServedWorkload): boolean {
  if (metric === undefined) return false;
  if (CONTAINERS.has(metric)) return isAbout(selector, containerLabels(workload), workload);
  return (metric === REQUESTS || DURATION.test(metric)) && isAbout(selector, requestLabels(workload), workload);
}

/** Whether the labels that say whose series they are let any of these through; who asks by the hash is about these pods, whatever else they are taken for. */
function isAbout({ matchers }: VectorSelector, series: readonly LabelRecord[], workload: ServedWorkload): boolean {
  const { hashLabels } = workload;
  const hashes = new Set([hashLabels?.telemetry, hashLabels?.relabelled, hashLabels?.telemetry && `exported_${hashLabels.telemetry}`]);
  const isByHash = matchers.some(({ label, value }) => hashes.has(label) && value === CANARY_HASH);
  const identifying = matchers.filter(({ label }) => label !== '__name__' && !ABOUT_ANSWERS.has(label) && !hashes.has(label))
    .filter((matcher) => !isByHash || !isMistaken(matcher, workload));
  return series.some((labels) => identifying.every((matcher) => matches(matcher, labels[matcher.label] ?? '')));
}

/** Whether the pods of this release certainly never have such a label. */
function isMistaken(matcher: Matcher, { namespace, services }: ServedWorkload): boolean {
  switch (matcher.label) {
    case 'destination_service_name': return !services.some(({ name }) => matches(matcher, name));
    // Which namespace that will be, nobody has said yet.
    case 'destination_workload_namespace': return namespace !== USUAL_NAMESPACE && !matches(matcher, namespace);
    default: return false;
  }
}

function containerLabels(workload: ServedWorkload): LabelRecord[] {
  return podsOf(workload).map(({ name }) => ({ container: workload.name, ...targetLabels(workload.namespace, name) }));
}

function requestLabels(workload: ServedWorkload): LabelRecord[] {
  const { caller, services } = workload;
  return podsOf(workload).flatMap((pod) => services.flatMap(({ name: service }) => {
    const state: ClusterState = { pods: [pod], destinations: [] };
    const request = { outcome: 'good', service, pod } as const;
    return [destinationLabels(request, pod, state, workload), ...caller ? [sourceLabels(request, caller, workload)] : []];
  }));
}

function podsOf({ name, labels }: ServedWorkload): Pod[] {
  return [CANARY_HASH, STABLE_HASH].map((hash) => ({ name: `${name}-${hash}-1`, hash, readyAt: 0, labels }));
}
