import * as fc from 'fast-check';
import { planAnalysis, type TimedStep } from '../../src/planning/analysis-numbers';
import { type GivenNumbers } from '../../src/planning/metric-numbers';

const pause = (seconds?: number): TimedStep => ({ pause: { seconds } });
const weight = (percentage: number): TimedStep => ({ weight: percentage });

function plan(steps: TimedStep[], { startingStep, ...given }: GivenNumbers & { startingStep?: number } = {}) {
  return planAnalysis({ steps, podStartup: 20, scrapeInterval: 15, startingStep }, given);
}

describe('planAnalysis', () => {
  test('is patient where the steps leave time', () => {
    expect(plan([weight(20), pause(300), weight(100), pause(300)])).toEqual({
      startingStep: 1, window: 60, initialDelay: 95, interval: 60, failureLimit: 3, needed: 278, guaranteed: 598, fits: true,
    });
  });

  test.each([
    // From 95 s on, four measurements need 3 × (interval + 1) s.
    ['a shorter interval before fewer failures', 250, { interval: 45, failureLimit: 3 }],
    ['the shortest interval, that of the scrape', 150, { interval: 15, failureLimit: 3 }],
    ['fewer failures when even that is too long', 140, { interval: 15, failureLimit: 2 }],
    ['one measurement when there is time for no more', 100, { interval: 60, failureLimit: 0 }],
  ])('takes %s', (_, seconds, numbers) => {
    expect(plan([weight(20), pause(seconds)])).toMatchObject({ ...numbers, fits: true });
  });

  test.each([
    ['a pause that an operator may end at once', [weight(20), pause(), weight(100), pause()]],
    ['less time than the first measurement needs', [weight(20), pause(60)]],
    // The controller counts whole seconds: 96 s may be 95.
    ['exactly the time of the first measurement', [weight(20), pause(96)]],
  ])('says that nothing fits into %s', (_, steps) => {
    expect(plan(steps)).toMatchObject({ failureLimit: 0, needed: 95, fits: false });
  });

  test('begins after the first weight above 0, where there are requests to measure', () => {
    expect(plan([weight(0), pause(30), weight(10), pause(600)]).startingStep).toBe(3);
  });

  test('waits for the pauses before the first weight when told to begin before it', () => {
    expect(plan([pause(120), weight(10), pause(600)], { startingStep: 0 }).initialDelay).toBe(120 + 95);
  });

  test('does not count pauses that are over when the analysis begins', () => {
    expect(plan([weight(20), pause(600), weight(50), pause(30)], { startingStep: 3 })).toMatchObject({ guaranteed: 29, fits: false });
  });

  test('keeps the numbers that are given and judges them', () => {
    const given = { startingStep: 2, interval: 300, failureLimit: 3, initialDelay: 0 };
    const article = plan([weight(20), pause(), weight(50), pause(30), weight(100)], given);
    expect(article).toMatchObject({ ...given, needed: 903, guaranteed: 29, fits: false });
  });

  const step = fc.oneof(fc.integer({ min: 0, max: 100 }).map(weight), fc.option(fc.integer({ min: 1, max: 2000 }), { nil: undefined }).map(pause));
  const steps = fc.array(step, { maxLength: 8 })
    .map((generated) => [...generated, weight(50)])
    .chain((generated) => fc.shuffledSubarray(generated, { minLength: generated.length }));

  test('measures only what it promises: whatever fits has its last measurement before the promotion', () => {
    fc.assert(fc.property(steps, fc.nat(120), fc.integer({ min: 5, max: 60 }), (generated, podStartup, scrapeInterval) => {
      const numbers = planAnalysis({ steps: generated, podStartup, scrapeInterval });
      const { startingStep, window, initialDelay, interval, failureLimit } = numbers;
      expect(window).toBeGreaterThanOrEqual(4 * scrapeInterval);
      expect(initialDelay).toBeGreaterThanOrEqual(podStartup + window + scrapeInterval);
      expect(interval).toBeGreaterThanOrEqual(scrapeInterval);
      if (!numbers.fits) return;
      const shortest = generated.slice(startingStep).reduce((total, { pause: taken }) => total + Math.max(0, (taken?.seconds ?? 0) - 1), 0);
      expect(initialDelay + failureLimit * interval).toBeLessThan(shortest);
    }));
  });

  test('gives up only where not even one measurement fits', () => {
    fc.assert(fc.property(steps, (generated) => {
      const { fits, initialDelay, guaranteed } = plan(generated);
      expect(fits).toBe(initialDelay < guaranteed);
    }));
  });
});
