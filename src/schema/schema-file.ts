import { type CelRule, type ResourceSchema, type Schema } from './schema';

/** A file of `schemas/`: subschemas are numbers, and stand before the schemas that they are part of. */
export interface SchemaFile {
  readonly kinds: Record<string, { readonly namespaced?: boolean; readonly status?: boolean; readonly replicas?: string; readonly schema: number }>;
  readonly metadata: number;
  readonly schemas: PooledSchema[];
}

interface PooledSchema {
  readonly properties?: Record<string, number>;
  readonly items?: number;
  readonly additionalProperties?: number;
  readonly allOf?: number[];
  readonly anyOf?: number[];
  readonly oneOf?: number[];
  readonly not?: number;
  readonly rules?: CelRule[];
  readonly listType?: string;
  readonly embedded?: boolean;
}

/** The kinds of a file; the schemas of a kind are resolved when somebody asks for it, because most bundles have few of them. */
export class SchemaLibrary {
  private readonly resources = new Map<string, ResourceSchema>();
  private readonly schemas: Schema[] = [];

  constructor(private readonly file: SchemaFile) {}

  /** The kind of this name, `apiVersion/kind`. */
  public find(name: string): ResourceSchema | undefined {
    if (!Object.hasOwn(this.file.kinds, name)) return undefined;
    const known = this.resources.get(name);
    if (known) return known;
    const resource = this.read(name);
    this.resources.set(name, resource);
    return resource;
  }

  public all(): ResourceSchema[] {
    return Object.keys(this.file.kinds).map((name) => this.find(name)!);
  }

  private read(name: string): ResourceSchema {
    const { namespaced = false, status = false, replicas, schema: place } = this.file.kinds[name];
    const separator = name.lastIndexOf('/');
    const schema = this.schemaAt(place);
    return {
      apiVersion: name.slice(0, separator),
      kind: name.slice(separator + 1),
      namespaced,
      builtIn: schema.go !== undefined,
      statusSubresource: status,
      replicasPath: replicas,
      schema,
      metadata: this.schemaAt(this.file.metadata),
    };
  }

  private schemaAt = (place: number): Schema => this.schemas[place] ??= resolve(this.file.schemas[place], this.schemaAt);
}

function resolve(pooled: PooledSchema, schemaAt: (place: number) => Schema): Schema {
  const list = (places?: number[]) => places?.map(schemaAt);
  const one = (place?: number) => place === undefined ? undefined : schemaAt(place);
  const properties = pooled.properties && new Map(Object.entries(pooled.properties).map(([name, place]) => [name, schemaAt(place)]));
  const parts = {
    properties,
    items: one(pooled.items),
    additionalProperties: one(pooled.additionalProperties),
    allOf: list(pooled.allOf),
  };
  const below = [...properties?.values() ?? [], parts.items, parts.additionalProperties, ...parts.allOf ?? []];
  const defaulted = [...properties ?? []].filter(([, property]) => property.default !== undefined);
  return {
    ...pooled,
    ...parts,
    anyOf: list(pooled.anyOf),
    oneOf: list(pooled.oneOf),
    not: one(pooled.not),
    defaulted: defaulted.length ? defaulted : undefined,
    hasRules: pooled.rules !== undefined || below.some((schema) => schema?.hasRules),
    hasListTypes: pooled.listType !== undefined || below.some((schema) => schema?.hasListTypes),
    hasEmbedded: pooled.embedded === true || below.some((schema) => schema?.hasEmbedded),
  };
}
