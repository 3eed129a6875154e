import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { summarize } from './statistics';
import { Bundle } from '../src/manifest/bundle';
import { readManifests } from '../src/manifest/read-manifests';
import { type Release, releasesOf } from '../src/manifest/release';
import { readRollout } from '../src/simulation/read-rollout';
import { type RolloutModel } from '../src/simulation/rollout-model';

const ROUNDS = 5;

/** The release that an example comes to, and its model. */
export function exampleRelease(folder: string, file: string): { release: Release; model: RolloutModel } {
  const path = join(__dirname, '..', 'dist', folder, file);
  const { manifests } = readManifests(readFileSync(path), path);
  const release = releasesOf(new Bundle(manifests, { defaultNamespace: 'default' }))[0];
  const { model, refusal } = readRollout(release);
  if (!model) throw new Error(refusal);
  return { release, model };
}

/** How often something is played in a second of the processor, when it is warm. */
export function runsInSecond(play: () => void, runs: number): number {
  secondsFor(play, runs / 2);
  return Math.round(summarize(Array.from({ length: ROUNDS }, () => runs / secondsFor(play, runs))).median);
}

/** Of the processor, as others may have it, too. */
export function secondsFor(play: () => void, runs: number): number {
  const before = process.cpuUsage();
  for (let i = 0; i < runs; i++) play();
  return process.cpuUsage(before).user / 1e6;
}
