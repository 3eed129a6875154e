import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { type KubeObject } from './kube-object';

/** How an API server is reached, as a kubeconfig says it. */
export interface ApiServerAddress {
  readonly url: string;
  /** Bearer token of a user who may create anything. */
  readonly token: string;
  /** Certificate of the authority that signed the server's, in PEM. */
  readonly ca?: string;
}

export interface Cause {
  readonly reason?: string;
  readonly message?: string;
  readonly field?: string;
}

/** What the server says of an object, in its own words. */
export interface DryRun {
  readonly accepted: boolean;
  /** HTTP's, such as 400 for a field that is unknown and 422 for a value that is not allowed. */
  readonly status: number;
  readonly message?: string;
  readonly causes: readonly Cause[];
  /** What admission plugins and webhooks had to remark. */
  readonly warnings: readonly string[];
}

interface Response {
  readonly status: number;
  readonly warnings: readonly string[];
  readonly body: { readonly message?: string; readonly details?: { readonly causes?: readonly Cause[] }; readonly resources?: readonly Resource[] };
}

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

const TIMEOUT_MILLISECONDS = 30_000;

/**
 * The API server as an oracle: would it create this object?
 *
 * Nothing is written. The server has to have the CRDs and the object's namespace, and must not have an object of that name.
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#field-validation
 */
export class ApiServer {
  private readonly discovered = new Map<string, Promise<readonly Resource[]>>();

  constructor(private readonly address: ApiServerAddress) {}

  /** Sends the object as it is: a client library would drop the fields that it does not know. */
  async dryRun(object: KubeObject): Promise<DryRun> {
    const path = await this.pathFor(object);
    if (path === undefined) {
      return { accepted: false, status: 404, message: `no matches for kind "${object.kind}" in version "${object.apiVersion}"`, causes: [], warnings: [] };
    }
    const { status, body, warnings } = await this.request('POST', `${path}?dryRun=All&fieldValidation=Strict`, object);
    if (status < 300) return { accepted: true, status, causes: [], warnings };
    return { accepted: false, status, message: body.message, causes: body.details?.causes ?? [], warnings };
  }

  private async pathFor({ apiVersion = '', kind, metadata }: KubeObject): Promise<string | undefined> {
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    if (!this.discovered.has(root)) this.discovered.set(root, this.discover(root));
    const resource = (await this.discovered.get(root)!).find((known) => known.kind === kind && !known.name.includes('/'));
    if (!resource) return undefined;
    return resource.namespaced ? `${root}/namespaces/${encodeURIComponent(metadata?.namespace ?? 'default')}/${resource.name}` : `${root}/${resource.name}`;
  }

  private async discover(root: string): Promise<readonly Resource[]> {
    const { status, body } = await this.request('GET', root);
    if (status !== 200 && status !== 404) throw new Error(`the API server answered ${status} to 'GET ${root}': ${body.message}`);
    return body.resources ?? [];
  }

  private async request(method: string, path: string, object?: KubeObject): Promise<Response> {
    const url = new URL(path, this.address.url);
    const headers = { 'Authorization': `Bearer ${this.address.token}`, 'Accept': 'application/json', 'Content-Type': 'application/json' };
    const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
    return new Promise((resolve, reject) => {
      const outgoing = send(url, { method, headers, ca: this.address.ca, timeout: TIMEOUT_MILLISECONDS }, (incoming) => {
        let text = '';
        incoming.setEncoding('utf-8').on('data', (chunk: string) => { text += chunk; }).on('error', reject);
        incoming.on('end', () => resolve({ status: incoming.statusCode ?? 0, warnings: warningsIn(incoming.headers.warning), body: bodyIn(text) }));
      });
      outgoing.on('timeout', () => outgoing.destroy(new Error(`the API server did not answer '${method} ${path}' within ${TIMEOUT_MILLISECONDS / 1000} s`)));
      outgoing.on('error', reject);
      outgoing.end(object && JSON.stringify(object));
    });
  }
}

/** An API server answers JSON, but for a path that it does not have at all. */
function bodyIn(text: string): Response['body'] {
  return text.startsWith('{') ? JSON.parse(text) : { message: text.trim() };
}

/** Several come as one header: `299 - "first", 299 - "second"`. */
function warningsIn(header = ''): string[] {
  return [...header.matchAll(/299 - "((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text.replace(/\\(.)/g, '$1'));
}
