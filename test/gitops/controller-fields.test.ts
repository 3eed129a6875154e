import { Duration } from 'cdk8s';
import { type ControllerField, ExperimentTemplate, HandOver, Replicas, Step, StringMatch, Workload } from '../../src';
import { newCanary, newChart, newDeployment } from '../canary';

/** What a field is, without the words about it. */
function placesOf(fields: ControllerField[]): string[] {
  return fields.map(({ group, kind, namespace, name, jqPathExpression }) => `${group} ${kind} ${namespace}/${name} ${jqPathExpression}`);
}

describe('canary.controllerFields', () => {
  test('lists what the controller writes into every bundle', () => {
    expect(placesOf(newCanary({ handOver: HandOver.PROGRESSIVE }, newChart({ namespace: 'arch' })).controllerFields)).toEqual([
      'networking.istio.io VirtualService arch/shop .spec.http[] | select(.name == "primary") | .route[].weight',
      'networking.istio.io DestinationRule arch/shop .spec.subsets[].labels["rollouts-pod-template-hash"]',
      'networking.istio.io DestinationRule arch/shop .metadata.annotations["argo-rollouts.argoproj.io/managed-by-rollouts"]',
      ' Service arch/shop-stable .spec.selector["rollouts-pod-template-hash"]',
      ' Service arch/shop-stable .metadata.annotations["argo-rollouts.argoproj.io/managed-by-rollouts"]',
      'apps Deployment arch/shop .spec.replicas',
    ]);
  });

  test('lists the routes that come and go', () => {
    const testers = [{ headerName: 'x-canary', headerValue: StringMatch.exact('yes') }];
    const reads = { match: [{ method: StringMatch.exact('GET') }] };
    const steps = [Step.weight(10), Step.headerRoute('testers', testers), Step.mirrorRoute('shadow', reads), Step.removeHeaderRoute('testers')];
    expect(placesOf(newCanary({ steps }).controllerFields)).toEqual(expect.arrayContaining([
      'networking.istio.io VirtualService undefined/shop .spec.http[] | select(.name == "testers")',
      'networking.istio.io VirtualService undefined/shop .spec.http[] | select(.name == "shadow")',
    ]));
  });

  test('lists what comes and goes for pods of an experiment that take requests', () => {
    const templates = [ExperimentTemplate.stable('baseline', { weight: 5 }), ExperimentTemplate.canary('candidate', { weight: 5, service: 'try' }), ExperimentTemplate.canary('quiet')];
    const fields = placesOf(newCanary({ steps: [Step.weight(10), Step.experiment({ templates, duration: Duration.minutes(5) })] }).controllerFields);
    expect(fields.filter((field) => /select.*(test|try)/.test(field) || field.includes('quiet'))).toEqual([
      'networking.istio.io VirtualService undefined/shop .spec.http[] | select(.name == "primary") | .route[] | select(.destination.host | test("^shop-[a-z0-9]+-[0-9]+-1-baseline$"))',
      'networking.istio.io VirtualService undefined/shop .spec.http[] | select(.name == "primary") | .route[] | select(.destination.host == "try")',
      'networking.istio.io DestinationRule undefined/shop .spec.subsets[] | select(.name | test("^shop-[a-z0-9]+-[0-9]+-1-baseline$"))',
      'networking.istio.io DestinationRule undefined/shop .spec.subsets[] | select(.name == "try")',
    ]);
  });

  test('leaves a Deployment out that starts with none, whose 0 is in Git', () => {
    const chart = newChart();
    const { controllerFields } = newCanary({ workload: Workload.deployment(newDeployment(chart)), handOver: HandOver.FRESH }, chart);
    expect(controllerFields.map(({ kind }) => kind)).not.toContain('Deployment');
  });

  test('leaves a stable Service out that is no longer there', () => {
    const canary = newCanary();
    canary.node.tryRemoveChild('StableService');
    expect(canary.controllerFields.map(({ kind }) => kind)).toEqual(['VirtualService', 'DestinationRule', 'DestinationRule', 'Deployment']);
  });

  test('lists the replicas that an autoscaler sets', () => {
    expect(placesOf(newCanary({ replicas: Replicas.external() }).controllerFields)).toContain('argoproj.io Rollout undefined/shop .spec.replicas');
  });

  test('says who writes each', () => {
    expect(newCanary().controllerFields.filter(({ reason }) => !/^(Argo Rollouts|the autoscaler) /.test(reason))).toEqual([]);
  });
});
