import { workerData } from 'node:worker_threads';
import { RunsPlayer, type RunsSetup, type RunsTask } from './runs-player';
import { type SeededRun } from '../simulation/seeded-runs';

const player = new RunsPlayer(workerData as RunsSetup);

/** What a thread of the pool does. */
export = (task: RunsTask): SeededRun[] => player.play(task);
