import { bundleOf, idOf } from './bundle-of';
import { formatPath } from '../../src/manifest/json';
import { workloadOf } from '../../src/manifest/workload';

const DEPLOYMENT = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: shop}
spec:
  replicas: 7
  selector: {matchLabels: {app: shop}}
  template: {metadata: {labels: {app: shop, tier: web}}, spec: {containers: []}}
`;

function resolve(spec: string, others = DEPLOYMENT, complete = true) {
  const { bundle, find } = bundleOf(`apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: shop}\nspec: ${spec}\n---\n${others}`, { complete });
  const { reference, problem, template, selector, labels, replicas } = workloadOf(bundle, find('Rollout/shop'));
  const place = (part: typeof template) => part && `${idOf(part.manifest)} ${formatPath(part.path)}`;
  return { state: reference?.state, problem, template: place(template), selector: place(selector), labels: labels && [...labels.keys()], replicas };
}

test('takes the pods of the Rollout itself', () => {
  expect(resolve('{replicas: 3, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}}}')).toEqual({
    template: 'Rollout/shop spec.template', selector: 'Rollout/shop spec.selector', labels: ['a'], replicas: 3,
  });
});

test('takes template and selector of a Deployment, but not its replicas', () => {
  expect(resolve('{workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop}}')).toEqual({
    state: 'found', template: 'Deployment/shop spec.template', selector: 'Deployment/shop spec.selector', labels: ['app', 'tier'], replicas: 1,
  });
});

test('keeps a selector of the Rollout', () => {
  expect(resolve('{selector: {matchLabels: {a: b}}, workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop}}').selector).toBe('Rollout/shop spec.selector');
});

test('ignores a pod spec beside the reference', () => {
  expect(resolve('{template: {spec: {containers: []}}, workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop}}')).toMatchObject({ problem: undefined, template: 'Deployment/shop spec.template' });
});

test('takes the template of a PodTemplate, which has no selector', () => {
  const podTemplate = 'apiVersion: v1\nkind: PodTemplate\nmetadata: {name: shop}\ntemplate: {metadata: {labels: {app: shop}}}';
  expect(resolve('{workloadRef: {apiVersion: v1, kind: PodTemplate, name: shop}}', podTemplate)).toEqual({
    state: 'found', template: 'PodTemplate/shop template', labels: ['app'], replicas: 1,
  });
});

test('knows no pods where the Deployment is not in the bundle', () => {
  expect(resolve('{workloadRef: {apiVersion: apps/v1, kind: Deployment, name: cart}}', '', false)).toEqual({ state: 'unknown', replicas: 1 });
  expect(resolve('{workloadRef: {apiVersion: apps/v1, kind: Deployment, name: cart}}').state).toBe('missing');
});

test('fails with labels beside the reference', () => {
  expect(resolve('{template: {metadata: {labels: {a: b}}}, workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop}}').problem).toBe('template-not-empty');
});

test.each(['{apiVersion: apps/v1, kind: StatefulSet, name: shop}', '{apiVersion: v1, kind: Deployment, name: shop}', '{apiVersion: x, kind: constructor, name: shop}', '{}'])('fails with the reference %s', (workloadRef) => {
  expect(resolve(`{workloadRef: ${workloadRef}}`)).toMatchObject({ problem: 'kind-not-supported', template: undefined });
});
