import { type ApiObject } from 'cdk8s';
import { type DeploymentFacts, type PortFacts } from './deployment-facts';
import { Protocol, protocolOfPort } from './protocol';
import { type ServicePortData } from './resources/service';
import { type Routing } from './routing';

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
 * One that carries connections does not beside others that carry requests, and speaks for the service only where all do.
 */
export function protocolOfPorts(ports: PortFacts[]): Protocol | undefined {
  if (ports.length > 1 && ports.some(({ name, appProtocol }) => !name && !appProtocol)) return undefined;
  const protocols = ports.map(protocolOfPort);
  if (ports.length > 0 && protocols.every((protocol) => protocol === Protocol.TCP)) return Protocol.TCP;
  const declared = new Set(protocols.filter((protocol) => protocol !== undefined && protocol !== Protocol.TCP));
  return declared.size === 1 ? [...declared][0] : undefined;
}

/**
 * The one port that an apex Service offers: with several, the meshes' analyzers ask for a port in every route.
 *
 * Its name is that from which Istio reads what it carries.
 */
export function apexPortOf(service: string, workload: DeploymentFacts, protocol: Protocol, routing: Routing): ServicePortData {
  const { number } = servingPort(service, workload, protocol);
  const [{ tlsRoutes }] = routing._virtualServices(service);
  const passesTls = protocol === Protocol.TCP && tlsRoutes.some(({ port = number }) => port === number);
  return { name: passesTls ? 'tls' : protocol, port: number, targetPort: number };
}

function servingPort(service: string, workload: DeploymentFacts, protocol: Protocol): PortFacts {
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
