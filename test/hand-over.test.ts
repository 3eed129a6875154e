import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { HandOver, Protocol, Workload } from '../src';
import { manifestOf, messageOf, newCanary, newChart, newDeployment } from './canary';

describe('HandOver', () => {
  test('is progressive unless told otherwise: the pods stay until the Rollout\'s are ready, and Git does not say how many', () => {
    const chart = newChart();
    newCanary({ workload: Workload.deployment(newDeployment(chart)) }, chart);
    expect(manifestOf(chart, 'Deployment').spec).not.toHaveProperty('replicas');
    expect(manifestOf(chart, 'Rollout').spec.workloadRef.scaleDown).toBe('progressively');
  });

  test('takes the replicas out of a cdk8s-plus Deployment that an autoscaler scales, where there are none', () => {
    const chart = newChart();
    const deployment = new kplus.Deployment(chart, 'deployment', { containers: [{ image: 'shop', portNumber: 80 }] });
    deployment.hasAutoscaler = true;
    newCanary({ workload: Workload.deployment(deployment), protocol: Protocol.HTTP }, chart);
    expect(manifestOf(chart, 'Deployment').spec).not.toHaveProperty('replicas');
  });

  test('starts fresh with no pods and no history', () => {
    const chart = newChart();
    newCanary({ workload: Workload.deployment(newDeployment(chart)), handOver: HandOver.FRESH }, chart);
    expect(manifestOf(chart, 'Deployment').spec).toMatchObject({ replicas: 0, revisionHistoryLimit: 0 });
    expect(manifestOf(chart, 'Rollout').spec).toMatchObject({ replicas: 4 });
    expect(manifestOf(chart, 'Rollout').spec.workloadRef).not.toHaveProperty('scaleDown');
  });

  test('fails to start fresh with a Deployment that is not in the app', () => {
    expect(messageOf(() => newCanary({ handOver: HandOver.FRESH }))).toBe(
      '\'handOver\' must be HandOver.PROGRESSIVE for a workload that is not in this app, got HandOver.FRESH; Deployment \'shop\' cannot be scaled to 0 from here: '
      + 'pass it with Workload.deployment',
    );
  });

  test('leaves the rest of the Deployment as it was', () => {
    const chart = newChart();
    const deployment = newDeployment(chart);
    const { replicas, ...before } = deployment.toJson().spec;
    newCanary({ workload: Workload.deployment(deployment) }, chart);
    expect(replicas).toBe(4);
    expect(ApiObject.isApiObject(deployment) && deployment.toJson().spec).toEqual(before);
  });
});
