import { type Command, Option } from 'commander';
import { type Io } from './io';
import type * as QueryCommand from './query-command';
import { type QueryFlags, SERVERS } from './query-flags';

const EXAMPLES = `
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

/** Adds the command that evaluates queries. */
export function addQuery(command: Command, io: Io, done: (exitCode: number) => void): void {
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
    .addHelpText('after', EXAMPLES)
    .action(async (query: string, flags: QueryFlags) => {
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { runQuery } = require('./query-command') as typeof QueryCommand;
      done(await runQuery(io, query, flags));
    });
}
