import { Command, CommanderError, Option } from 'commander';
import { type Io } from './io';
import type * as SimulateCommand from './simulate-command';
import { type SimulateFlags, TIMELINE_FORMATS } from './simulate-flags';
import { UsageError } from './usage-error';
import type * as ValidateCommand from './validate-command';
import { FAIL_ON, FORMATS, type ValidateFlags } from './validate-flags';

const EXIT_CODES = `
Exit codes:
  0  nothing found at or above --fail-on
  1  findings at or above --fail-on
  2  the command is wrong, or something could not be read: the rest was checked`;

const SIMULATE_EXAMPLES = `
Examples:
  smart-canary simulate dist/shop                        everything measures well
  smart-canary simulate dist/shop --measure ok,fail@3m   from the third minute on it does not
  smart-canary simulate dist/shop --measure latency=error --pod-startup 40s
  smart-canary simulate dist/shop --promote-after 10m --act abort@12m --output json
  smart-canary simulate dist/shop --act release@5m --act release:v1@10m   v2, then v3, then back
  smart-canary simulate dist/shop --output tree --at 2m30s

What --measure says is what the metric comes to: ok, fail, error (the query fails), or
empty (no data, an error to a condition that reads result[0]).

Exit codes:
  0  every Rollout was simulated, however it ended
  2  the command is wrong, or something could not be read or simulated: the rest was`;

const EXAMPLES = `
Examples:
  smart-canary validate manifests/                 everything below a folder
  kustomize build overlays/eu | smart-canary validate -
  smart-canary validate --complete dist/shop       nothing else is in the cluster
  smart-canary validate --output sarif . > findings.sarif

To accept a finding, say why in a comment beside the object:
  # smart-canary-accept: SC0603 the Service is made by another team
or, for YAML that is not yours, in smart-canary.yaml:
  accept:
  - { code: SC0603, resource: Rollout/eu/shop, reason: the Service is made by another team }
${EXIT_CODES}`;

/** Runs the command line and tells the exit code; whatever happens, there is a sentence for it and no stack trace. */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  let exitCode = 0;
  try {
    await program(io, (code) => { exitCode = code; }).parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    return exitCodeOf(error, io);
  }
}

function program(io: Io, done: (exitCode: number) => void): Command {
  const command = new Command('smart-canary')
    .description('Checks canary releases with Argo Rollouts and Istio before they are applied.')
    .version(io.version)
    .exitOverride()
    .configureOutput({ writeOut: io.stdout.write, writeErr: io.stderr.write })
    .showHelpAfterError('(add --help for what there is)')
    .addHelpText('after', EXIT_CODES);
  addValidate(command, io, done);
  addSimulate(command, io, done);
  return command;
}

function addValidate(command: Command, io: Io, done: (exitCode: number) => void): void {
  command.command('validate')
    .summary('say what the API server, Argo Rollouts and Istio would refuse')
    .description('Says what the API server, Argo Rollouts and Istio would refuse in manifests, with its place and a fix.')
    .argument('<file...>', 'files, folders (recursively: .yaml, .yml, .json), or - for stdin')
    .addOption(new Option('-o, --output <format>', 'form of the report on stdout').choices(FORMATS).default('text'))
    .addOption(new Option('--fail-on <weight>', 'exit with 1 from this weight on').choices(FAIL_ON).default('error'))
    .option('--ignore <codes>', 'leave out findings of these codes: SC0004,SC0310', collect)
    .option('--target <name=version>', 'refuse to run unless the checks are made for this version: istio=1.30', collect)
    .option('--complete', 'there is nothing else in the cluster: what is named and not here is missing')
    .option('--namespace <name>', 'namespace of objects that name none')
    .option('--config <file>', 'accepted findings (default: smart-canary.yaml, if there is one)')
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], flags: ValidateFlags) => {
      // The engine is loaded when it is needed, not for --help.
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { runValidate } = require('./validate-command') as typeof ValidateCommand;
      done(await runValidate(io, files, flags));
    });
}

function addSimulate(command: Command, io: Io, done: (exitCode: number) => void): void {
  command.command('simulate')
    .summary('play a release as the controllers would, and tell what happens when')
    .description('Plays the release of a new version for each Rollout as Argo Rollouts would, and tells what happens when.')
    .argument('<file...>', 'files, folders (recursively: .yaml, .yml, .json), or - for stdin')
    .addOption(new Option('-o, --output <format>', 'form of the timeline on stdout').choices(TIMELINE_FORMATS).default('text'))
    .option('--measure <answers>', 'what metrics measure: ok, fail, error or empty, and when that changes', collect)
    .option('--promote-after <duration>', 'how long a pause without an end waits for somebody (default: for ever)')
    .option('--pod-startup <duration>', 'how long a pod takes to become ready, or never', '0')
    .option('--act <action@time>', 'what somebody does: promote, promote-full, abort, retry, undo, release, lose-pod', collect)
    .option('--first', 'there is no revision yet')
    .option('--at <duration>', 'the time of --output tree (default: the end)')
    .option('--limit <duration>', 'when a release that does not end is given up')
    .option('--target <name=version>', 'version that is simulated: argo-rollouts=1.9', collect)
    .option('--namespace <name>', 'namespace of objects that name none')
    .addHelpText('after', SIMULATE_EXAMPLES)
    .action(async (files: string[], flags: SimulateFlags) => {
      // The engine is loaded when it is needed, not for --help.
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { runSimulate } = require('./simulate-command') as typeof SimulateCommand;
      done(await runSimulate(io, files, flags));
    });
}

function collect(value: string, before: string[] = []): string[] {
  return [...before, value];
}

function exitCodeOf(error: unknown, io: Io): number {
  // Commander has said what it has to say.
  if (error instanceof CommanderError) return ['commander.helpDisplayed', 'commander.version'].includes(error.code) ? 0 : 2;
  const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
  io.stderr.write(error instanceof UsageError ? `error: ${reason}\n` : `error: smart-canary failed, which is a mistake in it: ${reason}\n`);
  return 2;
}
