import { checkBuiltIn } from './built-in/built-in';
import { checkCustomResource } from './custom-resource';
import { type JsonObject } from './json-value';
import { findResourceSchema } from './library';
import { type SchemaError } from './schema-error';

/**
 * What the API server would answer to an object that is created under strict field validation; empty where it would take it.
 *
 * The API server stops after the first stage that has errors; here later stages look at what is left, so that a user sees all at once.
 * Nothing is said about duplicate keys, which only the reader of the text sees.
 *
 * @returns nothing where the kind is not known here
 */
export function checkObject(object: JsonObject): SchemaError[] | undefined {
  const { apiVersion, kind } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return undefined;
  const resource = findResourceSchema(apiVersion, kind);
  if (!resource) return undefined;
  return resource.builtIn ? checkBuiltIn(object, resource) : checkCustomResource(object, resource);
}
