import { type Io } from './io';
import { painterFor } from './painter';
import { type Inputs, readInputs } from './read-inputs';
import { readRuns } from './runs-options';
import { readDuration, readScenario } from './scenario-options';
import { type SimulateFlags } from './simulate-flags';
import { simulateRuns } from './simulate-runs';
import { readSituation } from './situation-options';
import { Bundle } from '../manifest/bundle';
import { type Release, releasesOf } from '../manifest/release';
import { type Simulated } from '../report/simulated';
import { statusTree } from '../report/status-tree';
import { timelineJson } from '../report/timeline-json';
import { timelineMermaid } from '../report/timeline-mermaid';
import { timelineText } from '../report/timeline-text';
import { simulateLoop } from '../simulation/closed-loop';
import { PROFILES } from '../simulation/profile';
import { readRollout } from '../simulation/read-rollout';
import { readServedRelease } from '../simulation/read-served-release';
import { type RolloutModel } from '../simulation/rollout-model';
import { type Scenario } from '../simulation/scenario';
import { simulate } from '../simulation/simulate';
import { type Situation } from '../simulation/situation';
import { type Timeline } from '../simulation/timeline';

/** Where kubectl puts what names no namespace. */
const DEFAULT_NAMESPACE = 'default';

type Talk = (line: string) => void;

/** Simulates the releases that manifests describe, writes their timelines and tells the exit code. */
export async function runSimulate(io: Io, names: readonly string[], flags: SimulateFlags): Promise<number> {
  const scenario = readScenario(flags);
  const situation = readSituation(flags);
  const seeds = readRuns(flags, situation);
  const at = flags.at === undefined ? undefined : readDuration('--at', flags.at);
  const inputs = await readInputs(io, names);
  const talk = talkTo(io);
  tellProblems(inputs, talk);
  if (scenario.version && !PROFILES[scenario.version].isVerified) talk(`warning: Argo Rollouts ${scenario.version} is simulated from its code and was held against no recording`);
  if (seeds && situation) {
    const { measure: _, ...conditions } = scenario;
    const setup = {
      objects: inputs.manifests.map(({ object }) => object),
      namespace: flags.namespace ?? DEFAULT_NAMESPACE,
      version: scenario.version ?? '1.9',
      situation,
      scenario: conditions,
    } as const;
    return Math.max(await simulateRuns(io, inputs.manifests, { setup, seeds, flags, talk }), inputs.problems.length > 0 ? 2 : 0);
  }
  const { simulated, refused } = simulateAll(inputs, { flags, scenario, situation }, talk);
  const reports = {
    text: () => timelineText(simulated, painterFor(io)),
    json: () => timelineJson(simulated),
    tree: () => statusTree(simulated, at),
    mermaid: () => timelineMermaid(simulated),
  };
  io.stdout.write(reports[flags.output]());
  if (refused > 0 || simulated.length === 0 || inputs.problems.length > 0) return 2;
  return tellUnexpected(simulated, flags.expect, talk) ? 1 : 0;
}

/** What is simulated for each Rollout. */
interface Play {
  readonly flags: SimulateFlags;
  readonly scenario: Scenario;
  readonly situation?: Situation;
}

function simulateAll({ manifests }: Inputs, play: Play, talk: Talk) {
  const { flags: { namespace }, scenario, situation } = play;
  // Metrics have the namespace by name.
  const bundle = new Bundle(manifests, { defaultNamespace: namespace ?? (situation && DEFAULT_NAMESPACE) });
  const releases = releasesOf(bundle);
  if (releases.length === 0) talk('error: there is no Rollout in what was read; name the files that have one');
  const simulated: Simulated[] = [];
  for (const release of releases) {
    const rollout = `${release.namespace || DEFAULT_NAMESPACE}/${release.rollout.name}`;
    const { model, timeline, refusal } = playRelease(release, play, (line) => talk(`note: Rollout ${rollout}: ${line}`));
    if (!model) {
      talk(`error: Rollout ${rollout}: ${refusal}`);
      continue;
    }
    const { replicas, steps } = model;
    simulated.push({ rollout, replicas, steps: steps.map(({ text }) => text), isFirstDeploy: scenario.isFirstDeploy ?? false, timeline });
  }
  return { simulated, refused: releases.length - simulated.length };
}

interface Played {
  readonly model: RolloutModel;
  readonly timeline: Timeline;
  readonly refusal?: undefined;
}

interface Refused {
  readonly model?: undefined;
  readonly timeline?: undefined;
  readonly refusal: string;
}

function playRelease(release: Release, { scenario, situation }: Play, note: Talk): Played | Refused {
  const { model, refusal } = readRollout(release);
  if (!model) return { refusal };
  if (!situation) return { model, timeline: simulate(model, scenario) };
  const { served, refusal: unserved } = readServedRelease(release, model, scenario.version ?? '1.9');
  if (!served) return { refusal: unserved };
  served.assumptions.forEach(note);
  return { model, timeline: simulateLoop(served, situation, scenario) };
}

/** Tells of each that did not end as it should, and whether there is any. */
function tellUnexpected(simulated: readonly Simulated[], expected: SimulateFlags['expect'], talk: Talk): boolean {
  const others = simulated.filter(({ timeline }) => expected !== undefined && timeline.outcome !== expected);
  for (const { rollout, timeline } of others) talk(`error: Rollout ${rollout} must be ${expected}, got ${timeline.outcome}: ${timeline.reason}`);
  return others.length > 0;
}

function tellProblems({ problems }: Inputs, talk: Talk): void {
  for (const { file, line, column, message, fix } of problems) talk(`error: ${file}:${line}:${column}: ${message}; ${fix}`);
}

function talkTo({ stderr }: Io): Talk {
  return (line) => stderr.write(`${line}\n`);
}
