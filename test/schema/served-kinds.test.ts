import { isServed, isWholeGroup } from '../../src/schema/served-kinds';

test.each([
  ['v1', 'PersistentVolumeClaim', true],
  ['apps/v1', 'StatefulSet', true],
  ['apps/v1', 'Deployment', true],
  ['apps/v1beta1', 'Deployment', false],
  ['policy/v1beta1', 'PodDisruptionBudget', false],
  ['autoscaling/v1', 'HorizontalPodAutoscaler', true],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', false],
  ['apiextensions.k8s.io/v1', 'CustomResourceDefinition', true],
  ['networking.istio.io/v1alpha3', 'EnvoyFilter', true],
  ['networking.istio.io/v1', 'EnvoyFilter', false],
  ['v1', 'PodExecOptions', false],
  ['constructor', 'name', false],
])('%s %s can be created: %p', (apiVersion, kind, expected) => {
  expect(isServed({ apiVersion, kind })).toBe(expected);
});

test.each([
  ['', true],
  ['apps', true],
  ['extensions', true],
  ['networking.k8s.io', true],
  ['telemetry.istio.io', true],
  ['extensions.istio.io', false],
  ['gateway.networking.k8s.io', false],
  ['argoproj.io', false],
])('all kinds of %j are known: %p', (group, expected) => {
  expect(isWholeGroup(group)).toBe(expected);
});
