import { planInline } from '../../src/planning/inline-numbers';
import { leastTimeOf } from '../../src/planning/metric-numbers';

function plan(given: object, settled = 0) {
  return planInline({ scrapeInterval: 15, settled, ...given });
}

/** What Argo Rollouts makes of measurements in this order, by its own three rules. */
function verdictOf(measurements: boolean[], failureLimit: number, consecutiveSuccessLimit: number): 'failed' | 'successful' | 'undecided' {
  let failures = 0;
  let inARow = 0;
  for (const good of measurements) {
    if (!good) failures++;
    inARow = good ? inARow + 1 : 0;
    if (failures > failureLimit) return 'failed';
    if (inARow >= consecutiveSuccessLimit) return 'successful';
  }
  return 'undecided';
}

/** Every order of good and bad ones. */
function ordersOf(count: number): boolean[][] {
  if (count === 0) return [[]];
  return ordersOf(count - 1).flatMap((order) => [[...order, true], [...order, false]]);
}

describe('planInline', () => {
  test.each([[0, 1], [0, 4], [1, 2], [2, 3], [3, 3], [2, 1]])('with failureLimit %i and consecutiveSuccessLimit %i takes as few as always decide', (failures, successes) => {
    const { count } = plan({ failureLimit: failures, consecutiveSuccessLimit: successes });
    const verdicts = (measurements: number) => new Set(ordersOf(measurements).map((order) => verdictOf(order, failures, successes)));
    expect(verdicts(count!)).toEqual(new Set(['failed', 'successful']));
    expect(verdicts(count! - 1)).toContain('undecided');
  });

  test('keeps what is given', () => {
    const limits = { failureLimit: 2, inconclusiveLimit: 1, consecutiveErrorLimit: 5, consecutiveSuccessLimit: 3 };
    const given = { initialDelay: 7, interval: 8, count: 9, ...limits };
    expect(plan(given)).toEqual(given);
  });

  test.each([[0, 75], [74, 75], [75, 0]])('when requests have been there for %i s waits for %i s', (settled, initialDelay) => {
    expect(plan({}, settled).initialDelay).toBe(initialDelay);
  });
});

describe('leastTimeOf', () => {
  test.each([
    [{ count: 1 }, 10],
    [{ count: 4, interval: 60 }, 190],
    [{ count: 4, interval: 60, consecutiveSuccessLimit: 2 }, 70],
    [{ interval: 60, consecutiveSuccessLimit: 3 }, 130],
    [{ interval: 60 }, Infinity],
  ])('of %j after 10 s is %d s', (numbers, seconds) => {
    expect(leastTimeOf({ initialDelay: 10, failureLimit: 0, ...numbers })).toBe(seconds);
  });
});
