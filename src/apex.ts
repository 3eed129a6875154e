import { type ApiObject } from 'cdk8s';
import { type DeploymentFacts, type PortFacts } from './deployment-facts';
import { type Protocol, protocolOfPort } from './protocol';

/** Who makes the apex Service, the one that callers name. */
export enum Apex {
  /** The canary does. */
  CREATE = 'create',

  /** It exists, in this app or elsewhere. */
  EXISTING = 'existing',
}

/**
 * The protocol that a service's ports declare, where they leave no doubt.
 *
 * An unnamed port beside others may be the one that serves, so it counts as doubt.
 */
export function protocolOfPorts(ports: PortFacts[]): Protocol | undefined {
  if (ports.length > 1 && ports.some(({ name, appProtocol }) => !name && !appProtocol)) return undefined;
  const declared = new Set(ports.map(protocolOfPort).filter((protocol) => protocol !== undefined));
  return declared.size === 1 ? [...declared][0] : undefined;
}

/** The one port that an apex Service offers: with several, the meshes' analyzers ask for a port in every route. */
export function servingPort(service: string, workload: DeploymentFacts, protocol: Protocol): PortFacts {
  const { ports } = workload;
  const port = ports.length === 1 ? ports[0] : ports.find((candidate) => protocolOfPort(candidate) === protocol);
  if (port) return port;
  const got = ports.length ? describePorts(ports) : 'none';
  throw new Error(
    `Deployment '${workload.name}' must have one container port, or one named '${protocol}', for the apex Service '${service}', got ${got}; `
    + 'name the port, create the Service before the SmartCanary, or set apex: Apex.EXISTING for one that is not in this app',
  );
}

/** Finds a Service of that name and namespace in the charts in which one would look for it. */
export function findService(name: string, namespace: string | undefined, objects: ApiObject[]): ApiObject | undefined {
  return objects.find((object) => object.kind === 'Service' && object.apiVersion === 'v1' && object.name === name && object.metadata.namespace === namespace);
}

/** Ports in words, for messages. */
export function describePorts(ports: PortFacts[]): string {
  return ports.map(({ number, name, appProtocol }) => `${number} ${appProtocol ?? name ?? 'unnamed'}`).join(', ');
}
