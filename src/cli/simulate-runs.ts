import { type Io } from './io';
import { painterFor } from './painter';
import { type PlayableRelease, playReleases, servedRelease, type Talk } from './played-releases';
import { Progress } from './progress';
import { type Inputs } from './read-inputs';
import { RunsPlayer, type RunsSetup, type RunsTask } from './runs-player';
import type * as RunsPool from './runs-pool';
import { type SimulateFlags } from './simulate-flags';
import { type Distributed } from '../report/distributed';
import { runsJson } from '../report/runs-json';
import { runsText } from '../report/runs-text';
import { distributionOf } from '../simulation/distribution';
import { type SeededRun, type Seeds } from '../simulation/seeded-runs';

/** Runs of a task: a thread is asked so often that it is busy, and tells of itself. */
const RUNS_OF_TASK = 50;

/** Fewer runs are over before threads have started. */
const LEAST_FOR_THREADS = 200;

export interface Runs {
  readonly setup: RunsSetup;
  readonly seeds: Seeds;
  readonly flags: SimulateFlags;
  readonly talk: Talk;
}

/** Plays each release many times, writes what that came to and tells the exit code; it does not depend on the number of threads. */
export async function simulateRuns(io: Io, inputs: Inputs, runs: Runs): Promise<number> {
  const { setup, seeds, flags, talk } = runs;
  const { played: playable, refused } = playReleases(inputs, setup.namespace, talk, (each) => servedRelease(each, setup.version, talk) && each);
  const played = await playAll(io, setup, seeds, playable);
  const scenario = setup.situation.name;
  const distributed = playable.map(({ rollout }, index): Distributed => ({ rollout, scenario, distribution: distributionOf(played[index]) }));
  io.stdout.write(flags.output === 'json' ? runsJson(distributed) : runsText(distributed, painterFor(io)));
  const isUnexpected = tellUnexpected(distributed, flags.expect, talk);
  if (refused > 0 || playable.length === 0) return 2;
  return isUnexpected ? 1 : 0;
}

/** The runs of each release, in the order of their seeds. */
async function playAll(io: Io, setup: RunsSetup, seeds: Seeds, playable: readonly PlayableRelease[]): Promise<SeededRun[][]> {
  const parts = partsOf(seeds);
  const tasks = playable.flatMap(({ index }) => parts.map((part): RunsTask => ({ rollout: index, seeds: part })));
  const all = seeds.count * playable.length;
  const progress = new Progress(io);
  let done = 0;
  const advance = () => progress.show(`played ${Math.round(all * (++done / tasks.length))} of ${all} runs`);
  const threads = Math.min(io.cores, tasks.length);
  const isWorthIt = threads > 1 && all >= LEAST_FOR_THREADS;
  const played = isWorthIt ? await loadPool().playInThreads(setup, tasks, threads, advance) : playHere(setup, tasks, advance);
  progress.end();
  return playable.map((_, index) => played.slice(index * parts.length, (index + 1) * parts.length).flat());
}

function playHere(setup: RunsSetup, tasks: readonly RunsTask[], done: () => void): SeededRun[][] {
  const player = new RunsPlayer(setup);
  return tasks.map((task) => {
    const runs = player.play(task);
    done();
    return runs;
  });
}

function partsOf({ first, count }: Seeds): Seeds[] {
  return Array.from({ length: Math.ceil(count / RUNS_OF_TASK) }, (_, part) => {
    const start = part * RUNS_OF_TASK;
    return { first: first + start, count: Math.min(RUNS_OF_TASK, count - start) };
  });
}

/** Each run has to end as expected: a guard that fires now and then is none. */
function tellUnexpected(distributed: readonly Distributed[], expected: SimulateFlags['expect'], talk: Talk): boolean {
  if (expected === undefined) return false;
  const others = distributed.flatMap(({ rollout, distribution: { runs, outcomes } }) => (
    outcomes.filter(({ outcome }) => outcome !== expected).map((share) => ({ rollout, runs, ...share }))));
  for (const { rollout, runs, outcome, count, seed, reason } of others) {
    talk(`error: Rollout ${rollout} must be ${expected} in all ${runs} runs, got ${outcome} in ${count}, first with --seed ${seed}: ${reason}`);
  }
  return others.length > 0;
}

function loadPool(): typeof RunsPool {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require('./runs-pool') as typeof RunsPool;
}
