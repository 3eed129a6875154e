import { type Proof } from '../../simulation/proof/proof';
import { type Rule, type Violation } from '../rule';
import { type ProvenRelease } from '../subject';

/** A release of which the twin has seen something. */
export type Seen = ProvenRelease & { readonly proof: Proof };

/** A check of what the twin has seen of each release. */
export function onProofs(check: (proof: Proof, seen: Seen) => readonly Violation[]): Rule['check'] {
  return ({ proofs }) => proofs.flatMap((release) => (isSeen(release) ? check(release.proof, release) : []));
}

function isSeen(release: ProvenRelease): release is Seen {
  return release.proof !== undefined;
}
