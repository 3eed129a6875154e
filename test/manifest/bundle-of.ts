import { Bundle, type BundleOptions } from '../../src/manifest/bundle';
import { type Manifest } from '../../src/manifest/manifest';
import { readManifests } from '../../src/manifest/read-manifests';

/** A bundle of what is written, and how to find an object of it by `Kind/name`. */
export function bundleOf(text: string, options?: BundleOptions) {
  const { manifests, problems } = readManifests(text, 'bundle.yaml');
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const find = (id: string): Manifest => {
    const found = manifests.find(({ kind, name }) => `${kind}/${name}` === id);
    if (!found) throw new Error(`there is no ${id}`);
    return found;
  };
  return { bundle: new Bundle(manifests, options), find };
}

/** An object as `Kind/name`, for short expectations. */
export function idOf({ kind, name }: Manifest): string {
  return `${kind}/${name}`;
}
