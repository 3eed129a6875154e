import { type Json, listAt, numberAt, stringAt, valueAt } from '../manifest/json';
import { type Release } from '../manifest/release';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];

/** What Istio reads from a port's name or `appProtocol`, but for HTTP/2, which gRPC is as well. */
const OTHERS = /^(grpc-web|https?|mongo|mysql|redis|tcp|tls|udp)(-|$)/;

/**
 * Whether all that a release is asked is gRPC: of a service with several protocols a query may mean another.
 *
 * The ports of its Services say so, by name or `appProtocol`. Where they leave it open, Istio looks at the requests, and the pods tell what these are.
 *
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
 */
export function speaksGrpc(release: Release): boolean {
  const { apexServices, services } = release;
  const manifests = [...apexServices, ...services.flatMap(({ reference: { manifest } }) => manifest ?? [])];
  const words = manifests.flatMap(({ object }) => listAt(object, 'spec', 'ports')).map(protocolWord);
  if (words.length > 0 && words.every(isGrpc)) return true;
  return words.every((word) => isGrpc(word) || !OTHERS.test(word)) && arePodsGrpc(release);
}

function protocolWord(port: Json): string {
  return (stringAt(port, 'appProtocol') ?? stringAt(port, 'name') ?? '').toLowerCase();
}

function isGrpc(word: string): boolean {
  return /^grpc(-|$)/.test(word) && !OTHERS.test(word);
}

/** All ports of the containers are called so, or the only one is probed by gRPC. */
function arePodsGrpc({ workload: { template } }: Release): boolean {
  const containers = listAt(template?.value, 'spec', 'containers');
  const ports = containers.flatMap((container) => listAt(container, 'ports'));
  if (ports.length > 0 && ports.every((port) => isGrpc(stringAt(port, 'name')?.toLowerCase() ?? ''))) return true;
  const probed = containers.flatMap((container) => PROBES.map((probe) => valueAt(container, probe, 'grpc', 'port')));
  return ports.length === 1 && probed.includes(numberAt(ports[0], 'containerPort'));
}
