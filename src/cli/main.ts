import { Command, CommanderError } from 'commander';
import { addCondition } from './add-condition';
import { addExplain } from './add-explain';
import { addQuery } from './add-query';
import { addSimulate } from './add-simulate';
import { addValidate } from './add-validate';
import { type Io } from './io';
import { UsageError } from './usage-error';

const EXIT_CODES = `
Exit codes:
  0  nothing found at or above --fail-on
  1  findings at or above --fail-on
  2  the command is wrong, or a file or document could not be read: the rest was checked`;

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
    .description('Checks canary releases with Argo Rollouts and Istio before they are applied, and the queries that guard them.')
    .version(io.version)
    .exitOverride()
    .configureOutput({ writeOut: io.stdout.write, writeErr: io.stderr.write })
    .showHelpAfterError('(add --help for what there is)')
    .addHelpText('after', EXIT_CODES);
  addValidate(command, io, done);
  addSimulate(command, io, done);
  addQuery(command, io, done);
  addCondition(command, io, done);
  addExplain(command, io, done);
  return command;
}

function exitCodeOf(error: unknown, io: Io): number {
  // Commander has said what it has to say.
  if (error instanceof CommanderError) return ['commander.helpDisplayed', 'commander.version'].includes(error.code) ? 0 : 2;
  const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
  io.stderr.write(error instanceof UsageError ? `error: ${reason}\n` : `error: smart-canary failed, which is a mistake in it: ${reason}\n`);
  return 2;
}
