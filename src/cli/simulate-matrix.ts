import { type Io } from './io';
import { painterFor } from './painter';
import { type PlayableRelease, playReleases, servedRelease, type Talk, tellProblems } from './played-releases';
import { readInputs } from './read-inputs';
import { scenariosOf } from './scenario-choice';
import { type FileScenario } from './scenario-file';
import { readScenario } from './scenario-options';
import { type SimulateFlags } from './simulate-flags';
import { FLAGS_OF_ONE, readSituation, readSurroundings, refuseContradictions } from './situation-options';
import { UsageError } from './usage-error';
import { USUAL_NAMESPACE } from '../manifest/bundle';
import { matrixJson } from '../report/matrix-json';
import { matrixText } from '../report/matrix-text';
import { operatorText } from '../report/matrix-words';
import { type SimulatedMatrix } from '../report/simulated';
import { type NamedSituation, playMatrix } from '../simulation/matrix';
import { matrixSituations } from '../simulation/matrix-situations';
import { PROFILES } from '../simulation/profile';
import { type Scenario } from '../simulation/scenario';

/** Plays the releases that manifests describe in many scenarios, writes a table of each and tells the exit code. */
export async function runMatrix(io: Io, names: readonly string[], flags: SimulateFlags): Promise<number> {
  refuseUseless(flags);
  const scenario = readScenario(flags);
  const named = namedIn(io, flags);
  const inputs = await readInputs(io, names);
  const talk = (line: string) => io.stderr.write(`${line}\n`);
  tellProblems(inputs, talk);
  const play = (playable: PlayableRelease) => matrixOf(playable, named, scenario, talk);
  const { played, refused } = playReleases(inputs, flags.namespace ?? USUAL_NAMESPACE, talk, play);
  if (scenario.version && !PROFILES[scenario.version].isVerified) talk(`warning: Argo Rollouts ${scenario.version} is simulated from its code and was held against no recording`);
  io.stdout.write(flags.output === 'json' ? matrixJson(played) : matrixText(played, painterFor(io)));
  if (refused > 0 || played.length === 0 || inputs.problems.length > 0) return 2;
  return tellUnexpected(played, talk) ? 1 : 0;
}

function matrixOf(playable: PlayableRelease, named: readonly NamedSituation[], scenario: Scenario, talk: Talk): SimulatedMatrix | undefined {
  const served = servedRelease(playable, scenario.version, talk);
  return served && { rollout: playable.rollout, rows: playMatrix(served, named, scenario) };
}

function refuseUseless(flags: SimulateFlags): void {
  const { scenario, scenarioFile, expect, output } = flags;
  if (scenario !== undefined) throw new UsageError(`'--scenario' must not go with --matrix, got '${scenario}'; it plays all of them`);
  if (expect !== undefined) throw new UsageError(`'--expect' must not go with --matrix, got '${expect}'; scenarios end differently, and each of a --scenario-file may have its own`);
  if (output === 'tree' || output === 'mermaid') throw new UsageError(`'--output' must be text or json with --matrix, got '${output}'; it is one table, and no timeline`);
  if (flags.at !== undefined) throw new UsageError(`'--at' must not go with --matrix, got '${flags.at}'; it is the time of --output tree`);
  if (flags.runs !== undefined) throw new UsageError(`'--runs' must not go with --matrix, got '${flags.runs}'; it tells how the runs of one scenario spread`);
  const [key, option] = FLAGS_OF_ONE.find(([each]) => flags[each] !== undefined) ?? [];
  if (key !== undefined && scenarioFile === undefined) {
    throw new UsageError(`'${option}' must not go with --matrix, got '${String(flags[key])}'; its scenarios have their own, and a --scenario-file may have others`);
  }
  refuseContradictions(flags);
}

function namedIn(io: Io, flags: SimulateFlags): NamedSituation[] {
  const { scenarioFile } = flags;
  if (scenarioFile === undefined) return matrixSituations(readSurroundings(flags));
  return scenariosOf(io, scenarioFile, flags).map((each) => namedOf(each, flags));
}

function namedOf({ name, flags: own }: FileScenario, flags: SimulateFlags): NamedSituation {
  // What a scenario does not say is as it is for all.
  const together = { ...flags, matrix: false, ...own };
  const { promoteAfter, podStartup, operator } = readScenario(together);
  const situation = readSituation(together);
  if (!situation) throw new Error(`scenario '${name}' was read without one`);
  const isOwn = own.promoteAfter !== undefined;
  return { name, situation, scenario: { podStartup, operator, ...isOwn ? { promoteAfter } : {} }, expected: own.expect };
}

/** Tells of each scenario of a file that did not end as it should, and whether there is any. */
function tellUnexpected(matrices: readonly SimulatedMatrix[], talk: Talk): boolean {
  const all = matrices.flatMap(({ rollout, rows }) => rows.map((row) => ({ rollout, row })));
  const others = all.filter(({ row: { expected, timeline } }) => expected !== undefined && timeline.outcome !== expected);
  for (const { rollout, row } of others) {
    const { scenario, operator, timeline: { outcome, reason }, expected } = row;
    const who = operator ? ` (promoted ${operatorText(row)})` : '';
    talk(`error: Rollout ${rollout} must be ${expected} in '${scenario}'${who}, got ${outcome}: ${reason}`);
  }
  return others.length > 0;
}
