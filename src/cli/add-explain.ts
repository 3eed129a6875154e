import { type Command, Option } from 'commander';
import { ARGO_RELEASES } from './condition-flags';
import type * as ExplainCommand from './explain-command';
import { EXPLAIN_FORMATS, type ExplainFlags } from './explain-flags';
import { type Io } from './io';

const EXAMPLES = `
Examples:
  smart-canary explain manifests/
  kustomize build overlays/eu | smart-canary explain -
  smart-canary explain --output json . | jq '.[].query'

Exit codes:
  0  every metric was explained, or there is none
  2  the command is wrong, something could not be read, or a query or a condition can never be evaluated: the rest was explained`;

/** Adds the command that explains metrics. */
export function addExplain(command: Command, io: Io, done: (exitCode: number) => void): void {
  command.command('explain')
    .summary('say what each metric of a release asks, and what becomes of the answer')
    .description('Explains the metrics that guard a release: query, whose requests it reads, how each kind of answer ends, when it is measured, and how to try it.')
    .argument('<file...>', 'files, folders (recursively: .yaml, .yml, .json), or - for stdin')
    .addOption(new Option('-o, --output <format>', 'form of the explanation on stdout').choices(EXPLAIN_FORMATS).default('text'))
    .addOption(new Option('--argo <version>', 'the release of Argo Rollouts').choices(ARGO_RELEASES).default('1.9'))
    .option('--namespace <name>', 'namespace of objects that name none')
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], flags: ExplainFlags) => {
      // The engine is loaded when it is needed, not for --help.
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { runExplain } = require('./explain-command') as typeof ExplainCommand;
      done(await runExplain(io, files, flags));
    });
}
