import { type Fault } from './fault';
import { type Expression, type VectorSelector } from '../../promql/ast';
import { matches } from '../../promql/matching';
import { type SelectorUse, selectorsIn } from '../../promql/questions';
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

/** What tells answers apart, and not whom they are from. */
const ABOUT_ANSWERS = new Set(['response_code', 'grpc_response_status', 'response_flags', 'reporter', 'request_protocol', 'connection_security_policy', 'le']);

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
  return faultOfAnswers(uses.map(({ selector }) => selector));
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

/** Whether a selector lets answers through that are told apart so. */
function sees({ matchers }: VectorSelector, labels: LabelRecord): boolean {
  return matchers.every((matcher) => !(matcher.label in labels) || matches(matcher, labels[matcher.label]));
}

function isSimulated({ selector, metric }: SelectorUse, workload: ServedWorkload): boolean {
  if (metric === undefined) return false;
  if (CONTAINERS.has(metric)) return isAbout(selector, containerLabels(workload), workload);
  return (metric === REQUESTS || DURATION.test(metric)) && isAbout(selector, requestLabels(workload), workload);
}

/** Whether the labels that say whose series they are let any of these through. */
function isAbout({ matchers }: VectorSelector, series: readonly LabelRecord[], { hashLabels }: ServedWorkload): boolean {
  const hashes = new Set([hashLabels?.telemetry, hashLabels?.relabelled, hashLabels?.telemetry && `exported_${hashLabels.telemetry}`]);
  const identifying = matchers.filter(({ label }) => label !== '__name__' && !ABOUT_ANSWERS.has(label) && !hashes.has(label));
  return series.some((labels) => identifying.every((matcher) => matches(matcher, labels[matcher.label] ?? '')));
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
