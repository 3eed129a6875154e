import * as fc from 'fast-check';
import { bundleOf, idOf } from './bundle-of';
import { analysesOf } from '../../src/manifest/analyses';
import { declaredArguments, templatesOf } from '../../src/manifest/analysis-templates';
import { Bundle } from '../../src/manifest/bundle';
import { formatPath } from '../../src/manifest/json';
import { manifestOf } from '../../src/manifest/manifest';

function template(name: string, spec = '{}', cluster = false): string {
  return `apiVersion: argoproj.io/v1alpha1\nkind: ${cluster ? 'Cluster' : ''}AnalysisTemplate\nmetadata: {name: ${name}}\nspec: ${spec}\n`;
}

function analyses(strategy: string, ...templates: string[]) {
  const rollout = `apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: shop, namespace: eu}\nspec: {strategy: ${strategy}}\n`;
  const { bundle, find } = bundleOf([rollout, ...templates].join('---\n'), { defaultNamespace: 'eu' });
  return analysesOf(bundle, find('Rollout/shop'));
}

test('lists the analyses of a canary by their place', () => {
  const found = analyses(`{canary: {
    analysis: {templates: [{templateName: a}], args: [{name: x, value: "1"}, {name: w, valueFrom: {podTemplateHashValue: Latest}}]},
    steps: [{setWeight: 1}, {analysis: {templates: [{templateName: b, clusterScope: true}]}}, {experiment: {analyses: [{name: e, templateName: a, args: [{name: z}]}]}}]}}`,
  template('a'), template('b', '{}', true));
  expect(found.map(({ kind, step, path, templates }) => [kind, step, formatPath(path), templates.map(idOf)])).toEqual([
    ['background', undefined, 'spec.strategy.canary.analysis', ['AnalysisTemplate/a']],
    ['step', 1, 'spec.strategy.canary.steps[1].analysis', ['ClusterAnalysisTemplate/b']],
    ['experiment', 2, 'spec.strategy.canary.steps[2].experiment.analyses[0]', ['AnalysisTemplate/a']],
  ]);
  expect(found[0].args.map(({ name, path, value, valueFrom }) => [name, formatPath(path), value, valueFrom])).toEqual([
    ['x', 'spec.strategy.canary.analysis.args[0]', '1', undefined],
    ['w', 'spec.strategy.canary.analysis.args[1]', undefined, { podTemplateHashValue: 'Latest' }],
  ]);
  expect(found[2].args.map(({ name }) => name)).toEqual(['z']);
});

test('lists the analyses of a blue-green Rollout', () => {
  const found = analyses('{blueGreen: {prePromotionAnalysis: {templates: [{templateName: a}]}, postPromotionAnalysis: {templates: []}}}', template('a'));
  expect(found.map(({ kind, templates }) => [kind, templates.length])).toEqual([['prePromotion', 1], ['postPromotion', 0]]);
});

test('follows templates in templates, each once, and puts those of the namespace first', () => {
  const [{ templates, references }] = analyses(
    '{canary: {analysis: {templates: [{templateName: all, clusterScope: true}, {templateName: b}]}}}',
    template('all', '{templates: [{templateName: a}, {templateName: b}, {templateName: nope}]}', true), template('a', '{templates: [{templateName: b}]}'), template('b'),
  );
  expect(templates.map(idOf)).toEqual(['AnalysisTemplate/a', 'AnalysisTemplate/b', 'ClusterAnalysisTemplate/all']);
  expect(references.map(({ from, path, target, state }) => `${idOf(from)} ${formatPath(path)} ${target.name} ${state}`)).toEqual([
    'Rollout/shop spec.strategy.canary.analysis.templates[0] all found',
    'ClusterAnalysisTemplate/all spec.templates[0] a found',
    'AnalysisTemplate/a spec.templates[0] b found',
    'ClusterAnalysisTemplate/all spec.templates[1] b found',
    'ClusterAnalysisTemplate/all spec.templates[2] nope unknown',
    'Rollout/shop spec.strategy.canary.analysis.templates[1] b found',
  ]);
});

test('looks for namespaced templates where the Rollout is', () => {
  const other = template('a').replace('name: a', 'name: a, namespace: us');
  expect(analyses('{canary: {analysis: {templates: [{templateName: a}]}}}', other)[0].references[0]).toMatchObject({ state: 'unknown', target: { namespace: 'eu' } });
});

test('ends where templates are in a circle', () => {
  const [{ templates }] = analyses('{canary: {analysis: {templates: [{templateName: a}]}}}',
    template('a', '{templates: [{templateName: b}]}'), template('b', '{templates: [{templateName: b}, {templateName: a}]}'));
  expect(templates.map(idOf)).toEqual(['AnalysisTemplate/a', 'AnalysisTemplate/b']);
});

test('lists what templates declare', () => {
  const { find } = bundleOf(template('a', '{args: [{name: x}, {name: w, value: "1"}]}'));
  expect(declaredArguments([find('AnalysisTemplate/a')]).map(({ name, value, path }) => [name, value, formatPath(path)])).toEqual([['x', undefined, 'spec.args[0]'], ['w', '1', 'spec.args[1]']]);
});

test('follows whatever refers to whatever, each template once', () => {
  const graph = fc.array(fc.array(fc.nat(9), { maxLength: 4 }), { minLength: 1, maxLength: 10 });
  fc.assert(fc.property(graph, (edges) => {
    const manifests = edges.map((targets, index) => manifestOf({
      apiVersion: 'argoproj.io/v1alpha1', kind: 'AnalysisTemplate', metadata: { name: `t${index}` }, spec: { templates: targets.map((target) => ({ templateName: `t${target}` })) },
    }));
    const { templates } = templatesOf(new Bundle(manifests), manifests[0], [...edges[0].keys()].map((index) => ['spec', 'templates', index]));
    expect(new Set(templates).size).toBe(templates.length);
  }));
});

test('follows a very long chain', () => {
  const manifests = Array.from({ length: 20_000 }, (_, index) => manifestOf({
    apiVersion: 'argoproj.io/v1alpha1', kind: 'AnalysisTemplate', metadata: { name: `t${index}` }, spec: { templates: [{ templateName: `t${index + 1}` }] },
  }));
  expect(templatesOf(new Bundle(manifests), manifests[0], [['spec', 'templates', 0]]).templates).toHaveLength(19_999);
});
