import { type SimulateFlags } from './simulate-flags';
import { UsageError } from './usage-error';
import { type Seeds } from '../simulation/seeded-runs';
import { type Situation } from '../simulation/situation';

const MOST_RUNS = 100_000;

/** Reads how often a release is played; undefined where it is once, and without chance if nobody says so. */
export function readRuns({ runs, output, at }: SimulateFlags, situation: Situation | undefined): Seeds | undefined {
  if (runs === undefined) return undefined;
  const count = /^\d+$/.test(runs) ? Number(runs) : NaN;
  if (!(count >= 1 && count <= MOST_RUNS)) throw new UsageError(`'--runs' must be a whole number from 1 to ${MOST_RUNS}, got '${runs}'`);
  if (!situation) throw new UsageError('\'--runs\' must go with --scenario, got none; without traffic all runs are the same');
  if (output === 'tree' || output === 'mermaid') throw new UsageError(`'--runs' must go with --output text or json, got ${output}; many runs have no single timeline`);
  if (at !== undefined) throw new UsageError(`'--at' must not go with --runs, got '${at}'; many runs have no single timeline`);
  const first = situation.seed ?? 0;
  if (!Number.isSafeInteger(first + count)) throw new UsageError(`'--seed' must leave room for ${count} runs, got '${first}'; each run has the next seed`);
  return { first, count };
}
