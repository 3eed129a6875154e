import { confidenceIn, distributionOf } from '../../src/simulation/distribution';
import { type SeededRun } from '../../src/simulation/seeded-runs';

function run(seed: number, outcome: SeededRun['outcome'], endsAt: number, failed = 0): SeededRun {
  return { seed, outcome, endsAt, reason: `${outcome} at ${endsAt}`, exposure: { requests: 100 + seed, failed } };
}

test('counts outcomes, the most frequent first, each with the first run that shows it', () => {
  const { runs, firstSeed, outcomes } = distributionOf([run(7, 'promoted', 60), run(8, 'aborted', 30), run(9, 'aborted', 20)]);
  expect([runs, firstSeed]).toEqual([3, 7]);
  expect(outcomes.map(({ outcome, count, seed, reason }) => [outcome, count, seed, reason])).toEqual([['aborted', 2, 8, 'aborted at 30'], ['promoted', 1, 7, 'promoted at 60']]);
  expect(outcomes[0].share).toBeCloseTo(0.6667, 4);
});

test('tells the time to abort of those that were aborted, and what failed in all', () => {
  const aborted = Array.from({ length: 100 }, (_, index) => run(index, 'aborted', 100 - index, index + 1));
  const { timeToAbort, requests, failed } = distributionOf([...aborted, run(100, 'promoted', 900, 1000)]);
  expect(timeToAbort).toEqual({ p5: 5, median: 50, p95: 95 });
  expect(requests).toEqual({ p5: 105, median: 150, p95: 195 });
  expect(failed).toEqual({ p5: 6, median: 51, p95: 96 });
});

test('has no time to abort where nothing was aborted', () => {
  expect(distributionOf([run(0, 'promoted', 60)])).not.toHaveProperty('timeToAbort');
});

// Newcombe, Two-sided confidence intervals for the single proportion (1998), table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%d of %d may be from %d to %d', (count, runs, low, high) => {
  const { low: least, high: most } = confidenceIn(count, runs);
  expect([least.toFixed(4), most.toFixed(4)]).toEqual([low.toFixed(4), high.toFixed(4)]);
});

test('does not say of what was always so that it is not', () => {
  expect(confidenceIn(50, 50).high).toBe(1);
  expect(confidenceIn(50, 50).low).toBeCloseTo(0.9287, 4);
});
