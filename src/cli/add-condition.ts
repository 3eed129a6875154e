import { type Command, Option } from 'commander';
import type * as ConditionCommand from './condition-command';
import { ARGO_RELEASES, type ConditionFlags, RESULT_SHAPES } from './condition-flags';
import { type Io } from './io';

const EXAMPLES = `
The last line of stdout is how the measurement ends:
  Successful     the successCondition is true and the failureCondition is not
  Failed         the failureCondition is true; without one, the successCondition is not
  Inconclusive   there are both, and neither is true
  Error          a condition cannot be evaluated with this result, or with any

Examples:
  smart-canary condition 'result[0] >= 0.95' --result '[0.97]'
  smart-canary condition 'result[0] >= 0.95' --result '[]'        no data: Error
  smart-canary condition 'result[0] >= 0.95' --result '["NaN"]'   no traffic: Failed
  smart-canary condition 'result < 1' --failure 'result > 5' --result 3
  smart-canary condition 'all(result, # < 1)' --result '[[0.2, 0.4], [0.1]]' --argo 1.10
  smart-canary condition --failure 'result[0] > 0.05' --result '["NaN"]'  Successful, too

A condition that begins with a minus needs -- before it. An empty one counts as absent.

Exit codes:
  0  there is a verdict, be it Failed or an Error with this result
  2  the command is wrong, or a condition fits no result of this shape: it does not parse, or its types are wrong`;

/** Adds the command that evaluates conditions. */
export function addCondition(command: Command, io: Io, done: (exitCode: number) => void): void {
  command.command('condition')
    .summary('say how a measurement ends by its successCondition and failureCondition')
    .description('Says how a measurement with this result ends, as the controller of Argo Rollouts would.')
    .argument('[success]', 'the successCondition')
    .option('--failure <condition>', 'the failureCondition')
    .requiredOption('--result <json>', 'what Prometheus answers: a number for a scalar, [0.97] for a vector, [[1, 2], [3]] for a matrix; "NaN", "+Inf" and "-Inf" are strings')
    .addOption(new Option('--shape <shape>', 'what kind of answer it is (default: as the JSON looks)').choices(RESULT_SHAPES))
    .addOption(new Option('--argo <version>', 'the release of Argo Rollouts').choices(ARGO_RELEASES).default('1.9'))
    .addHelpText('after', EXAMPLES)
    .action((success: string | undefined, flags: ConditionFlags) => {
      // The language is loaded when it is needed, not for --help.
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { runCondition } = require('./condition-command') as typeof ConditionCommand;
      done(runCondition(io, success, flags));
    });
}
