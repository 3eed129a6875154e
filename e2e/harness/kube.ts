import { request as httpsRequest } from 'node:https';
import { type KubeConfig } from '@kubernetes/client-node';

/** What every object of Kubernetes has. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly generation?: number;
    readonly deletionTimestamp?: string;
    readonly labels?: Record<string, string>;
    readonly annotations?: Record<string, string>;
    readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[];
  };
}

/** An answer of the API server, whatever its status. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export type PatchType = 'application/apply-patch+yaml' | 'application/merge-patch+json' | 'application/strategic-merge-patch+json';

export interface ApplyOptions {
  /** Where an object without a namespace of its own goes, as a GitOps tool sets it. */
  readonly namespace: string;
  readonly dryRun?: boolean;
}

export interface Target {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name?: string;
  readonly namespace?: string;
  readonly subresource?: string;
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

const TIMEOUT_MILLISECONDS = 30_000;

/** A refusal of the API server, in its own words. */
export class Refusal extends Error {
  constructor(readonly request: string, readonly answer: Answer) {
    super(`${request}: ${answer.status} ${(answer.body as { message?: string }).message ?? JSON.stringify(answer.body)}`);
  }
}

/**
 * The API server's door for objects that go through as they are.
 *
 * The client library serializes by its own model of the API: an unknown field would be dropped before the server could refuse it.
 */
export class Kube {
  private readonly resources = new Map<string, Promise<Resource[]>>();

  constructor(readonly config: KubeConfig) {}

  /** Applies an object as `kubectl apply --server-side --force-conflicts` does, and refuses what the server does not know. */
  async apply(object: KubeObject, { namespace, dryRun }: ApplyOptions): Promise<Answer> {
    const { apiVersion, kind, metadata } = object;
    const path = await this.path({ apiVersion, kind, name: metadata.name, namespace: metadata.namespace ?? namespace });
    const query = new URLSearchParams({ fieldManager: 'e2e', force: 'true', fieldValidation: 'Strict', ...dryRun ? { dryRun: 'All' } : {} });
    return this.request('PATCH', `${path}?${query}`, object, 'application/apply-patch+yaml');
  }

  async create(object: KubeObject): Promise<void> {
    const { apiVersion, kind, metadata } = object;
    await this.demand('POST', `${await this.path({ apiVersion, kind, namespace: metadata.namespace })}?fieldValidation=Strict`, object);
  }

  async read<T extends KubeObject>(target: Target): Promise<T> {
    return await this.demand('GET', await this.path(target)) as T;
  }

  async patch(target: Target, patch: object, type: PatchType = 'application/merge-patch+json'): Promise<void> {
    await this.demand('PATCH', await this.path(target), patch, type);
  }

  async delete(target: Target, graceSeconds?: number): Promise<void> {
    const query = graceSeconds === undefined ? '' : `?gracePeriodSeconds=${graceSeconds}`;
    await this.demand('DELETE', `${await this.path(target)}${query}`);
  }

  /** The path of an object, or of all of a kind. */
  async path({ apiVersion, kind, name, namespace, subresource }: Target): Promise<string> {
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const resource = (await this.resourcesOf(root)).find((candidate) => candidate.kind === kind && !candidate.name.includes('/'));
    if (resource === undefined) throw new Error(`the API server does not serve ${apiVersion} ${kind}`);
    const place = resource.namespaced && namespace !== undefined ? `/namespaces/${namespace}` : '';
    return [`${root}${place}/${resource.name}`, name, subresource].filter((part) => part !== undefined).join('/');
  }

  /** Sends a request and gives the answer where it is a success. */
  async demand(method: string, path: string, body?: object, type?: string): Promise<unknown> {
    const answer = await this.request(method, path, body, type);
    if (answer.status >= 300) throw new Refusal(`${method} ${path}`, answer);
    return answer.body;
  }

  async request(method: string, path: string, body?: object, type = 'application/json'): Promise<Answer> {
    const url = new URL(path, this.config.getCurrentCluster()?.server);
    const options = { method, timeout: TIMEOUT_MILLISECONDS, headers: { 'accept': 'application/json', 'content-type': type } };
    await this.config.applyToHTTPSOptions(options);
    return new Promise((resolve, reject) => {
      const request = httpsRequest(url, options, (response) => {
        let text = '';
        response.setEncoding('utf-8').on('data', (chunk: string) => { text += chunk; });
        response.on('error', reject);
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: parse(text) }));
      });
      request.on('error', reject).on('timeout', () => request.destroy(new Error(`${method} ${path}: no answer in ${TIMEOUT_MILLISECONDS / 1000} s`)));
      request.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  private async resourcesOf(root: string): Promise<Resource[]> {
    const known = this.resources.get(root);
    if (known !== undefined) return known;
    const asked = this.demand('GET', root).then((list) => (list as { resources: Resource[] }).resources);
    this.resources.set(root, asked);
    asked.catch(() => this.resources.delete(root));
    return asked;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
