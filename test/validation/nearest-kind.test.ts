import { nearestKind } from '../../src/validation/nearest-kind';

test.each([
  ['the stable one of several versions', 'networking.istio.io/v1beta2', 'DestinationRule', 'networking.istio.io/v1', 'DestinationRule'],
  ['the latest of stable versions', 'autoscaling/v2beta2', 'HorizontalPodAutoscaler', 'autoscaling/v2', 'HorizontalPodAutoscaler'],
  ['the group that has the kind', 'extensions/v1beta1', 'Ingress', 'networking.k8s.io/v1', 'Ingress'],
  ['the kind in another group, rather than one that looks like it', 'apps/v1', 'Service', 'v1', 'Service'],
  ['the kind with another case', 'v1', 'configmap', 'v1', 'ConfigMap'],
  ['the apiVersion as it is where the kind alone is wrong', 'networking.istio.io/v1alpha3', 'VirtualServices', 'networking.istio.io/v1alpha3', 'VirtualService'],
  ['both where both are wrong', 'apps/v1beta2', 'Deploymet', 'apps/v1', 'Deployment'],
])('names %s', (_, apiVersion, kind, meantVersion, meantKind) => {
  expect(nearestKind({ apiVersion, kind })).toEqual({ apiVersion: meantVersion, kind: meantKind });
});

test('names nothing for a word that is like no other', () => {
  expect(nearestKind({ apiVersion: 'apps/v1', kind: 'Zebra' })).toBeUndefined();
});
