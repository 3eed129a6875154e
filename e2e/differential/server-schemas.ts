import { setTimeout as delay } from 'node:timers/promises';
import { type Kube } from '../harness/kube';

/** A schema as the API server publishes it. */
export interface ServerSchema {
  readonly 'type'?: string;
  readonly 'format'?: string;
  readonly 'enum'?: readonly string[];
  readonly 'properties'?: Readonly<Record<string, ServerSchema>>;
  readonly 'required'?: readonly string[];
  readonly 'items'?: ServerSchema;
  readonly 'additionalProperties'?: ServerSchema;
  readonly 'oneOf'?: readonly ServerSchema[];
  readonly 'allOf'?: readonly ServerSchema[];
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly '$ref'?: string;
}

interface Document {
  readonly components: { readonly schemas: Readonly<Record<string, ServerSchema & { readonly 'x-kubernetes-group-version-kind'?: readonly Kind[] }>> };
}

interface Kind {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** What is asked for. */
interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
}

const PUBLISHED_WITHIN = 60_000;

const COMPONENT = '#/components/schemas/';

/**
 * The schemas that the API server itself publishes: what is to be compared would not do, it may have forgotten a field.
 *
 * @see https://kubernetes.io/docs/concepts/overview/kubernetes-api/#openapi-v3
 */
export class ServerSchemas {
  /** Waits for all of them: the schema of a custom resource is published some time after the server has begun to serve it. */
  static async read(kube: Kube, resources: readonly Resource[]): Promise<ServerSchemas> {
    const apiVersions = [...new Set(resources.map(({ apiVersion }) => apiVersion))];
    const until = Date.now() + PUBLISHED_WITHIN;
    for (;;) {
      const answers = await Promise.all(apiVersions.map((version) => kube.request('GET', `/openapi/v3/${version.includes('/') ? 'apis' : 'api'}/${version}`)));
      const schemas = new ServerSchemas(answers.filter(({ status }) => status === 200).map(({ body }) => body as Document));
      const missing = resources.find(({ apiVersion, kind }) => !schemas.kinds.has(`${apiVersion}/${kind}`));
      if (!missing) return schemas;
      if (Date.now() > until) throw new Error(`the API server has published no schema of ${missing.apiVersion} ${missing.kind} within ${PUBLISHED_WITHIN} ms`);
      await delay(200);
    }
  }

  private readonly components: Record<string, ServerSchema>;
  private readonly kinds = new Map<string, ServerSchema>();

  private constructor(documents: readonly Document[]) {
    const entries = documents.flatMap(({ components }) => Object.entries(components.schemas));
    this.components = Object.fromEntries(entries);
    for (const [, schema] of entries) {
      for (const { group, version, kind } of schema['x-kubernetes-group-version-kind'] ?? []) this.kinds.set(`${group ? `${group}/` : ''}${version}/${kind}`, schema);
    }
  }

  of(apiVersion: string, kind: string): ServerSchema {
    const schema = this.kinds.get(`${apiVersion}/${kind}`);
    if (schema === undefined) throw new Error(`the API server has no schema of ${apiVersion} ${kind}`);
    return schema;
  }

  /** A schema itself, where it is given by a reference. */
  resolve(schema: ServerSchema): ServerSchema {
    const reference = schema.$ref ?? schema.allOf?.find(({ $ref }) => $ref !== undefined)?.$ref;
    return reference === undefined ? schema : this.components[reference.slice(COMPONENT.length)];
  }

  /** The schema of what is below a value, under a key or in a list. */
  below(schema: ServerSchema | undefined, key: string | number): ServerSchema | undefined {
    const below = typeof key === 'number' ? schema?.items : schema?.properties?.[key] ?? schema?.additionalProperties;
    return below && this.resolve(below);
  }
}
