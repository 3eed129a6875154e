import * as fc from 'fast-check';
import { planAnalysis } from '../../src/planning/analysis-numbers';
import { type MetricQuestion } from '../../src/planning/metric-numbers';
import { type TimedStep } from '../../src/planning/release-course';

const pause = (seconds?: number): TimedStep => ({ pause: { seconds } });
const weight = (percentage: number): TimedStep => ({ weight: percentage });

function plan(steps: TimedStep[], { startingStep, ...given }: MetricQuestion & { startingStep?: number } = {}) {
  return planAnalysis({ steps, pods: { replicas: 3, startup: 20 }, scrapeInterval: 15, startingStep })(given);
}

describe('planAnalysis', () => {
  test('is patient where the steps leave time', () => {
    expect(plan([weight(20), pause(300), weight(100), pause(300)])).toEqual({
      startingStep: 1, window: 60, initialDelay: 95, interval: 60, failureLimit: 3, needed: 278, guaranteed: 599, fits: true,
    });
  });

  test.each([
    // From 95 s on, four measurements need 3 × (interval + 1) s.
    ['a shorter interval before fewer failures', 250, { initialDelay: 95, interval: 45, failureLimit: 3 }],
    ['the shortest interval, that of the scrape', 150, { initialDelay: 95, interval: 15, failureLimit: 3 }],
    ['fewer failures when even that is too long', 140, { initialDelay: 95, interval: 15, failureLimit: 2 }],
    ['one measurement when there is time for no more', 100, { initialDelay: 95, interval: 60, failureLimit: 0 }],
    // From 75 s on, when all that a window sees is the canary's.
    ['no slack for the pods when there is no time even for that', 95, { initialDelay: 75, interval: 15, failureLimit: 1 }],
    ['the first possible measurement in the end', 77, { initialDelay: 75, interval: 60, failureLimit: 0 }],
  ])('takes %s', (_, seconds, numbers) => {
    expect(plan([weight(20), pause(seconds)])).toMatchObject({ ...numbers, fits: true });
  });

  test.each([
    ['a pause that an operator may end at once', [weight(20), pause(), weight(100), pause()]],
    ['less time than the first measurement needs', [weight(20), pause(60)]],
    // The controller counts whole seconds: 76 s may be 75.
    ['exactly the time of the first measurement', [weight(20), pause(76)]],
  ])('says that nothing fits into %s', (_, steps) => {
    expect(plan(steps)).toMatchObject({ failureLimit: 0, needed: 75, fits: false });
  });

  test('measures as often as it can where nothing fits and failures are tolerated', () => {
    expect(plan([weight(20), pause(60)], { failureLimit: 3 })).toMatchObject({ initialDelay: 75, interval: 15, failureLimit: 3, fits: false });
  });

  test('begins after the first weight above 0, where there are requests to measure', () => {
    expect(plan([weight(0), pause(30), weight(10), pause(600)]).startingStep).toBe(3);
  });

  test('waits for the pauses before the first weight, and for its pods, when told to begin before it', () => {
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

  test('judges what takes longer than a day, too', () => {
    const long = [weight(20), pause(30 * 86_400)];
    const numbers = { initialDelay: 100_000, interval: 600 };
    // 100,000 s and 4152 × 601 s are 2,595,352 s, and 30 days 2,592,000 s.
    expect(plan(long, { ...numbers, failureLimit: 4152 })).toMatchObject({ needed: 2_595_352, fits: false });
    expect(plan(long, { ...numbers, failureLimit: 4146 })).toMatchObject({ needed: 2_591_746, fits: true });
    expect(plan(long, { ...numbers, failureLimit: 4146, count: 4147 })).toMatchObject({ fits: true });
    expect(plan([weight(20), pause(3_000_000_000)], { interval: 1, failureLimit: 1_000_000_000 })).toMatchObject({ fits: true });
  });

  test('is not asked twice by canaries that go through the same steps', () => {
    const steps = [weight(20), pause(300)];
    expect(plan([...steps])).toBe(plan([...steps]));
    expect(plan([...steps], { failureLimit: 1 })).not.toBe(plan([...steps]));
  });
});

describe('planAnalysis guards stages:', () => {
  // Patience would be 3 and a minute: 278 s, and the first three minutes are over then.
  const short = [weight(5), pause(180), weight(50), pause(180), weight(100), pause(600)];

  test('it is less patient where a stage would be over before an abort', () => {
    expect(plan(short, { tolerance: 0.05 })).toMatchObject({ initialDelay: 95, interval: 15, failureLimit: 3, needed: 143, fits: true });
    expect(plan([weight(5), pause(600), weight(50), pause(600)])).toMatchObject({ interval: 60, failureLimit: 3 });
  });

  test('it is less patient still where a metric sees late what happens in the middle of a release', () => {
    const two = [weight(5), pause(600), weight(50), pause(120)];
    expect(plan(two, { tolerance: 0.05 })).toMatchObject({ interval: 15, failureLimit: 3 });
    // From 75 s after the weight on there are 44 s left at the fastest: two measurements, 31 s apart.
    expect(plan(two)).toMatchObject({ interval: 30, failureLimit: 1 });
  });

  test('it does not give up patience for a stage that no numbers guard', () => {
    expect(plan([weight(5), pause(30), weight(50), pause(600)])).toMatchObject({ initialDelay: 95, interval: 60, failureLimit: 3, fits: true });
  });

  test('it guards as many as it can', () => {
    expect(plan([...short, weight(100), pause(30)], { tolerance: 0.05 })).toMatchObject({ interval: 15, failureLimit: 3 });
  });

  test('it goes before no release: what guards none of the stages may guard the whole', () => {
    const shortest = [weight(5), pause(40), weight(50), pause(40), weight(100), pause(40)];
    expect(plan(shortest)).toMatchObject({ initialDelay: 95, interval: 15, failureLimit: 1, fits: true });
  });
});

describe('planAnalysis, whatever the steps are,', () => {
  const step = fc.oneof(fc.integer({ min: 0, max: 100 }).map(weight), fc.option(fc.integer({ min: 1, max: 2000 }), { nil: undefined }).map(pause));
  const steps = fc.array(step, { maxLength: 8 })
    .map((generated) => [...generated, weight(50)])
    .chain((generated) => fc.shuffledSubarray(generated, { minLength: generated.length }));

  test('measures only what it promises: whatever fits has its last measurement before the promotion', () => {
    fc.assert(fc.property(steps, fc.nat(120), fc.integer({ min: 5, max: 60 }), (generated, startup, scrapeInterval) => {
      const numbers = planAnalysis({ steps: generated, pods: { replicas: 3, startup }, scrapeInterval })();
      const { startingStep, window, initialDelay, interval, failureLimit } = numbers;
      expect(window).toBeGreaterThanOrEqual(4 * scrapeInterval);
      expect(initialDelay).toBeGreaterThanOrEqual(window + scrapeInterval);
      expect(interval).toBeGreaterThanOrEqual(scrapeInterval);
      if (!numbers.fits) return;
      const paused = generated.slice(startingStep).reduce((total, { pause: taken }) => total + (taken?.seconds ?? 0), 0);
      expect(initialDelay + failureLimit * interval).toBeLessThan(paused);
    }));
  });

  test('gives up only where not even one measurement fits', () => {
    fc.assert(fc.property(steps, (generated) => {
      const { fits, initialDelay, guaranteed } = plan(generated);
      expect(fits).toBe(initialDelay < guaranteed);
    }));
  });
});
