import { SchemaPool } from '../../scripts/schema-pool';
import { poolStructural } from '../../scripts/structural-schema';
import { checkCustomResource } from '../../src/schema/custom-resource';
import { type JsonObject } from '../../src/schema/json-value';
import { findResourceSchema } from '../../src/schema/library';
import { type ResourceSchema } from '../../src/schema/schema';
import { SchemaLibrary } from '../../src/schema/schema-file';

/** A custom resource whose spec has this schema, written as in a CRD. */
export function customResource(spec: object): ResourceSchema {
  const pool = new SchemaPool();
  const schema = poolStructural({ type: 'object', properties: { spec: spec as never } }, pool);
  const [resource] = new SchemaLibrary({ kinds: { 'example.com/v1/Thing': { namespaced: true, schema } }, metadata: schema, schemas: pool.schemas }).all();
  return { ...resource, metadata: findResourceSchema('v1', 'ConfigMap')!.metadata };
}

/** What is said about a spec, as `path class: message` without the parts that are the same in all. */
export function checkSpec(schema: object, spec: unknown): string[] {
  const object: JsonObject = { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'thing' }, spec };
  return checkCustomResource(object, customResource(schema)).map(({ path, class: errorClass, message }) => `${path} ${errorClass}: ${message}`);
}
