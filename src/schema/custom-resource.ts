import { checkRules } from './cel';
import { checkEmbedded } from './embedded';
import { invalid } from './field-error';
import { isObject, type JsonObject, jsonTypeOf, own } from './json-value';
import { checkListTypes } from './list-types';
import { dnsSubdomainProblems } from './names';
import { normalize } from './normalize';
import { checkObjectMeta } from './object-meta';
import { type ResourceSchema } from './schema';
import { type SchemaError } from './schema-error';
import { checkStructure } from './structural';

const MAX_INT32 = 2 ** 31 - 1;

/**
 * What the API server says about a custom resource that is created.
 *
 * @see https://github.com/kubernetes/apiextensions-apiserver/blob/v0.37.2/pkg/registry/customresource/strategy.go
 */
export function checkCustomResource(object: JsonObject, resource: ResourceSchema): SchemaError[] {
  const { schema, namespaced, replicasPath } = resource;
  const errors: SchemaError[] = [];
  const normalized = normalize(object, schema, resource.metadata, errors);
  if (errors.some(({ stage }) => stage === 'decode')) return errors;
  // Creating an object cannot set its status.
  if (resource.statusSubresource) delete normalized.status;

  const metadata = own(normalized, 'metadata');
  checkObjectMeta(isObject(metadata) ? metadata : {}, { nameCheck: dnsSubdomainProblems, named: true }, namespaced, 'metadata', errors);
  checkStructure(normalized, schema, '', errors);
  if (replicasPath) checkReplicas(normalized, replicasPath, errors);
  for (const [key, property] of schema.properties ?? []) checkEmbedded(own(normalized, key), property, key, errors);
  checkListTypes(normalized, schema, '', errors);
  checkRules(normalized, schema, '', errors);
  return withoutRepetitions(errors);
}

/** The scale subresource has to be able to read its number. */
function checkReplicas(object: JsonObject, replicasPath: string, errors: SchemaError[]): void {
  let value: unknown = object;
  for (const key of replicasPath.slice(1).split('.')) value = isObject(value) ? own(value, key) : undefined;
  // What is no integer was reported with its type; the API server says it a second time.
  if (jsonTypeOf(value) !== 'integer') return;
  if (Number(value) < 0) errors.push(invalid(replicasPath, value, 'should be a non-negative integer'));
  else if (Number(value) > MAX_INT32) errors.push(invalid(replicasPath, value, `should be less than or equal to ${MAX_INT32}`));
}

/** Alternatives of a schema may say the same twice. */
function withoutRepetitions(errors: SchemaError[]): SchemaError[] {
  const said = new Set<string>();
  return errors.filter(({ path, message }) => {
    const text = `${path}: ${message}`;
    return !said.has(text) && said.add(text);
  });
}
