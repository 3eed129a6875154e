import { type Release } from '../../manifest/release';
import { type ProfileVersion } from '../../simulation/profile';
import { type Assumptions } from '../../simulation/proof/assumptions';
import { isAboutNames, likenessOf } from '../../simulation/proof/likeness';
import { type Proof } from '../../simulation/proof/proof';
import { prove } from '../../simulation/proof/prove';
import { readReady } from '../../simulation/proof/ready-release';

/** What the twin has seen of a release, or why it has seen nothing. */
export type ReleaseProof = { readonly proof: Proof; readonly refusal?: undefined } | { readonly proof?: undefined; readonly refusal: string };

/** What was proven for releases that differ only in names, by their likeness. */
export type Proofs = Map<string, ReleaseProof>;

const VERSION: ProfileVersion = '1.9';

/** Proves a release, unless one like it is proven. */
export function proofOf(release: Release, assumptions: Assumptions, known: Proofs): ReleaseProof {
  const likeness = likenessOf(release, assumptions, VERSION);
  const alike = known.get(likeness);
  if (alike) return alike;
  const proof = proveRelease(release, assumptions);
  if (!isAboutNames(proof.refusal ?? proof.proof.unserved ?? '', release)) known.set(likeness, proof);
  return proof;
}

function proveRelease(release: Release, assumptions: Assumptions): ReleaseProof {
  const { ready, refusal } = readReady(release, assumptions, VERSION);
  return ready ? { proof: prove(ready, assumptions, VERSION) } : { refusal };
}
