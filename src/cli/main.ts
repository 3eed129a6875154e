import { Command, CommanderError, Option } from 'commander';
import { addCondition } from './add-condition';
import { addExplain } from './add-explain';
import { type Io } from './io';
import type * as QueryCommand from './query-command';
import { type QueryFlags, SERVERS } from './query-flags';
import { UsageError } from './usage-error';
import type * as ValidateCommand from './validate-command';
import { FAIL_ON, FORMATS, type ValidateFlags } from './validate-flags';

const EXIT_CODES = `
Exit codes:
  0  nothing found at or above --fail-on
  1  findings at or above --fail-on
  2  the command is wrong, or something could not be read: the rest was checked`;

const QUERY_HELP = `
Series, one a line, with a sample every --interval from 0 on:
  requests_total{code="200"} 0+10x20     0 10 20 … 200: 21 samples, each 10 more
  requests_total{code="500"} 0x5 1 _ 3   six times 0, then 1, a gap, and 3
  temperature{room="a"} 20.5 NaN stale   20.5, no number, and the end of the series
  load 1m                                another interval from here on
or JSON as Prometheus' API has answered it (/api/v1/query with a range, or /api/v1/query_range).

Examples:
  smart-canary query 'sum(rate(requests_total[1m]))' --series series.txt
  smart-canary query 'rate(requests_total[1m])' --series series.txt --start 60 --end 300 --step 15s
  curl -s "$PROMETHEUS/api/v1/query" -d 'query=requests_total[1h]' | smart-canary query 'sum(requests_total)' --series -

The result is what the API gives as 'data'. A query that begins with a minus comes after --.

Exit codes:
  0  there is a result, be it an empty one
  2  the command or the query is wrong, the series could not be read, or something is not implemented`;

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
    .description('Checks canary releases with Argo Rollouts and Istio before they are applied, and the queries that guard them.')
    .version(io.version)
    .exitOverride()
    .configureOutput({ writeOut: io.stdout.write, writeErr: io.stderr.write })
    .showHelpAfterError('(add --help for what there is)')
    .addHelpText('after', EXIT_CODES);
  addValidate(command, io, done);
  addQuery(command, io, done);
  addCondition(command, io, done);
  addExplain(command, io, done);
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

function addQuery(command: Command, io: Io, done: (exitCode: number) => void): void {
  command.command('query')
    .summary('say what a PromQL query gives over series in a file')
    .description('Evaluates a PromQL query over series in a file, as Prometheus would, without one.')
    .argument('<query>', 'the query')
    .requiredOption('--series <file>', 'the series, or - for stdin')
    .option('--at <time>', 'when it is asked: seconds since 1970 or 2026-11-23T09:00:00Z (default: the last sample)')
    .option('--start <time>', 'first moment of a range')
    .option('--end <time>', 'last moment of a range')
    .option('--step <duration>', 'distance of the moments of a range')
    .option('--interval <duration>', 'distance of the samples in the notation of tests', '15s')
    .addOption(new Option('--prometheus <version>', 'major version of the server').choices(SERVERS).default('3'))
    .addHelpText('after', QUERY_HELP)
    .action(async (query: string, flags: QueryFlags) => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { runQuery } = require('./query-command') as typeof QueryCommand;
      done(await runQuery(io, query, flags));
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
