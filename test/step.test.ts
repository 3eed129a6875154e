import { Duration } from 'cdk8s';
import { Step } from '../src';
import { manifestOf, messageOf, newCanary, newChart } from './canary';

describe('Step', () => {
  test('weights and pauses are written in order, in the controller\'s own grammar', () => {
    const chart = newChart();
    newCanary({ steps: [Step.weight(0), Step.weight(5), Step.pause(), Step.weight(100), Step.pause(Duration.seconds(5430))] }, chart);
    expect(manifestOf(chart, 'Rollout').spec.strategy.canary.steps).toEqual([
      { setWeight: 0 }, { setWeight: 5 }, { pause: {} }, { setWeight: 100 }, { pause: { duration: '1h30m30s' } },
    ]);
  });

  test.each([140, 0.2, NaN, -1, Infinity])('fails on a weight of %d', (weight) => {
    expect(messageOf(() => Step.weight(weight))).toBe(
      `'weight' must be an integer between 0 and 100, got ${weight}; it is the percentage of requests that the canary takes`,
    );
  });

  test('fails on a pause of no length', () => {
    expect(messageOf(() => Step.pause(Duration.seconds(0)))).toBe(
      '\'pause\' must be positive and a whole number of seconds, got 0 s; give at least Duration.seconds(1)',
    );
  });

  test('fails on a pause that the controller would cut down to nothing', () => {
    expect(messageOf(() => Step.pause(Duration.millis(500)))).toBe(
      '\'pause\' must be positive and a whole number of seconds, got 0.5 s; Argo Rollouts counts whole seconds: round it up',
    );
  });

  test('fails without any step', () => {
    expect(messageOf(() => newCanary({ steps: [] }))).toBe(
      '\'steps\' must not be empty, got []; begin with Step.weight(20), Step.pause(Duration.minutes(5))',
    );
  });

  test('fails when no step brings a request to the canary', () => {
    expect(messageOf(() => newCanary({ steps: [Step.pause(), Step.weight(0)] }))).toBe(
      '\'steps\' must hold a weight above 0, got pause, weight 0; otherwise no request reaches the canary before it is promoted: add Step.weight(20)',
    );
  });
});
