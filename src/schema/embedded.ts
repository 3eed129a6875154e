import { invalid, required } from './field-error';
import { isObject, type JsonObject, own } from './json-value';
import { pathSegmentProblems } from './names';
import { checkObjectMeta, isGroupVersion } from './object-meta';
import { type Schema } from './schema';
import { type SchemaError } from './schema-error';

const KIND = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/**
 * Checks the objects inside of a custom resource that are whole resources themselves.
 *
 * @see https://github.com/kubernetes/apiextensions-apiserver/blob/v0.37.2/pkg/apiserver/schema/objectmeta/validation.go
 */
export function checkEmbedded(value: unknown, schema: Schema, path: string, errors: SchemaError[]): void {
  if (!schema.hasEmbedded) return;
  if (Array.isArray(value) && schema.items) {
    for (const [index, item] of value.entries()) checkEmbedded(item, schema.items, `${path}[${index}]`, errors);
  }
  if (!isObject(value)) return;
  if (schema.embedded) checkResource(value, path, errors);
  for (const key of Object.keys(value)) {
    const property = schema.properties?.get(key);
    if (property) checkEmbedded(value[key], property, path ? `${path}.${key}` : key, errors);
    else if (schema.additionalProperties) checkEmbedded(value[key], schema.additionalProperties, `${path}[${key}]`, errors);
  }
}

function checkResource(resource: JsonObject, path: string, errors: SchemaError[]): void {
  const apiVersion = checkText(resource, 'apiVersion', path, errors);
  if (apiVersion && !isGroupVersion(apiVersion)) errors.push(invalid(`${path}.apiVersion`, apiVersion, `unexpected GroupVersion string: ${apiVersion}`));
  const kind = checkText(resource, 'kind', path, errors);
  if (kind && !KIND.test(kind.toLowerCase())) errors.push(invalid(`${path}.kind`, kind, 'may have mixed case, but should otherwise match: a DNS-1035 label'));
  const metadata = own(resource, 'metadata');
  if (isObject(metadata)) checkObjectMeta(metadata, { nameCheck: pathSegmentProblems, named: false }, Boolean(metadata.namespace), `${path}.metadata`, errors);
}

function checkText(resource: JsonObject, field: string, path: string, errors: SchemaError[]): string | undefined {
  const value = own(resource, field);
  if (value === undefined) errors.push(required(`${path}.${field}`));
  else if (typeof value !== 'string') errors.push(invalid(`${path}.${field}`, value, 'must be a string'));
  else if (value === '') errors.push(invalid(`${path}.${field}`, value, 'must not be empty'));
  else return value;
  return undefined;
}
