import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import { type Construct } from 'constructs';
import { type PlainManifest, plainOf, PlainObject } from './plain-object';

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
export function addObject(scope: Construct, id: string, name: string, manifest: Manifest): ApiObject {
  const plain = plainManifest(Chart.of(scope), name, manifest);
  return plain ? new PlainObject(scope, id, plain) : new ApiObject(scope, id, { ...manifest, metadata: { name } });
}

/** The namespace and the labels of a chart are those of its objects; either may be something lazy. */
function plainManifest({ labels, namespace }: Chart, name: string, manifest: Manifest): PlainManifest | undefined {
  const metadata = plainOf({ labels: Object.keys(labels).length > 0 ? labels : undefined, name, namespace });
  const { apiVersion, kind, ...others } = manifest;
  const fields = plainOf(others);
  if (metadata === undefined || fields === undefined) return undefined;
  return { apiVersion, kind, metadata: metadata as unknown as PlainManifest['metadata'], ...fields as object };
}

/** Takes a field out of an object if it is there when the object is written; JSON Patch's `remove` alone fails where it is not. */
export function dropField(object: ApiObject, path: string): void {
  object.addJsonPatch(JsonPatch.add(path, 'dropped'), JsonPatch.remove(path));
}
