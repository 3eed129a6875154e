import { type ClusterState, type Pod } from './cluster';
import { hostOf, inboundService } from './destination-service';
import { type RequestOutcome, responseLabels } from './request-outcome';
import { type Caller, type ServedWorkload } from './served-workload';
import { POD_TEMPLATE_HASH } from '../../manifest/telemetry-tags';

export type LabelRecord = Readonly<Record<string, string>>;

/** One kind of request. */
export interface RequestKind {
  readonly outcome: RequestOutcome;
  /** The Service that is called. */
  readonly service: string;
  /** @default - there is none to go to */
  readonly pod?: Pod;
}

const UNKNOWN = 'unknown';
const CLUSTER = 'Kubernetes';

/**
 * What the serving pod's sidecar says of a request.
 *
 * What it does not know of itself is empty, what it does not know of the caller is `unknown`.
 *
 * @see https://istio.io/latest/docs/reference/config/metrics/#labels
 */
export function destinationLabels({ outcome, service }: RequestKind, pod: Pod, state: ClusterState, workload: ServedWorkload): LabelRecord {
  const { name, namespace, protocol, cluster = CLUSTER, caller, hashLabels } = workload;
  const inbound = inboundService(service, pod, state, workload);
  const canonicalName = canonicalNameOf(name, pod.labels);
  return {
    reporter: 'destination',
    ...caller ? callerLabels(caller, workload, UNKNOWN) : unknownCaller(),
    destination_workload: name,
    destination_workload_namespace: namespace,
    destination_principal: caller ? principalOf(workload, workload) : UNKNOWN,
    destination_app: pod.labels?.app ?? '',
    destination_version: pod.labels?.version ?? '',
    destination_service: inbound ? hostOf(inbound.name, workload) : canonicalName,
    destination_service_name: inbound ? inbound.name : 'InboundPassthroughCluster',
    destination_service_namespace: namespace,
    destination_canonical_service: canonicalName,
    destination_canonical_revision: canonicalRevisionOf(pod.labels),
    destination_cluster: cluster,
    request_protocol: protocol,
    ...responseLabels(outcome, protocol, 'destination'),
    connection_security_policy: caller ? 'mutual_tls' : 'none',
    ...targetLabels(namespace, pod.name),
    ...scrapedHash(hashLabels?.telemetry, hashLabels?.relabelled, pod),
  };
}

/**
 * What the caller's sidecar says of a request: nothing of the pods where it has not reached any.
 *
 * @see https://istio.io/latest/docs/reference/config/metrics/#labels
 */
export function sourceLabels({ outcome, service, pod }: RequestKind, caller: Caller, workload: ServedWorkload): LabelRecord {
  const { protocol } = workload;
  return {
    reporter: 'source',
    ...callerLabels(caller, workload, ''),
    ...pod ? peerLabels(pod, workload) : unknownPeer(),
    destination_service: hostOf(service, workload),
    destination_service_name: service,
    request_protocol: protocol,
    ...responseLabels(outcome, protocol, 'source'),
    connection_security_policy: UNKNOWN,
    ...targetLabels(caller.namespace, caller.pod),
  };
}

function peerLabels({ labels }: Pod, workload: ServedWorkload): LabelRecord {
  const { name, namespace, cluster = CLUSTER } = workload;
  return {
    destination_workload: name,
    destination_workload_namespace: namespace,
    destination_principal: principalOf(workload, workload),
    destination_app: labels?.app ?? UNKNOWN,
    destination_version: versionOfPeer(labels),
    destination_service_namespace: namespace,
    destination_canonical_service: canonicalNameOf(name, labels),
    destination_canonical_revision: canonicalRevisionOf(labels),
    destination_cluster: cluster,
  };
}

function unknownPeer(): LabelRecord {
  const names = ['workload', 'workload_namespace', 'principal', 'app', 'version', 'service_namespace', 'canonical_service', 'cluster'];
  return { ...Object.fromEntries(names.map((name) => [`destination_${name}`, UNKNOWN])), destination_canonical_revision: 'latest' };
}

/** @param missing - what stands for a label that the caller does not have */
function callerLabels(caller: Caller, workload: ServedWorkload, missing: string): LabelRecord {
  const { name, namespace, labels } = caller;
  return {
    source_workload: name,
    source_workload_namespace: namespace,
    source_principal: principalOf(caller, workload),
    source_app: labels?.app ?? missing,
    source_version: missing === '' ? labels?.version ?? '' : versionOfPeer(labels),
    source_canonical_service: canonicalNameOf(name, labels),
    source_canonical_revision: canonicalRevisionOf(labels),
    source_cluster: workload.cluster ?? CLUSTER,
  };
}

function unknownCaller(): LabelRecord {
  const names = ['workload', 'workload_namespace', 'principal', 'app', 'version', 'canonical_service', 'cluster'];
  return { ...Object.fromEntries(names.map((name) => [`source_${name}`, UNKNOWN])), source_canonical_revision: 'latest' };
}

function principalOf({ namespace, serviceAccount = 'default' }: Caller | ServedWorkload, { clusterDomain = 'cluster.local' }: ServedWorkload): string {
  return `spiffe://${clusterDomain}/ns/${namespace}/sa/${serviceAccount}`;
}

function versionOfPeer(labels: LabelRecord = {}): string {
  return labels['app.kubernetes.io/version'] ?? labels.version ?? UNKNOWN;
}

function canonicalNameOf(name: string, labels: LabelRecord = {}): string {
  return labels['service.istio.io/canonical-name'] ?? labels['app.kubernetes.io/name'] ?? labels.app ?? name;
}

function canonicalRevisionOf(labels: LabelRecord = {}): string {
  return labels['service.istio.io/canonical-revision'] ?? labels['app.kubernetes.io/version'] ?? labels.version ?? 'latest';
}

/** What Prometheus adds to whatever it scrapes from a pod. */
export function targetLabels(namespace: string, pod: string): LabelRecord {
  return { namespace, pod };
}

/** Prometheus renames what a target says where it says it itself. */
function scrapedHash(telemetry: string | undefined, relabelled: string | undefined, { hash, labels }: Pod): LabelRecord {
  const value = labels?.[POD_TEMPLATE_HASH] ?? hash;
  const reported = telemetry !== undefined && telemetry === relabelled ? `exported_${telemetry}` : telemetry;
  return { ...reported === undefined ? {} : { [reported]: value }, ...relabelled === undefined ? {} : { [relabelled]: value } };
}
