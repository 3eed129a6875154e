import { simulateLoop } from './closed-loop';
import { type ServedRelease } from './read-served-release';
import { type Scenario } from './scenario';
import { type Situation } from './situation';
import { type Exposure, type Outcome } from './timeline';

/** What came of one release with requests by chance; the time is in seconds. */
export interface SeededRun {
  readonly seed: number;
  readonly outcome: Outcome;
  readonly endsAt: number;
  readonly reason: string;
  readonly exposure: Exposure;
}

/** Seeds that follow each other. */
export interface Seeds {
  readonly first: number;
  readonly count: number;
}

const UNEXPOSED: Exposure = { requests: 0, failed: 0 };

/** Plays a release once for each seed. */
export function playSeeds(release: ServedRelease, situation: Situation, scenario: Omit<Scenario, 'measure'>, { first, count }: Seeds): SeededRun[] {
  return Array.from({ length: count }, (_, index) => {
    const seed = first + index;
    const { outcome, endsAt, reason, exposure = UNEXPOSED } = simulateLoop(release, { ...situation, seed }, scenario);
    return { seed, outcome, endsAt, reason, exposure };
  });
}
