import { Duration } from 'cdk8s';
import { Step } from '../src';
import { manifestOf, messageOf, newCanary, newChart } from './canary';

function stepsOf(...steps: Step[]): any[] {
  const chart = newChart();
  // Time enough for a guard to fire.
  newCanary({ steps: [...steps, Step.pause(Duration.minutes(10))] }, chart);
  return manifestOf(chart, 'Rollout').spec.strategy.canary.steps.slice(0, -1);
}

describe('Step.canaryScale', () => {
  test('sets the pods by number, by percentage, and back to the weight', () => {
    expect(stepsOf(
      Step.canaryScale({ replicas: 2 }), Step.canaryScale({ weight: 25 }), Step.weight(10), Step.canaryScale({ matchTrafficWeight: true }),
    )).toEqual([
      { setCanaryScale: { replicas: 2 } }, { setCanaryScale: { weight: 25 } }, { setWeight: 10 }, { setCanaryScale: { matchTrafficWeight: true } },
    ]);
  });

  test.each([
    [{}, 'none'],
    [{ matchTrafficWeight: false }, 'none'],
    [{ replicas: 1, weight: 10 }, 'replicas and weight'],
    [{ replicas: 1, matchTrafficWeight: true }, 'replicas and matchTrafficWeight'],
  ])('fails on %j', (options, got) => {
    expect(messageOf(() => Step.canaryScale(options))).toBe(`'canaryScale' must have exactly one of replicas, weight and matchTrafficWeight, got ${got}; give one`);
  });

  test.each([0, -1, 1.5])('fails on %d replicas', (replicas) => {
    expect(messageOf(() => Step.canaryScale({ replicas }))).toBe(
      `'replicas' of 'canaryScale' must be an integer of at least 1, got ${replicas}; with none every later weight is reached at once, by no pod`,
    );
  });

  test.each([0, 250, 0.5])('fails on a weight of %d', (weight) => {
    expect(messageOf(() => Step.canaryScale({ weight }))).toBe(
      `'weight' of 'canaryScale' must be an integer between 1 and 100, got ${weight}; it is a percentage of the service's replicas`,
    );
  });

  test.each([
    [[Step.canaryScale({ matchTrafficWeight: true }), Step.weight(10)], 0],
    [[Step.weight(0), Step.canaryScale({ matchTrafficWeight: true }), Step.weight(10)], 1],
    [[Step.canaryScale({ replicas: 1 }), Step.canaryScale({ matchTrafficWeight: true }), Step.weight(10)], 1],
  ])('fails to match a weight that is not there yet', (steps, index) => {
    expect(messageOf(() => newCanary({ steps }))).toBe(
      `'steps[${index}]' must come after a weight above 0, got canaryScale with matchTrafficWeight; there is no weight yet that the pods could match: move it`,
    );
  });
});
