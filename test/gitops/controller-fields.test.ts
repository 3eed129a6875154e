import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { type ControllerField, HandOver, Replicas, Routing, Step, StringMatch, Workload } from '../../src';
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

  test('leaves a Deployment out that starts with none, whose 0 is in Git', () => {
    const chart = newChart();
    const { controllerFields } = newCanary({ workload: Workload.deployment(newDeployment(chart)), handOver: HandOver.FRESH }, chart);
    expect(controllerFields.map(({ kind }) => kind)).not.toContain('Deployment');
  });

  test('lists the replicas that an autoscaler sets', () => {
    expect(placesOf(newCanary({ replicas: Replicas.external() }).controllerFields)).toContain('argoproj.io Rollout undefined/shop .spec.replicas');
  });

  test('says who writes each', () => {
    expect(newCanary().controllerFields.filter(({ reason }) => !/^(Argo Rollouts|the autoscaler) /.test(reason))).toEqual([]);
  });
});

describe('docs/gitops.md', () => {
  const page = readFileSync(join(__dirname, '../../docs/gitops.md'), 'utf-8');
  const [example, hosts] = [...page.matchAll(/```yaml\n([^]*?)```/g)].map(([, text]) => parse(text).spec);

  function placesShown({ ignoreDifferences }: any): string[] {
    const rules: any[] = ignoreDifferences;
    return placesOf(rules.flatMap(({ jqPathExpressions: paths, ...object }) => paths.map((path: string) => ({ ...object, jqPathExpression: path }))));
  }

  test('shows the rules of example 03', () => {
    const { controllerFields } = newCanary({ service: 'rpc-server' }, newChart({ namespace: 'arch' }));
    expect(placesShown(example)).toEqual(placesOf(controllerFields));
    expect(example.syncPolicy.syncOptions).toEqual(['RespectIgnoreDifferences=true']);
  });

  test('shows what is other with two Services', () => {
    const routing = Routing.hosts({ ports: [{ name: 'grpc', port: 50051 }] });
    const { controllerFields } = newCanary({ service: 'rpc-server', routing }, newChart({ namespace: 'arch' }));
    const other = placesShown(hosts);
    expect(placesOf(controllerFields)).toEqual([placesShown(example)[0], ...other, placesShown(example).at(-1)]);
  });
});
