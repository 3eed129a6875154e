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

/** The kinds of a file by `apiVersion/kind`, with their schemas resolved. */
export function resolveSchemas(file: SchemaFile): Map<string, ResourceSchema> {
  const schemas: Schema[] = [];
  for (const pooled of file.schemas) schemas.push(resolve(pooled, schemas));
  return new Map(Object.entries(file.kinds).map(([name, { namespaced = false, status = false, replicas, schema }]) => {
    const separator = name.lastIndexOf('/');
    return [name, {
      apiVersion: name.slice(0, separator),
      kind: name.slice(separator + 1),
      namespaced,
      builtIn: schemas[schema].go !== undefined,
      statusSubresource: status,
      replicasPath: replicas,
      schema: schemas[schema],
      metadata: schemas[file.metadata],
    }];
  }));
}

function resolve(pooled: PooledSchema, schemas: Schema[]): Schema {
  const list = (places?: number[]) => places?.map((place) => schemas[place]);
  const one = (place?: number) => place === undefined ? undefined : schemas[place];
  const properties = pooled.properties && new Map(Object.entries(pooled.properties).map(([name, place]) => [name, schemas[place]]));
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
