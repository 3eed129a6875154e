import { Chart } from 'cdk8s';
import { SmartCanary, Workload } from '../src';
import { manifests, messageOf, newCanary, newChart, newDeployment, newService, THREE_WORDS } from './canary';

describe('one canary for one service', () => {
  test('fails on a second one in a chart', () => {
    const chart = newChart();
    newCanary({}, chart);
    expect(messageOf(() => new SmartCanary(chart, 'again', THREE_WORDS))).toBe(
      '\'service\' must have one SmartCanary in a chart, got \'shop\' again at \'test/again\', the first is \'test/canary\'; remove one of them',
    );
  });

  test('may be replaced by another', () => {
    const chart = newChart();
    newCanary({}, chart);
    chart.node.tryRemoveChild('canary');
    expect(new SmartCanary(chart, 'again', THREE_WORDS).rollout.name).toBe('shop');
  });

  test('holds per chart: two charts may be for two clusters', () => {
    const chart = newChart();
    newCanary({}, chart);
    const other = new Chart(chart.node.root as Chart, 'production');
    newCanary({}, other);
    expect(manifests(other)).toEqual(manifests(chart));
  });
});

describe('one object for one name', () => {
  test('fails at synth when a Service comes after the canary that has made it', () => {
    const chart = newChart();
    newCanary({ workload: Workload.deployment(newDeployment(chart)) }, chart);
    newService(chart);
    expect(messageOf(() => manifests(chart))).toContain(
      '[test] Service \'shop\' must be unique in its namespace, got it from \'test/canary/ApexService\' and \'test/service\'; '
      + 'remove one: a Service that exists before its SmartCanary is used as it is',
    );
  });

  test('looks again at the next synth', async () => {
    const chart = newChart();
    newCanary({ workload: Workload.deployment(newDeployment(chart)) }, chart);
    newService(chart);
    expect(messageOf(() => manifests(chart))).toContain('must be unique');
    await Promise.resolve();
    chart.node.tryRemoveChild('service');
    expect(manifests(chart).map(({ metadata }) => metadata.name)).toContain('shop-stable');
  });
});
