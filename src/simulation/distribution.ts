import { type SeededRun } from './seeded-runs';
import { type Outcome } from './timeline';

/** What many runs of one release came to. */
export interface Distribution {
  readonly runs: number;
  readonly firstSeed: number;
  /** Those that there were, the most frequent first. */
  readonly outcomes: readonly OutcomeShare[];
  /** In seconds, where any run was aborted. */
  readonly timeToAbort?: Spread;
  /** To the new version. */
  readonly requests: Spread;
  readonly failed: Spread;
}

/** How often it ended so, and by chance may have in truth: from 0 to 1, with a confidence of 95 %. */
export interface OutcomeShare {
  readonly outcome: Outcome;
  readonly count: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** A run that shows it, and why it ended so. */
  readonly seed: number;
  readonly reason: string;
}

/** Values that there were: half of all and 5 % of all are at most so high, and 5 % are higher. */
export interface Spread {
  readonly p5: number;
  readonly median: number;
  readonly p95: number;
}

/** Of the normal distribution, 95 % are within so many deviations. */
const DEVIATIONS = 1.959963984540054;

/** Sums up runs in the order of their seeds; there must be one at least. */
export function distributionOf(runs: readonly SeededRun[]): Distribution {
  const aborted = runs.filter(({ outcome }) => outcome === 'aborted');
  return {
    runs: runs.length,
    firstSeed: runs[0].seed,
    outcomes: outcomesOf(runs),
    ...aborted.length > 0 ? { timeToAbort: spreadOf(aborted.map(({ endsAt }) => endsAt)) } : {},
    requests: spreadOf(runs.map(({ exposure }) => exposure.requests)),
    failed: spreadOf(runs.map(({ exposure }) => exposure.failed)),
  };
}

function outcomesOf(runs: readonly SeededRun[]): OutcomeShare[] {
  const found = [...new Set(runs.map(({ outcome }) => outcome))].map((outcome) => {
    const same = runs.filter((run) => run.outcome === outcome);
    const [{ seed, reason }] = same;
    return { outcome, count: same.length, share: same.length / runs.length, ...confidenceIn(same.length, runs.length), seed, reason };
  });
  return found.sort((a, b) => b.count - a.count);
}

/**
 * What a share may be in truth: Wilson's interval, which also says something where all runs end alike.
 *
 * @see https://doi.org/10.1080/01621459.1927.10502953
 */
export function confidenceIn(count: number, runs: number): { readonly low: number; readonly high: number } {
  const square = DEVIATIONS ** 2;
  const middle = (count + square / 2) / (runs + square);
  const half = DEVIATIONS / (runs + square) * Math.sqrt(count * (runs - count) / runs + square / 4);
  // Rounding must not take away an end that was seen.
  return { low: count === 0 ? 0 : middle - half, high: count === runs ? 1 : middle + half };
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = Float64Array.from(values).sort();
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1];
  return { p5: at(0.05), median: at(0.5), p95: at(0.95) };
}
