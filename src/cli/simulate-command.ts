import { type Io } from './io';
import { painterFor } from './painter';
import { type PlayableRelease, playReleases, servedRelease, type Talk, tellProblems } from './played-releases';
import { readInputs } from './read-inputs';
import { readRuns } from './runs-options';
import { flagsOfScenario } from './scenario-choice';
import { readDuration, readScenario } from './scenario-options';
import { type SimulateFlags } from './simulate-flags';
import { runMatrix } from './simulate-matrix';
import { simulateRuns } from './simulate-runs';
import { readSituation } from './situation-options';
import { USUAL_NAMESPACE } from '../manifest/bundle';
import { type Simulated } from '../report/simulated';
import { statusTree } from '../report/status-tree';
import { timelineJson } from '../report/timeline-json';
import { timelineMermaid } from '../report/timeline-mermaid';
import { timelineText } from '../report/timeline-text';
import { simulateLoop } from '../simulation/closed-loop';
import { PROFILES } from '../simulation/profile';
import { type Scenario } from '../simulation/scenario';
import { simulate } from '../simulation/simulate';
import { type Situation } from '../simulation/situation';
import { type Timeline } from '../simulation/timeline';

/** Simulates the releases that manifests describe, writes their timelines and tells the exit code. */
export async function runSimulate(io: Io, names: readonly string[], given: SimulateFlags): Promise<number> {
  if (given.matrix) return runMatrix(io, names, given);
  const flags = flagsOfScenario(io, given);
  const scenario = readScenario(flags);
  const situation = readSituation(flags);
  const seeds = readRuns(flags, situation);
  const at = flags.at === undefined ? undefined : readDuration('--at', flags.at);
  const inputs = await readInputs(io, names);
  const talk = (line: string) => io.stderr.write(`${line}\n`);
  tellProblems(inputs, talk);
  if (scenario.version && !PROFILES[scenario.version].isVerified) talk(`warning: Argo Rollouts ${scenario.version} is simulated from its code and was held against no recording`);
  if (seeds && situation) {
    const { measure: _, ...conditions } = scenario;
    const setup = {
      objects: inputs.manifests.map(({ object }) => object),
      namespace: flags.namespace ?? USUAL_NAMESPACE,
      version: scenario.version ?? '1.9',
      situation,
      scenario: conditions,
    } as const;
    return Math.max(await simulateRuns(io, inputs, { setup, seeds, flags, talk }), inputs.problems.length > 0 ? 2 : 0);
  }
  // Metrics have the namespace by name.
  const namespace = flags.namespace ?? (situation && USUAL_NAMESPACE);
  const { played: simulated, refused } = playReleases(inputs, namespace, talk, (playable) => simulatedOf(playable, scenario, situation, talk));
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

function simulatedOf(playable: PlayableRelease, scenario: Scenario, situation: Situation | undefined, talk: Talk): Simulated | undefined {
  const { rollout, model: { replicas, steps } } = playable;
  const timeline = timelineOf(playable, scenario, situation, talk);
  return timeline && { rollout, replicas, steps: steps.map(({ text }) => text), isFirstDeploy: scenario.isFirstDeploy ?? false, timeline };
}

function timelineOf(playable: PlayableRelease, scenario: Scenario, situation: Situation | undefined, talk: Talk): Timeline | undefined {
  if (!situation) return simulate(playable.model, scenario);
  const served = servedRelease(playable, scenario.version, talk);
  return served && simulateLoop(served, situation, scenario);
}

/** Tells of each that did not end as it should, and whether there is any. */
function tellUnexpected(simulated: readonly Simulated[], expected: SimulateFlags['expect'], talk: Talk): boolean {
  const others = simulated.filter(({ timeline }) => expected !== undefined && timeline.outcome !== expected);
  for (const { rollout, timeline } of others) talk(`error: Rollout ${rollout} must be ${expected}, got ${timeline.outcome}: ${timeline.reason}`);
  return others.length > 0;
}
