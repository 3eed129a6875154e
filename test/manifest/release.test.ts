import * as fc from 'fast-check';
import { bundleOf, idOf } from './bundle-of';
import { Bundle } from '../../src/manifest/bundle';
import { formatPath, type Json } from '../../src/manifest/json';
import { manifestOf } from '../../src/manifest/manifest';
import { scaleTargetOf } from '../../src/manifest/pod-policies';
import { type Release, referencesOf, releasesOf } from '../../src/manifest/release';
import { destinationRulesFor, destinationsOf } from '../../src/manifest/route-destinations';

const BUNDLE = `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: shop, namespace: eu}
spec:
  workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop}
  strategy:
    canary:
      stableService: shop-stable
      canaryService: shop-canary
      trafficRouting:
        managedRoutes: [{name: header}]
        istio:
          virtualServices: [{name: shop, routes: [primary]}, {name: public.ingress, routes: [shop]}]
          destinationRule: {name: shop, stableSubsetName: stable, canarySubsetName: canary}
      analysis: {templates: [{templateName: success}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop, namespace: eu}
spec: {template: {metadata: {labels: {app: shop, tier: web}}}}
---
{apiVersion: v1, kind: Service, metadata: {name: shop-stable, namespace: eu}, spec: {selector: {app: shop}}}
---
{apiVersion: v1, kind: Service, metadata: {name: shop, namespace: eu}, spec: {selector: {app: shop}}}
---
{apiVersion: v1, kind: Service, metadata: {name: cart, namespace: eu}, spec: {selector: {app: cart}}}
---
{apiVersion: v1, kind: Service, metadata: {name: headless, namespace: eu}, spec: {}}
---
{apiVersion: v1, kind: Service, metadata: {name: shop, namespace: us}, spec: {selector: {app: shop}}}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shop, namespace: eu}
spec:
  gateways: [mesh, ingress/public, inner]
  http:
  - name: primary
    route:
    - {destination: {host: shop, subset: stable}, weight: 100}
    - {destination: {host: shop.eu.svc.cluster.local, subset: canary}, weight: 0}
    - {destination: {host: shop.example.com}}
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: shop, namespace: eu}
spec: {host: shop.eu.svc.cluster.local, subsets: [{name: stable}]}
---
{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: other, namespace: us}, spec: {host: shop}}
---
{apiVersion: networking.istio.io/v1, kind: Gateway, metadata: {name: public, namespace: ingress}}
---
{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: rollout, namespace: eu}, spec: {scaleTargetRef: {apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: shop}}}
---
{apiVersion: keda.sh/v1alpha1, kind: ScaledObject, metadata: {name: deployment, namespace: eu}, spec: {scaleTargetRef: {name: shop}}}
---
{apiVersion: autoscaling/v2, kind: HorizontalPodAutoscaler, metadata: {name: elsewhere, namespace: us}, spec: {scaleTargetRef: {apiVersion: argoproj.io/v1alpha1, kind: Rollout, name: shop}}}
---
{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: web, namespace: eu}, spec: {selector: {matchExpressions: [{key: tier, operator: In, values: [web]}]}}}
---
{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: cart, namespace: eu}, spec: {selector: {matchLabels: {app: cart}}}}
---
{apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: none, namespace: eu}, spec: {}}
---
{apiVersion: telemetry.istio.io/v1, kind: Telemetry, metadata: {name: shop, namespace: eu}, spec: {selector: {matchLabels: {app: shop}}}}
---
{apiVersion: telemetry.istio.io/v1, kind: Telemetry, metadata: {name: all, namespace: eu}, spec: {}}
---
{apiVersion: telemetry.istio.io/v1, kind: Telemetry, metadata: {name: cart, namespace: eu}, spec: {selector: {matchLabels: {app: cart}}}}
---
{apiVersion: telemetry.istio.io/v1, kind: Telemetry, metadata: {name: waypoint, namespace: eu}, spec: {targetRefs: [{kind: Service, name: shop}]}}
`;

describe('a release', () => {
  let release: Release;
  beforeAll(() => {
    [release] = releasesOf(bundleOf(BUNDLE).bundle);
  });

  test('knows its Services, and which others select its pods', () => {
    const named = release.services.map(({ role, reference }) => [role, reference.target.name, reference.state]);
    expect(named).toEqual([['stable', 'shop-stable', 'found'], ['canary', 'shop-canary', 'unknown']]);
    expect(release.apexServices.map(idOf)).toEqual(['Service/shop']);
    expect(release.apexServices[0].namespace).toBe('eu');
  });

  test('knows its VirtualServices, their routes and gateways', () => {
    const named = release.virtualServices.map(({ reference: { target, state }, choice }) => {
      return [target.namespace, target.name, state, choice?.routes.map(({ path }) => formatPath(path))];
    });
    expect(named).toEqual([
      ['eu', 'shop', 'found', ['spec.http[0]']],
      ['ingress', 'public', 'unknown', undefined],
    ]);
    expect(release.virtualServices[0].gateways.map(({ path, target, state }) => [formatPath(path), target.namespace, target.name, state])).toEqual([
      ['spec.gateways[1]', 'ingress', 'public', 'found'], ['spec.gateways[2]', 'eu', 'inner', 'unknown'],
    ]);
  });

  test('knows its DestinationRule and which subset is not there', () => {
    expect(release.subsets).toMatchObject({ reference: { state: 'found' }, stable: { name: 'stable', path: ['spec', 'subsets', 0] }, canary: { name: 'canary', path: undefined } });
  });

  test('knows what scales its pods, what protects them and what measures them', () => {
    expect(release.autoscalers.map(idOf)).toEqual(['HorizontalPodAutoscaler/rollout', 'ScaledObject/deployment']);
    expect(release.disruptionBudgets.map(idOf)).toEqual(['PodDisruptionBudget/web']);
    expect(release.telemetries.map(idOf)).toEqual(['Telemetry/shop', 'Telemetry/all']);
  });

  test('lists every place that names another object', () => {
    expect(referencesOf(release).map(({ from, path, target, state }) => `${idOf(from)} ${formatPath(path)} ${target.kind}/${target.name} ${state}`)).toEqual([
      'Rollout/shop spec.workloadRef Deployment/shop found',
      'Rollout/shop spec.strategy.canary.stableService Service/shop-stable found',
      'Rollout/shop spec.strategy.canary.canaryService Service/shop-canary unknown',
      'Rollout/shop spec.strategy.canary.trafficRouting.istio.virtualServices[0] VirtualService/shop found',
      'VirtualService/shop spec.gateways[1] Gateway/public found',
      'VirtualService/shop spec.gateways[2] Gateway/inner unknown',
      'Rollout/shop spec.strategy.canary.trafficRouting.istio.virtualServices[1] VirtualService/public unknown',
      'Rollout/shop spec.strategy.canary.trafficRouting.istio.destinationRule DestinationRule/shop found',
      'Rollout/shop spec.strategy.canary.analysis.templates[0] AnalysisTemplate/success unknown',
    ]);
  });

  test('says missing instead of unknown where the bundle is complete', () => {
    const [complete] = releasesOf(bundleOf(BUNDLE, { complete: true }).bundle);
    expect(referencesOf(complete).map(({ state }) => state)).toEqual(['found', 'found', 'missing', 'found', 'found', 'missing', 'missing', 'found', 'missing']);
  });
});

test('knows no Services or budgets of pods that are not in the bundle', () => {
  const [release] = releasesOf(bundleOf(BUNDLE.replace('kind: Deployment\nmetadata: {name: shop', 'kind: Deployment\nmetadata: {name: gone')).bundle);
  expect(release.workload.labels).toBeUndefined();
  expect([release.apexServices, release.disruptionBudgets]).toEqual([[], []]);
  expect(release.telemetries.map(idOf)).toEqual(['Telemetry/all']);
});

test('finds the Services behind the destinations of a route, and the DestinationRules of a host', () => {
  const { bundle, find } = bundleOf(BUNDLE);
  const destinations = destinationsOf(bundle, find('VirtualService/shop'), ['spec', 'http', 0]);
  expect(destinations.map(({ path, host, subset, weight, service }) => [formatPath(path), host, subset, weight, service?.state])).toEqual([
    ['spec.http[0].route[0]', 'shop', 'stable', 100, 'found'],
    ['spec.http[0].route[1]', 'shop.eu.svc.cluster.local', 'canary', 0, 'found'],
    ['spec.http[0].route[2]', 'shop.example.com', undefined, undefined, undefined],
  ]);
  expect(destinationRulesFor(bundle, 'shop', 'eu').map(idOf)).toEqual(['DestinationRule/shop']);
});

test('says what an autoscaler scales', () => {
  const { bundle, find } = bundleOf(BUNDLE);
  expect(scaleTargetOf(bundle, find('HorizontalPodAutoscaler/elsewhere'))).toMatchObject({ state: 'unknown', target: { group: 'argoproj.io', kind: 'Rollout', namespace: 'us', name: 'shop' } });
});

test('takes whatever stands in the place of what is expected', () => {
  const { bundle } = bundleOf(BUNDLE);
  const leaf = fc.oneof(fc.constantFrom<Json>(null, true, 0, 'shop', '', [], {}, ['a'], [null], { a: null }));
  const whole = JSON.stringify(bundle.manifests.map(({ object }) => object));
  const places = [...whole.matchAll(/(?<=:)("[^"]*"|[0-9]+|\{[^{}]*\}|\[[^[\]]*\])(?=[,}])/g)];
  fc.assert(fc.property(fc.nat(places.length - 1), leaf, (place, value) => {
    const { index, 0: { length } } = places[place];
    const objects = JSON.parse(whole.slice(0, index) + JSON.stringify(value) + whole.slice(index + length));
    const mutated = new Bundle(objects.map((object: Release['rollout']['object']) => manifestOf(object)));
    const summaryOf = (release: Release) => [referencesOf(release).map(({ path }) => path), release.apexServices.map(idOf)];
    const summary = () => JSON.stringify(releasesOf(mutated).map(summaryOf));
    expect(summary()).toBe(summary());
  }), { numRuns: 300 });
});
