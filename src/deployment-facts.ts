import { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { type ServicePortData } from './resources/service';

/** A port, of a container or of a Service. */
export interface PortFacts {
  readonly number: number;
  readonly name?: string;
  readonly appProtocol?: string;
}

/** What a canary needs to know of a Deployment; a Rollout's workloadRef copies only the pod template and the selector. */
export interface DeploymentFacts {
  readonly name: string;
  readonly namespace?: string;
  /** The whole selector. */
  readonly selector: { [field: string]: unknown };
  /** Its `matchLabels`. */
  readonly labels: { [key: string]: string };
  readonly replicas?: number;
  readonly minReadySeconds?: number;
  readonly progressDeadlineSeconds?: number;
  readonly ports: PortFacts[];
}

/** Finds the apps/v1 Deployment behind a construct of cdk8s, cdk8s-plus or one's own. */
export function findDeployment(construct: IConstruct): ApiObject {
  const object = Construct.isConstruct(construct) ? findApiObject(construct) : undefined;
  if (object?.kind === 'Deployment' && object.apiVersion === 'apps/v1') return object;
  throw new Error(
    `Workload.deployment must get a construct of an apps/v1 Deployment, got ${describe(construct, object)}; `
    + 'pass the Deployment itself, or use Workload.named for one that is not in this app',
  );
}

/** Reads the facts from the Deployment as it is written at this moment. */
export function readDeployment(deployment: ApiObject): DeploymentFacts {
  return factsOfManifest(toManifest(deployment));
}

/** Reads the facts from a Deployment that is written already. */
export function factsOfManifest({ metadata, spec }: ReturnType<ApiObject['toJson']>): DeploymentFacts {
  const labels = spec?.selector?.matchLabels ?? {};
  if (Object.keys(labels).length === 0) {
    throw new Error(
      `Deployment '${metadata.name}' must have labels in 'spec.selector.matchLabels', got ${JSON.stringify(spec?.selector ?? {})}; `
      + 'subsets and Services select its pods by them: add one',
    );
  }
  return {
    name: metadata.name,
    namespace: metadata.namespace,
    selector: spec.selector,
    labels,
    replicas: spec.replicas,
    minReadySeconds: spec.minReadySeconds,
    progressDeadlineSeconds: spec.progressDeadlineSeconds,
    ports: readContainerPorts(spec.template?.spec?.containers ?? []),
  };
}

/** Reads the ports of a Service that is in the app, without what the cluster gives them. */
export function readServicePorts(service: ApiObject): ServicePortData[] {
  const ports: ServicePortData[] = toManifest(service).spec?.ports ?? [];
  return ports.map(({ name, port, targetPort, protocol, appProtocol }) => ({ name, port, targetPort, protocol, appProtocol }));
}

interface ContainerPort {
  readonly containerPort: number;
  readonly name?: string;
}

function readContainerPorts(containers: { ports?: ContainerPort[] }[]): PortFacts[] {
  return containers.flatMap(({ ports }) => ports ?? []).map(({ containerPort, name }) => ({ number: containerPort, name }));
}

function findApiObject(construct: IConstruct): ApiObject | undefined {
  const candidate = ApiObject.isApiObject(construct) ? construct : construct.node.defaultChild;
  return candidate && ApiObject.isApiObject(candidate) ? candidate : undefined;
}

function toManifest(object: ApiObject) {
  try {
    return object.toJson();
  } catch (error) {
    throw new Error(`${object.kind} '${object.name}' cannot be read yet; complete it before the SmartCanary is created: ${(error as Error).message}`, { cause: error });
  }
}

function describe(construct: unknown, object: ApiObject | undefined): string {
  if (!Construct.isConstruct(construct)) return construct === null ? 'null' : `a value of type ${typeof construct}`;
  const path = construct.node.path;
  return object ? `${object.apiVersion} ${object.kind} '${path}'` : `${construct.constructor.name} '${path}', which has no API object of its own`;
}
