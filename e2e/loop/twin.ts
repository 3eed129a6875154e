import { SCRAPE_SECONDS } from './bundles';
import { type LoopCase } from './cases';
import { type RecordedEntry } from '../../scripts/replay/recording';
import { scenarioOf } from '../../scripts/replay/scenario-of';
import { Bundle } from '../../src/manifest/bundle';
import { readManifests } from '../../src/manifest/read-manifests';
import { releasesOf } from '../../src/manifest/release';
import { simulateLoop } from '../../src/simulation/closed-loop';
import { readRollout } from '../../src/simulation/read-rollout';
import { readServedRelease, type ServedRelease } from '../../src/simulation/read-served-release';
import { type Timeline } from '../../src/simulation/timeline';

/** A case as the twin reads it. */
export function servedCase({ name, bundle }: LoopCase): ServedRelease {
  const [release] = releasesOf(new Bundle(readManifests(bundle(name), name).manifests, { defaultNamespace: name }));
  const { model, refusal } = readRollout(release);
  if (!model) throw new Error(`${name}: ${refusal}`);
  const { served, refusal: unserved } = readServedRelease(release, model, '1.9');
  if (!served) throw new Error(`${name}: ${unserved}`);
  return served;
}

/** What the twin says of a release that was seen: of that it knows when somebody acted, how pods start, and the clock. */
export function simulateSeen(loopCase: LoopCase, trace: readonly RecordedEntry[]): Timeline {
  const { situation, podStartup } = loopCase;
  const { measure: _, podStartup: instant, ...seen } = scenarioOf(trace);
  const startup = podStartup === undefined ? instant : (version: string) => version === 'v2' ? podStartup : 0;
  return simulateLoop(servedCase(loopCase), { ...situation, scrapeInterval: SCRAPE_SECONDS }, { ...seen, podStartup: startup });
}
