import { compare, type Comparison } from './comparison';
import { type Transition } from './recorded-events';
import { type Recording } from './recording';
import { scenarioOf } from './scenario-of';
import { transitionsOf } from './simulated-events';
import { Bundle } from '../../src/manifest/bundle';
import { readManifests } from '../../src/manifest/read-manifests';
import { releasesOf } from '../../src/manifest/release';
import { readRollout } from '../../src/simulation/read-rollout';
import { simulate } from '../../src/simulation/simulate';
import { type Timeline } from '../../src/simulation/timeline';

/** A recorded release, and what its simulation came to. */
export interface Replay extends Comparison {
  readonly name: string;
  readonly timeline: Timeline;
}

/** Simulates a recorded release, and holds each transition against the one that was recorded. */
export function replay({ name, input, trace }: Recording): Replay {
  const [release] = releasesOf(new Bundle(readManifests(input, name).manifests));
  const { model, refusal } = readRollout(release);
  if (!model) throw new Error(`${name}: ${refusal}`);
  const timeline = simulate(model, scenarioOf(trace));
  return { name, timeline, ...compare(timeline, trace) };
}

/** The first revision of a bundle in the words of its recording. */
export function replayFirst({ name, input }: Recording): Transition[] {
  const { model, refusal } = readRollout(releasesOf(new Bundle(readManifests(input, name).manifests))[0]);
  if (!model) throw new Error(`${name}: ${refusal}`);
  const { events } = simulate(model, { measure: () => ({ phase: 'Successful' }), isFirstDeploy: true, podStartup: 0.3, latency: 0.06 });
  return transitionsOf(events);
}
