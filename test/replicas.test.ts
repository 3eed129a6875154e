import { HandOver, Replicas, Workload } from '../src';
import { manifestOf, messageOf, newCanary, newChart, newDeployment } from './canary';

describe('Replicas.external', () => {
  test('leaves the number to the autoscaler, whatever the Deployment says', () => {
    const chart = newChart();
    newCanary({ workload: Workload.deployment(newDeployment(chart)), replicas: Replicas.external() }, chart);
    expect(manifestOf(chart, 'Rollout').spec).not.toHaveProperty('replicas');
    expect(manifestOf(chart, 'Deployment').spec).not.toHaveProperty('replicas');
  });

  test('is judged by the autoscaler\'s minimum', () => {
    expect(newCanary({ replicas: Replicas.external(4), minPodsPerReplicaSet: 4 }).rollout.name).toBe('shop');
    expect(messageOf(() => newCanary({ replicas: Replicas.external(), minPodsPerReplicaSet: 2 }))).toBe(
      '\'minPodsPerReplicaSet\' must be at most the 1 replicas, got 2; the stable pods would never be as many as wanted: lower it, or raise replicas',
    );
  });

  test('has nothing to say about a service that is new', () => {
    const chart = newChart();
    const workload = Workload.deployment(newDeployment(chart));
    const { findings } = newCanary({ workload, handOver: HandOver.FRESH, replicas: Replicas.external(2) }, chart);
    expect(findings.map(({ code }) => code)).not.toContain('SC0804');
  });

  test.each([0, 1.5, NaN])('fails on a minimum of %d', (least) => {
    expect(messageOf(() => Replicas.external(least))).toBe(`'least' must be an integer of at least 1, got ${least}; give the autoscaler's minimum`);
  });
});
