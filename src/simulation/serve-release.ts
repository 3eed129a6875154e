import { type Profile } from './profile';
import { readRollout } from './read-rollout';
import { type ReadServedRelease, readServedRelease } from './read-served-release';
import { type Release } from '../manifest/release';

/** Reads all that a closed loop needs of a release. */
export function serveRelease(release: Release, version: Profile['version']): ReadServedRelease {
  const { model, refusal } = readRollout(release);
  return model ? readServedRelease(release, model, version) : { refusal };
}
