import { type ApiObject } from 'cdk8s';
import { readServicePorts } from './deployment-facts';
import { requireInteger } from './integers';
import { requireLabel } from './names';
import { firstRepeated } from './repeated';
import { type ServicePortData } from './resources/service';

/**
 * A port of a Service.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/
 */
export interface ServicePort {
  /** Its name, from which Istio reads what it speaks where appProtocol is left out. */
  readonly name: string;

  /** The number, from 1 to 65535. */
  readonly port: number;

  /**
   * The number of the pods' port, from 1 to 65535.
   *
   * @default - the port's own number, or targetPortName
   */
  readonly targetPort?: number;

  /**
   * The name of the pods' port, in place of its number.
   *
   * @default - targetPort
   */
  readonly targetPortName?: string;

  /**
   * What it speaks.
   *
   * @default - read from the name
   * @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/
   */
  readonly appProtocol?: string;
}

/** Checks ports by themselves. */
export function requireHostPorts(ports: ServicePort[]): void {
  if (ports.length === 0) throw new Error('\'ports\' must hold every port of the apex Service, got []; the stable and the canary Service offer the same: give each as { name, port, targetPort }');
  for (const { name, port, targetPort, targetPortName } of ports) {
    requireLabel('port name', name);
    requireInteger('port', port, 1, 'give the number that callers use', 65535);
    requireInteger('targetPort', targetPort, 1, 'give the number that the pods listen on', 65535);
    if (targetPort !== undefined && targetPortName !== undefined) {
      throw new Error(`'targetPort' of port '${name}' must be left out with targetPortName, got both; a Service has one of them: leave out the other`);
    }
  }
  for (const property of ['name', 'port'] as const) {
    const twice = firstRepeated(ports.map((each) => String(each[property])));
    if (twice !== undefined) throw new Error(`'ports' must have distinct ${property === 'name' ? 'names' : 'numbers'}, got '${twice}' twice; leave out one of them`);
  }
}

/**
 * The ports of the stable and the canary Service, which are those of the apex Service.
 *
 * @param known the apex Service's, where it is in this app
 */
export function resolveHostPorts(service: string, given: ServicePort[] | undefined, known: ServicePortData[] | undefined): ServicePortData[] {
  const ports = given?.map(toData);
  if (!known && !ports) {
    throw new Error(
      `'ports' of Routing.hosts must be given, because Service '${service}' is not in this app, got none; the stable and the canary Service offer the same: `
      + 'set routing: Routing.hosts({ ports: [{ name, port, targetPort }] }), or create the Service before the SmartCanary',
    );
  }
  if (known?.length === 0) throw new Error(`Service '${service}' must have ports for Routing.hosts, got none; the stable and the canary Service offer the same: add one, or use Routing.subsets()`);
  if (known && ports && keyOf(known) !== keyOf(ports)) {
    throw new Error(`'ports' of Routing.hosts must be those of Service '${service}' (${describe(known)}), got ${describe(ports)}; they are read from it: leave them out`);
  }
  return known ?? ports!;
}

function toData({ name, port, targetPort, targetPortName, appProtocol }: ServicePort): ServicePortData {
  return { name, port, targetPort: targetPort ?? targetPortName ?? port, appProtocol };
}

/** Two Services that differ from the apex would answer at other ports than it; one message where it has changed since it was read. */
export function hostPortsChanged(service: ApiObject, ports: ServicePortData[]): string[] {
  const now = readServicePorts(service);
  if (keyOf(now) === keyOf(ports)) return [];
  return [`Service '${service.name}' must not change its ports after its SmartCanary has read them (${describe(ports)}), got ${describe(now)}; create the SmartCanary last`];
}

/** Order says nothing, nor does what is left to its default. */
function keyOf(ports: ServicePortData[]): string {
  const keys = ports.map(({ name = '', port, targetPort = port, protocol = 'TCP', appProtocol = '' }) => JSON.stringify([port, name, targetPort, protocol, appProtocol]));
  return keys.sort().join();
}

function describe(ports: ServicePortData[]): string {
  return ports.map(({ name, port, targetPort = port, appProtocol }) => `${[name, port, appProtocol].filter((part) => part !== undefined).join(' ')} to ${targetPort}`).join(', ') || 'none';
}
