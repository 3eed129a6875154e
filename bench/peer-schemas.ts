import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SCHEMAS = join(__dirname, '..', 'schemas');

interface Pooled {
  readonly [keyword: string]: unknown;
  readonly type?: string;
}

interface SchemaFile {
  readonly kinds: Record<string, { readonly schema: number }>;
  readonly metadata: number;
  /** @default - it names the kinds that there are, and nothing else */
  readonly schemas?: readonly Pooled[];
}

/** Keywords of ours that mean the same in JSON Schema. */
const SAME = ['enum', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'multipleOf', 'minItems', 'maxItems', 'minProperties', 'maxProperties', 'required'];
const OF_SCHEMAS = ['allOf', 'anyOf', 'oneOf'];

/** Writes the schemas that the validator has as JSON Schema, one file a kind, under the names that kubeconform is told to look for. */
export function writePeerSchemas(folder: string): void {
  for (const name of readdirSync(SCHEMAS)) {
    const file = JSON.parse(readFileSync(join(SCHEMAS, name), 'utf-8')) as SchemaFile;
    if (!file.schemas) continue;
    const definitions = Object.fromEntries(file.schemas.map((schema, index) => [index, toJsonSchema(schema)]));
    for (const [kind, { schema }] of Object.entries(file.kinds)) {
      const parts = kind.split('/');
      const [apiGroup, version, resource] = [parts[0], parts[parts.length - 2], parts[parts.length - 1].toLowerCase()];
      const root = withMeta(definitions[schema], file.metadata);
      const $schema = 'http://json-schema.org/draft-07/schema#';
      writeFileSync(join(folder, `${apiGroup}_${resource}_${version}.json`), JSON.stringify({ $schema, definitions, ...root }));
    }
  }
}

function withMeta(root: Record<string, unknown>, metadata: number): Record<string, unknown> {
  const text = { type: 'string' };
  return { ...root, properties: { apiVersion: text, kind: text, metadata: reference(metadata), ...root.properties as object } };
}

function toJsonSchema(pooled: Pooled): Record<string, unknown> {
  const { properties, items, additionalProperties, intOrString, preserveUnknown, nullable, not } = pooled;
  const types = intOrString ? ['integer', 'string'] : pooled.type === undefined ? [] : [pooled.type];
  const isClosed = properties !== undefined && additionalProperties === undefined && !preserveUnknown;
  return {
    ...types.length > 0 && { type: nullable ? [...types, 'null'] : types },
    ...Object.fromEntries(SAME.filter((key) => pooled[key] !== undefined).map((key) => [key, pooled[key]])),
    ...Object.fromEntries(OF_SCHEMAS.filter((key) => pooled[key] !== undefined).map((key) => [key, (pooled[key] as number[]).map(reference)])),
    ...properties !== undefined && { properties: referencesIn(properties as Record<string, number>) },
    ...items !== undefined && { items: reference(items as number) },
    ...not !== undefined && { not: reference(not as number) },
    ...additionalProperties !== undefined && { additionalProperties: reference(additionalProperties as number) },
    ...isClosed && { additionalProperties: false },
  };
}

function referencesIn(places: Record<string, number>): Record<string, object> {
  return Object.fromEntries(Object.entries(places).map(([key, place]) => [key, reference(place)]));
}

function reference(place: number): { readonly $ref: string } {
  return { $ref: `#/definitions/${place}` };
}
