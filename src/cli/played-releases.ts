import { type Inputs } from './read-inputs';
import { Bundle, USUAL_NAMESPACE } from '../manifest/bundle';
import { type Release, releasesOf } from '../manifest/release';
import { type ProfileVersion } from '../simulation/profile';
import { readRollout } from '../simulation/read-rollout';
import { readServedRelease, type ServedRelease } from '../simulation/read-served-release';
import { type RolloutModel } from '../simulation/rollout-model';

/** Tells people something, on a line of its own. */
export type Talk = (line: string) => void;

/** A Rollout that can be simulated. */
export interface PlayableRelease {
  /** Namespace and name. */
  readonly rollout: string;
  /** Its place among the Rollouts that were read. */
  readonly index: number;
  readonly release: Release;
  readonly model: RolloutModel;
}

/** What came of each, and how many could not be simulated. */
export interface PlayedReleases<T> {
  readonly played: readonly T[];
  readonly refused: number;
}

/** Undefined where it cannot be simulated. */
export type Play<T> = (playable: PlayableRelease) => T | undefined;

/** Plays each Rollout among manifests; one that cannot be simulated does not keep others from it. */
export function playReleases<T>({ manifests }: Pick<Inputs, 'manifests'>, namespace: string | undefined, talk: Talk, play: Play<T>): PlayedReleases<T> {
  const releases = releasesOf(new Bundle(manifests, { defaultNamespace: namespace }));
  if (releases.length === 0) talk('error: there is no Rollout in what was read; name the files that have one');
  const played = releases.flatMap((release, index) => {
    const rollout = `${release.namespace || USUAL_NAMESPACE}/${release.rollout.name}`;
    const { model, refusal } = readRollout(release);
    if (!model) talk(`error: Rollout ${rollout}: ${refusal}`);
    const result = model && play({ rollout, index, release, model });
    return result === undefined ? [] : [result];
  });
  return { played, refused: releases.length - played.length };
}

/** What requests to a release meet; tells what is taken for granted, or why it is unknown. */
export function servedRelease(playable: PlayableRelease, version: ProfileVersion | undefined, talk: Talk): ServedRelease | undefined {
  const { rollout, release, model } = playable;
  const { served, refusal } = readServedRelease(release, model, version ?? '1.9');
  if (!served) talk(`error: Rollout ${rollout}: ${refusal}`);
  for (const assumption of served?.assumptions ?? []) talk(`note: Rollout ${rollout}: ${assumption}`);
  return served;
}

export function tellProblems({ problems }: Inputs, talk: Talk): void {
  for (const { file, line, column, message, fix } of problems) talk(`error: ${file}:${line}:${column}: ${message}; ${fix}`);
}
