import { ApiObject, type ApiObjectMetadata, JsonPatch } from 'cdk8s';
import { type Construct } from 'constructs';
import { type PlainFields, plainOf, PlainObject } from './plain-object';

/** What an L1's `manifest()` gives, or the same shape by hand for a built-in kind. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}

/**
 * Adds a manifest to the tree as a plain API object.
 *
 * The L1 classes render their fields once more after JSON patches, and drop what a patch has put where they expect one of their own values:
 * a patched `pause: { duration: '30s' }` would be written as `pause: {}`, which waits for ever.
 */
export function addObject(scope: Construct, id: string, metadata: ApiObjectMetadata, manifest: Manifest): ApiObject {
  const fields = plainOf(manifest);
  if (fields === undefined) return new ApiObject(scope, id, { ...manifest, metadata });
  return new PlainObject(scope, id, metadata, fields as unknown as PlainFields);
}

/** Takes a field out of an object if it is there when the object is written; JSON Patch's `remove` alone fails where it is not. */
export function dropField(object: ApiObject, path: string): void {
  object.addJsonPatch(JsonPatch.add(path, 'dropped'), JsonPatch.remove(path));
}
