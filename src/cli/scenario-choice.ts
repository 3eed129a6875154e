import { type Io } from './io';
import { type FileScenario, readScenarioFile } from './scenario-file';
import { type SimulateFlags } from './simulate-flags';
import { type NamedFlag, SITUATION_FLAGS } from './situation-options';
import { UsageError } from './usage-error';
import { nearest } from '../manifest/nearest';

/** What a scenario of a file may say in place of the command line, and not beside it. */
const ONCE: readonly NamedFlag[] = [['promoteAfter', '--promote-after'], ['act', '--act'], ['expect', '--expect']];

/** The options with what the chosen scenario of a file says. */
export function flagsOfScenario(io: Io, flags: SimulateFlags): SimulateFlags {
  const { scenarioFile, scenario } = flags;
  if (scenarioFile === undefined) return flags;
  if (scenario === undefined) throw new UsageError(`'--scenario-file' must go with --scenario or --matrix, got '${scenarioFile}' alone; name one of its scenarios, or play all`);
  const chosen = choose(scenariosOf(io, scenarioFile, flags), scenario);
  const twice = ONCE.find(([key]) => flags[key] !== undefined && Object.hasOwn(chosen.flags, key));
  if (twice) throw new UsageError(`'${twice[1]}' must not go with scenario '${chosen.name}', which has one of its own; remove one of them`);
  return { ...flags, ...chosen.flags };
}

/** The scenarios of a file; options that it would have to say are refused. */
export function scenariosOf(io: Io, file: string, flags: SimulateFlags): FileScenario[] {
  const [key, option] = SITUATION_FLAGS.find(([each]) => flags[each] !== undefined) ?? [];
  if (key !== undefined) throw new UsageError(`'${option}' must not go with --scenario-file, got '${String(flags[key])}'; write it into the scenario`);
  return readScenarioFile(io, file);
}

function choose(scenarios: readonly FileScenario[], wanted: string): FileScenario {
  const chosen = scenarios.find(({ name }) => name === wanted);
  if (chosen) return chosen;
  const names = scenarios.map(({ name }) => name);
  const near = nearest(wanted, names);
  throw new UsageError(`'--scenario' must be one of the file's, ${names.join(', ')}, got '${wanted}'; ${near === undefined ? 'it has no other' : `write '${near}', if that is what is meant`}`);
}
