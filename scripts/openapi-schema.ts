import { type PooledSchema, type SchemaPool } from './schema-pool';

/** As much of the API server's OpenAPI v3 as is read here. */
export interface OpenApiSchema {
  readonly $ref?: string;
  readonly allOf?: OpenApiSchema[];
  readonly type?: string;
  readonly format?: string;
  readonly default?: unknown;
  readonly properties?: Record<string, OpenApiSchema>;
  readonly required?: string[];
  readonly items?: OpenApiSchema;
  readonly additionalProperties?: OpenApiSchema;
}

/** Values of enumerations by definition and property: OpenAPI documents are published without them. */
export type Enums = Map<string, Map<string, string[]>>;

/** Types of Go that read their own JSON. */
const OWN_JSON: Record<string, PooledSchema> = {
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': { intOrString: true },
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { format: 'quantity' },
  'io.k8s.apimachinery.pkg.apis.meta.v1.Time': { type: 'string', format: 'date-time' },
  'io.k8s.apimachinery.pkg.apis.meta.v1.MicroTime': { type: 'string', format: 'date-time' },
  'io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1': { type: 'object', preserveUnknown: true },
};

/** Puts definitions of the API server's own kinds into a pool, with the name of the Go type that each is decoded into. */
export class OpenApiPool {
  private readonly places = new Map<string, number>();

  constructor(private readonly definitions: Map<string, OpenApiSchema>, private readonly enums: Enums, private readonly pool: SchemaPool) {}

  public define(name: string): number {
    const known = this.places.get(name);
    if (known !== undefined) return known;
    const definition = this.definitions.get(name);
    if (!definition) throw new Error(`the OpenAPI documents define no ${name}`);
    const place = OWN_JSON[name] ? this.pool.add(OWN_JSON[name]) : this.addStruct(name, definition);
    this.places.set(name, place);
    return place;
  }

  private addStruct(name: string, { properties = {}, required }: OpenApiSchema): number {
    const enums = this.enums.get(name);
    const pooled: PooledSchema = { type: 'object', go: name.split('.').slice(-2).join('.') };
    if (required) pooled.required = required;
    pooled.properties = Object.fromEntries(Object.entries(properties).map(([key, property]) => [key, this.add(property, enums?.get(key))]));
    return this.pool.add(pooled);
  }

  private add(schema: OpenApiSchema, enumeration?: string[]): number {
    const reference = schema.$ref ?? schema.allOf?.[0].$ref;
    if (reference) return this.addReference(reference.slice(reference.lastIndexOf('/') + 1), schema);
    const pooled: PooledSchema = {};
    if (schema.type) pooled.type = schema.type;
    if (schema.format) pooled.format = schema.format;
    if (schema.items) pooled.items = this.add(schema.items, enumeration);
    if (schema.additionalProperties) pooled.additionalProperties = this.add(schema.additionalProperties);
    if (enumeration && !schema.items) pooled.enum = enumeration;
    return this.pool.add(pooled);
  }

  /** A default of `{}` says that the Go field is no pointer: it is checked although it is left out. */
  private addReference(name: string, schema: OpenApiSchema): number {
    const place = this.define(name);
    const target = this.pool.schemas[place];
    return JSON.stringify(schema.default) === '{}' && target.go ? this.pool.add({ ...target, default: {} }) : place;
  }
}
