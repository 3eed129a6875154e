import { type Release } from '../../manifest/release';
import { type ProfileVersion } from '../../simulation/profile';
import { type Assumptions } from '../../simulation/proof/assumptions';
import { likenessOf, namesIn } from '../../simulation/proof/likeness';
import { type Proof } from '../../simulation/proof/proof';
import { prove, reworded } from '../../simulation/proof/prove';
import { readReady } from '../../simulation/proof/ready-release';

/** What the twin has seen of a release, or why it has seen nothing. */
export type ReleaseProof = { readonly proof: Proof; readonly refusal?: undefined } | { readonly proof?: undefined; readonly refusal: string };

/** What was proven for releases that differ only in names, by their likeness. */
export type Proofs = Map<string, KnownProof>;

/** A proof, and how everything is called in the release that it was made for. */
export interface KnownProof {
  readonly proven: ReleaseProof;
  readonly names: readonly string[];
}

const VERSION: ProfileVersion = '1.9';

/** Proves a release, unless one like it is proven: then the same is told of its own names. */
export function proofOf(release: Release, assumptions: Assumptions, known: Proofs): ReleaseProof {
  const likeness = likenessOf(release, assumptions, VERSION);
  const alike = known.get(likeness);
  if (alike) return toldOf(release, alike);
  const proven = proveRelease(release, assumptions);
  known.set(likeness, { proven, names: namesIn(release) });
  return proven;
}

/** Sentences call objects by their names; in alike releases the same objects have names of the same rank. */
function toldOf(release: Release, { proven, names }: KnownProof): ReleaseProof {
  const own = namesIn(release);
  const told = (sentence: string) => sentence.replace(/'([^']*)'/g, (quoted, name: string) => (names.includes(name) ? `'${own[names.indexOf(name)]}'` : quoted));
  if (!proven.proof) return { refusal: told(proven.refusal) };
  const { taken, unserved } = proven.proof;
  if (taken.length === 0 && unserved === undefined) return proven;
  return { proof: reworded(proven.proof, { taken: taken.map(told), unserved: unserved === undefined ? undefined : told(unserved) }) };
}

function proveRelease(release: Release, assumptions: Assumptions): ReleaseProof {
  const { ready, refusal } = readReady(release, assumptions, VERSION);
  return ready ? { proof: prove(ready, assumptions, VERSION) } : { refusal };
}
