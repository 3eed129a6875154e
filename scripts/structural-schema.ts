import { type Schema } from './crd-manifest';
import { type PooledSchema, type SchemaPool } from './schema-pool';

/** Keywords that are copied as they are; those that only tell people or server-side apply something are left out. */
const COPIED = [
  'type', 'required', 'enum', 'pattern', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength',
  'minItems', 'maxItems', 'minProperties', 'maxProperties', 'nullable', 'default',
];

const EXTENSIONS: Record<string, string> = {
  'x-kubernetes-int-or-string': 'intOrString',
  'x-kubernetes-preserve-unknown-fields': 'preserveUnknown',
  'x-kubernetes-embedded-resource': 'embedded',
  'x-kubernetes-list-map-keys': 'listMapKeys',
  'x-kubernetes-validations': 'rules',
};

/**
 * What the API server checks; it ignores all others.
 *
 * @see https://github.com/kubernetes/apiextensions-apiserver/blob/v0.37.2/pkg/apiserver/validation/formats.go
 */
const FORMATS: Record<string, string[]> = {
  integer: ['int32', 'int64'],
  number: ['float', 'double'],
  string: ['byte', 'cidr', 'date', 'date-time', 'datetime', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'mac', 'uri', 'uuid', 'k8s-short-name', 'k8s-long-name'],
};

/** Puts a schema of a CRD into the pool. */
export function poolStructural(schema: Schema, pool: SchemaPool): number {
  const pooled: PooledSchema = {};
  for (const keyword of COPIED) {
    if (schema[keyword] !== undefined && schema[keyword] !== false) pooled[keyword] = schema[keyword];
  }
  for (const [extension, name] of Object.entries(EXTENSIONS)) {
    if (schema[extension] !== undefined) pooled[name] = schema[extension];
  }
  if (['set', 'map'].includes(schema['x-kubernetes-list-type'] as string)) pooled.listType = schema['x-kubernetes-list-type'];
  // Where it is not the schema of a string alone, the API server drops the format as well.
  if (FORMATS[schema.type as string]?.includes(schema.format as string)) pooled.format = schema.format;
  poolSubschemas(schema, pooled, pool);
  return pool.add(pooled);
}

function poolSubschemas(schema: Schema, pooled: PooledSchema, pool: SchemaPool): void {
  const { properties, items, additionalProperties, not } = schema as Record<string, Schema | undefined>;
  if (properties) {
    pooled.properties = Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, poolStructural(property as Schema, pool)]));
  }
  if (items) pooled.items = poolStructural(items, pool);
  if (typeof additionalProperties === 'object') pooled.additionalProperties = poolStructural(additionalProperties, pool);
  if (not) pooled.not = poolStructural(not, pool);
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    if (schema[keyword]) pooled[keyword] = (schema[keyword] as Schema[]).map((alternative) => poolStructural(alternative, pool));
  }
}
