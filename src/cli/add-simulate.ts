import { type Command, Option } from 'commander';
import { collect } from './collect';
import { type Io } from './io';
import type * as SimulateCommand from './simulate-command';
import { EXPECTATIONS, type SimulateFlags, TIMELINE_FORMATS } from './simulate-flags';

const EXAMPLES = `
Examples:
  smart-canary simulate dist/shop                        everything measures well
  smart-canary simulate dist/shop --measure ok,fail@3m   from the third minute on it does not
  smart-canary simulate dist/shop --measure latency=error --pod-startup 40s
  smart-canary simulate dist/shop --promote-after 10m --act abort@12m --output json
  smart-canary simulate dist/shop --act release@5m --act release:v1@10m   v2, then v3, then back
  smart-canary simulate dist/shop --output tree --at 2m30s
  smart-canary simulate dist/shop --scenario canary-fails --error-rate 0.2 --expect aborted
  smart-canary simulate dist/shop --scenario healthy --rps 50,200@5m,0@10m
  smart-canary simulate dist/shop --matrix
  smart-canary simulate dist/shop --scenario-file scenarios.yaml --scenario slow-burn
  smart-canary simulate dist/shop --scenario healthy --runs 1000 --expect promoted

With --scenario there is traffic, and metrics measure what came of it: their own queries
are asked, and their own conditions judge. The scenarios are

  healthy               nothing is wrong
  canary-fails          the new version answers with errors
  canary-slow           it takes 1 to 5 s
  canary-crashloops     its containers crash and are started again, ever later
  fails-only-at-weight  it answers with errors from a share of the requests on
  second-deploy         another version is released meanwhile, and one of the two fails
  error-spike           both versions answer with errors for 2 min
  no-traffic            there are no requests
  low-traffic           there is one request in a minute
  never-ready           the new version's pods are never ready
  prometheus-down       nobody answers queries

--matrix plays all of them, each with somebody who promotes at once, later, or never where
there is a pause without an end, and writes one table for each Rollout. A --scenario-file
has scenarios by names of your own, in the words of these options: see docs/scenarios.md.

What --measure says is what the metric comes to: ok, fail, error (the query fails), or
empty (no data, an error to a condition that reads result[0]).

Exit codes:
  0  every Rollout was simulated, and ended as expected where anything is expected
  1  a Rollout did not end as --expect, or the scenario of a file, says
  2  the command is wrong, or something could not be read or simulated: the rest was`;

/** Adds the command that plays releases. */
export function addSimulate(command: Command, io: Io, done: (exitCode: number) => void): void {
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
    .option('--scenario <name>', 'what is wrong while there is traffic: see below (default: no traffic)')
    .option('--rps <number>', 'requests per second of a scenario, and when that changes (default: 50)')
    .option('--error-rate <share>', 'share of requests that fails where a scenario has any, from 0 to 1 (default: 1)')
    .option('--stable-error-rate <share>', 'share of requests to the stable version that fails (default: 0)')
    .option('--from <duration>', 'when it begins to be wrong, or the second version is released (default: 0, and 1m)')
    .option('--at-weight <percent>', 'share of the requests from which fails-only-at-weight fails (default: 50)')
    .option('--crash-after <duration>', 'how long a pod of canary-crashloops is ready each time (default: 30s)')
    .option('--failing <which>', 'which of the releases of second-deploy fails: first or second (default: second)')
    .option('--scrape-interval <duration>', 'how often Prometheus scrapes (default: 15s)')
    .option('--seed <number>', 'requests come by chance, the same for each seed (default: evenly)')
    .option('--scenario-file <file>', 'scenarios by names of your own, for --scenario or --matrix')
    .option('--matrix', 'play every scenario, and write one table')
    .option('--runs <number>', 'play each release so often, with the seed and those after it, and tell how the runs spread')
    .addOption(new Option('--expect <outcome>', 'how each release, and each of its runs, must end').choices(EXPECTATIONS))
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], flags: SimulateFlags) => {
      // The engine is loaded when it is needed, not for --help.
      // eslint-disable-next-line @typescript-eslint/no-require-imports
      const { runSimulate } = require('./simulate-command') as typeof SimulateCommand;
      done(await runSimulate(io, files, flags));
    });
}
