import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Bundle } from '../../../src/manifest/bundle';
import { readManifests } from '../../../src/manifest/read-manifests';
import { type Release, releasesOf } from '../../../src/manifest/release';
import { ASSUMED, type Assumptions } from '../../../src/simulation/proof/assumptions';
import { type Guard } from '../../../src/simulation/proof/guard';
import { type Proof } from '../../../src/simulation/proof/proof';
import { prove, type ReadyRelease } from '../../../src/simulation/proof/prove';
import { readReady } from '../../../src/simulation/proof/ready-release';
import { Trials } from '../../../src/simulation/proof/trials';

/** Four pods that get 20 % and then all of the requests, each for five minutes, and a success rate that is measured every 30 s. */
export const SOUND = readFileSync(join(__dirname, '..', '..', 'fixtures', 'rules', 'guard-cannot-fire', 'good.yaml'), 'utf-8');

/** Texts of the sound bundle, each with what stands there instead. */
export type Change = readonly (readonly [string | RegExp, string])[];

export function shopWith(change: Change = []): string {
  return change.reduce((text, [before, now]) => {
    const after = text.replace(before, now);
    if (after === text) throw new Error(`there is no ${before} in it`);
    return after;
  }, SOUND);
}

export function releaseIn(text: string): Release {
  return releasesOf(new Bundle(readManifests(text, 'shop.yaml').manifests))[0];
}

export function readyIn(text: string, assumptions: Assumptions = ASSUMED): ReadyRelease {
  const { ready, refusal } = readReady(releaseIn(text), assumptions, '1.9');
  if (!ready) throw new Error(refusal);
  return ready;
}

export function proofOf(change: Change = [], assumptions: Assumptions = ASSUMED): Proof {
  return prove(readyIn(shopWith(change), assumptions), assumptions, '1.9');
}

export function trialsOf(change: Change = [], assumptions: Assumptions = ASSUMED): Trials {
  return new Trials(readyIn(shopWith(change), assumptions), assumptions, '1.9');
}

/** The first metric of the analysis beside the steps. */
export function guardIn({ tried: { model } }: Trials, others: Partial<Guard> = {}): Guard {
  const [plan] = model.background?.run.metrics ?? [];
  return { plan, fault: 'fails', isAsked: true, ...others };
}
