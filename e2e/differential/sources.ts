import { join } from 'node:path';
import { type Candidate, candidatesOf, generated, type Source, withoutNamespace } from './candidates';
import { type ServerSchemas } from './server-schemas';
import { allResourceSchemas } from '../../src/schema/library';
import { applyChange, type Change } from '../../test/schema/change';
import { GOOD, goodManifest, manifestsIn } from '../../test/schema/manifests';

const ROOT = join(__dirname, '..', '..');

/** Manifests that somebody wrote or that our examples write. */
const FOLDERS = [['good', GOOD], ['dist', join(ROOT, 'dist')], ['assumed', join(ROOT, 'e2e', 'fixtures')]] as const;

/** How many manifests of each kind and version are made of its schema alone. */
const GENERATED = 200;

/** All that can be asked: every manifest, each with one thing changed in every way, and generated ones. */
export function allCandidates(schemas: ServerSchemas): Candidate[] {
  const made = allResourceSchemas().flatMap(({ apiVersion, kind }) => generated(apiVersion, kind, schemas, GENERATED));
  return [...sources().flatMap((source) => candidatesOf(source, schemas)), ...made];
}

/** Every manifest that there is. */
function sources(): Source[] {
  return FOLDERS.flatMap(([origin, folder]) => manifestsIn(folder).map((manifest) => ({ origin, manifest: withoutNamespace(manifest) })));
}

/** A good manifest to which something was done. */
export function changed({ object, ...change }: Change & { readonly object: string }): Candidate {
  const manifest = goodManifest(object);
  applyChange(manifest, change);
  return { kind: String(manifest.kind), operator: 'witness', description: `${object} ${JSON.stringify(change)}`, object: () => withoutNamespace(manifest) };
}
