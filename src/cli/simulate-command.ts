import { type Io } from './io';
import { painterFor } from './painter';
import { type Inputs, readInputs } from './read-inputs';
import { readDuration, readScenario } from './scenario-options';
import { type SimulateFlags } from './simulate-flags';
import { Bundle } from '../manifest/bundle';
import { releasesOf } from '../manifest/release';
import { type Simulated } from '../report/simulated';
import { statusTree } from '../report/status-tree';
import { timelineJson } from '../report/timeline-json';
import { timelineMermaid } from '../report/timeline-mermaid';
import { timelineText } from '../report/timeline-text';
import { PROFILES } from '../simulation/profile';
import { readRollout } from '../simulation/read-rollout';
import { type Scenario } from '../simulation/scenario';
import { simulate } from '../simulation/simulate';

/** Where kubectl puts what names no namespace. */
const DEFAULT_NAMESPACE = 'default';

/** Simulates the releases that manifests describe, writes their timelines and tells the exit code. */
export async function runSimulate(io: Io, names: readonly string[], flags: SimulateFlags): Promise<number> {
  const scenario = readScenario(flags);
  const at = flags.at === undefined ? undefined : readDuration('--at', flags.at);
  const inputs = await readInputs(io, names);
  const talk = talkTo(io);
  tellProblems(inputs, talk);
  const { simulated, refused } = simulateAll(inputs, flags, scenario, talk);
  if (scenario.version && !PROFILES[scenario.version].isVerified) talk(`warning: Argo Rollouts ${scenario.version} is simulated from its code and was held against no recording`);
  const reports = {
    text: () => timelineText(simulated, painterFor(io)),
    json: () => timelineJson(simulated),
    tree: () => statusTree(simulated, at),
    mermaid: () => timelineMermaid(simulated),
  };
  io.stdout.write(reports[flags.output]());
  return refused > 0 || simulated.length === 0 || inputs.problems.length > 0 ? 2 : 0;
}

function simulateAll({ manifests }: Inputs, { namespace }: SimulateFlags, scenario: Scenario, talk: (line: string) => void) {
  const bundle = new Bundle(manifests, { defaultNamespace: namespace });
  const releases = releasesOf(bundle);
  if (releases.length === 0) talk('error: there is no Rollout in what was read; name the files that have one');
  const simulated: Simulated[] = [];
  for (const release of releases) {
    const rollout = `${release.namespace || DEFAULT_NAMESPACE}/${release.rollout.name}`;
    const { model, refusal } = readRollout(release);
    if (!model) {
      talk(`error: Rollout ${rollout}: ${refusal}`);
      continue;
    }
    const { replicas, steps } = model;
    const timeline = simulate(model, scenario);
    simulated.push({ rollout, replicas, steps: steps.map(({ text }) => text), isFirstDeploy: scenario.isFirstDeploy ?? false, timeline });
  }
  return { simulated, refused: releases.length - simulated.length };
}

function tellProblems({ problems }: Inputs, talk: (line: string) => void): void {
  for (const { file, line, column, message, fix } of problems) talk(`error: ${file}:${line}:${column}: ${message}; ${fix}`);
}

function talkTo({ stderr }: Io): (line: string) => void {
  return (line) => stderr.write(`${line}\n`);
}
