import { Bundle } from '../../src/manifest/bundle';
import { readManifests } from '../../src/manifest/read-manifests';
import { releasesOf } from '../../src/manifest/release';
import { selectorsIn } from '../../src/promql/questions';
import { type MeasuredMetric, measuredMetrics } from '../../src/validation/measured-metrics';

/** The metrics of a Rollout whose background analysis gives these arguments to a template with one query. */
function metricsOf(query: string, { given = '[]', declared = '[]', namespace = 'arch' } = {}): MeasuredMetric[] {
  const { manifests } = readManifests([
    `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: shop, labels: {team: blue}${namespace && `, namespace: ${namespace}`}}, spec: {replicas: 3, strategy: {canary: {analysis: {templates: [{templateName: t}], args: ${given}}}}}}`,
    `{apiVersion: argoproj.io/v1alpha1, kind: AnalysisTemplate, metadata: {name: t${namespace && `, namespace: ${namespace}`}}, spec: {args: ${declared}, metrics: [{name: errors, provider: {prometheus: {query: '${query}'}}}, {name: web, provider: {web: {url: x}}}]}}`,
  ].join('\n---\n'), 'bundle.yaml');
  return measuredMetrics(releasesOf(new Bundle(manifests)));
}

test.each([
  ['a value', '{name: x, value: given}', 'given'],
  ['the canary\'s hash', '{name: x, valueFrom: {podTemplateHashValue: Latest}}', '7cbd6c9b4f'],
  ['the stable hash', '{name: x, valueFrom: {podTemplateHashValue: Stable}}', '54d8f9b7c6'],
  ['the namespace', '{name: x, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}', 'arch'],
  ['the name', '{name: x, valueFrom: {fieldRef: {fieldPath: metadata.name}}}', 'shop'],
  ['a label', '{name: x, valueFrom: {fieldRef: {fieldPath: "metadata.labels[\'team\']"}}}', 'blue'],
  ['a number of the spec', '{name: x, valueFrom: {fieldRef: {fieldPath: spec.replicas}}}', '3'],
])('the Rollout gives %s, also where the template has a default', (_, given, value) => {
  const [{ query, args }] = metricsOf('up{a="{{args.x}}"}', { given: `[${given}]`, declared: '[{name: x, value: default}]' });
  expect(args).toEqual(new Map([['x', value]]));
  expect(query).toMatchObject({ text: `up{a="${value}"}`, template: 'up{a="{{args.x}}"}', unresolved: [], path: ['spec', 'metrics', 0, 'provider', 'prometheus', 'query'] });
});

test('without a value from the Rollout a default counts, and what nobody declares is left out', () => {
  const [{ args }] = metricsOf('up', { given: '[{name: y, value: b}]', declared: '[{name: x, value: a}]' });
  expect(args).toEqual(new Map([['x', 'a']]));
});

test.each([
  ['a Secret', '{name: x, valueFrom: {secretKeyRef: {name: s, key: k}}}'],
  ['a field that is not there', '{name: x, valueFrom: {fieldRef: {fieldPath: status.currentPodHash}}}'],
  ['a namespace that is not known', '{name: x, valueFrom: {fieldRef: {fieldPath: metadata.namespace}}}'],
  ['what an experiment fills in', '{name: x, value: "{{templates.canary.podTemplateHash}}"}'],
])('the value of %s stays open', (_, given) => {
  const [{ query, args }] = metricsOf('up{a="{{args.x}}"}', { given: `[${given}]`, declared: '[{name: x}]', namespace: '' });
  expect(args).toEqual(new Map());
  expect(query?.unresolved).toEqual([{ tag: 'args.x', start: 6, end: 16 }]);
  expect(selectorsIn(query!.expression!)[0].selector.matchers[0].value).toBe('{{args.x}}');
});

test('a metric knows its release, its analysis and its place, and has no query where another provider is asked', () => {
  const [errors, web] = metricsOf('up');
  expect(errors).toMatchObject({ name: 'errors', path: ['spec', 'metrics', 0], analysis: { kind: 'background' }, template: { name: 't' }, release: { namespace: 'arch' } });
  expect(web.name).toBe('web');
  expect(web).not.toHaveProperty('query');
});

test('fails to read a query, and says where in the template', () => {
  const [{ query }] = metricsOf('sum(up{a="{{args.x}}"}', { declared: '[{name: x, value: a-long-value}]' });
  expect(query?.expression).toBeUndefined();
  expect(query?.problem).toMatchObject({ message: 'the query ends before its closing \')\'', start: 22, end: 22 });
});
