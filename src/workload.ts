import { type ApiObject } from 'cdk8s';
import { type IConstruct } from 'constructs';
import { type DeploymentFacts, findDeployment, readDeployment } from './deployment-facts';
import { requireSubdomain } from './names';

/** Options of `Workload.named`. */
export interface NamedWorkloadOptions {
  /**
   * The Deployment's `spec.selector.matchLabels`.
   *
   * @default - `app.kubernetes.io/name` with the name of the service
   */
  readonly labels?: { [key: string]: string };
}

/** Options of `Workload.image`. */
export interface ImageWorkloadOptions {
  /** The port that the container serves and the apex Service offers. */
  readonly port: number;
}

/** How the workload's facts come about: exactly one of the three. */
interface Source {
  readonly deployment?: ApiObject;
  readonly named?: { readonly name: string; readonly labels?: { [key: string]: string } };
  readonly image?: { readonly image: string; readonly port: number };
}

/**
 * The Deployment whose pods the Rollout takes over.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/migrating/#reference-deployment-from-rollout
 */
export class Workload {
  /**
   * A Deployment in this app: of cdk8s-plus in any version, or a plain API object.
   *
   * Replicas, selector, ports, minReadySeconds and progressDeadlineSeconds are read from it when the SmartCanary is created, so complete it first.
   *
   * @param deployment any construct whose API object is an apps/v1 Deployment
   */
  public static deployment(deployment: IConstruct): Workload {
    return new Workload({ deployment: findDeployment(deployment) });
  }

  /**
   * A Deployment that exists elsewhere, in the same namespace.
   *
   * @param name its name
   */
  public static named(name: string, options: NamedWorkloadOptions = {}): Workload {
    requireSubdomain('workload name', name);
    if (options.labels && Object.keys(options.labels).length === 0) {
      throw new Error(`'labels' of workload '${name}' must not be empty, got {}; give its spec.selector.matchLabels`);
    }
    return new Workload({ named: { name, labels: options.labels } });
  }

  /**
   * A Deployment made here, of one container, with the name of the service.
   *
   * @param image reference of the container image
   */
  public static image(image: string, options: ImageWorkloadOptions): Workload {
    if (!image.trim()) throw new Error(`'image' must be the reference of a container image, got '${image}'; for example 'ghcr.io/acme/rpc-server:1.2'`);
    const { port } = options;
    if (!Number.isInteger(port) || port < 1 || port > 65535) {
      throw new Error(`'port' must be an integer between 1 and 65535, got ${port}; it is the port that the container listens on`);
    }
    return new Workload({ image: { image, port } });
  }

  private constructor(private readonly source: Source) {}

  /**
   * The Deployment in this app.
   *
   * @internal
   */
  public get _deployment(): ApiObject | undefined {
    return this.source.deployment;
  }

  /**
   * The image of a Deployment that is still to be made.
   *
   * @internal
   */
  public get _image(): string | undefined {
    return this.source.image?.image;
  }

  /** @internal */
  public _facts(service: string): DeploymentFacts {
    if (this.source.deployment) return readDeployment(this.source.deployment);
    const { named, image } = this.source;
    const labels = named?.labels ?? { 'app.kubernetes.io/name': service };
    return { name: named?.name ?? service, selector: { matchLabels: labels }, labels, ports: image ? [{ number: image.port }] : [] };
  }
}
