import { Duration } from 'cdk8s';
import { Step } from '../src';
import { manifestOf, messageOf, newCanary, newChart } from './canary';

describe('Step.plugin', () => {
  test('is written with its configuration, whatever that holds', () => {
    const chart = newChart();
    const config = { suite: 'smoke', retries: 2, nested: { list: [1, 'a', true] } };
    newCanary({ steps: [Step.weight(10), Step.plugin('acme/smoke-test', JSON.stringify(config)), Step.plugin('acme/notify'), Step.pause(Duration.minutes(10))] }, chart);
    expect(manifestOf(chart, 'Rollout').spec.strategy.canary.steps.slice(1, 3)).toEqual([
      { plugin: { name: 'acme/smoke-test', config } },
      { plugin: { name: 'acme/notify' } },
    ]);
  });

  test.each(['smoke-test', 'acme/', 'a/b/c', 'acme/smoke test', ''])('fails on the name %p', (name) => {
    expect(messageOf(() => Step.plugin(name))).toBe(
      `'plugin' must be named as in the controller's configuration, namespace/name, got '${name}'; for example 'acme/smoke-test'`,
    );
  });

  test.each(['{"a":null}', '{"a":{"b":[null]}}'])('fails on the null in %p, which would be lost', (config) => {
    expect(messageOf(() => Step.plugin('acme/smoke-test', config))).toBe(
      `'config' of plugin 'acme/smoke-test' must not hold null, got '${config}'; cdk8s would leave it out without a word: leave the field out`,
    );
  });

  test.each(['{', '[1]', '"text"', 'null', ''])('fails on the configuration %p', (config) => {
    expect(messageOf(() => Step.plugin('acme/smoke-test', config))).toBe(
      `'config' of plugin 'acme/smoke-test' must be a JSON object, got '${config}'; for example JSON.stringify({ suite: 'smoke' })`,
    );
  });
});
