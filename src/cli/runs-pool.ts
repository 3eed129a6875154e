import { join } from 'node:path';
import type * as Piscina from 'piscina';
import { type RunsSetup, type RunsTask } from './runs-player';
import { type SeededRun } from '../simulation/seeded-runs';

/** Plays tasks in as many threads, which are kept until the last has ended; the results are in the order of the tasks. */
export async function playInThreads(setup: RunsSetup, tasks: readonly RunsTask[], threads: number, done: () => void): Promise<SeededRun[][]> {
  const pool = new (load())({ filename: join(__dirname, 'runs-worker.js'), workerData: setup, minThreads: threads, maxThreads: threads });
  try {
    return await Promise.all(tasks.map(async (task) => {
      const runs = await pool.run(task) as SeededRun[];
      done();
      return runs;
    }));
  } finally {
    await pool.destroy();
  }
}

/** When threads are needed. */
function load(): typeof Piscina.Piscina {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return (require('../../vendor/piscina/main') as typeof Piscina).Piscina;
}
