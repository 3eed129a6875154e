import { type Command, Option } from 'commander';
import { collect } from './collect';
import { type Io } from './io';
import type * as ValidateCommand from './validate-command';
import { FAIL_ON, FORMATS, type ValidateFlags } from './validate-flags';

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

Exit codes:
  0  nothing found at or above --fail-on
  1  findings at or above --fail-on
  2  the command is wrong, or a file or document could not be read: the rest was checked`;

/** Adds the command that judges manifests. */
export function addValidate(command: Command, io: Io, done: (exitCode: number) => void): void {
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
    .option('--scrape-interval <duration>', 'how often Prometheus scrapes the pods (default: taken to be 15s)')
    .option('--config <file>', 'accepted findings (default: smart-canary.yaml, if there is one)')
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], flags: ValidateFlags) => {
      // The engine is loaded when it is needed, not for --help.
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { runValidate } = require('./validate-command') as typeof ValidateCommand;
      done(await runValidate(io, files, flags));
    });
}
