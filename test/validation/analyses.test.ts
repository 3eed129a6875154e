import { readManifests } from '../../src/manifest/read-manifests';
import { validate } from '../../src/validation/validate';

/** A Rollout with one analysis, in the background or in a step. */
function rollout(place: 'background' | 'step', analysis: string): string {
  const canary = place === 'background' ? `analysis: ${analysis}` : `steps: [{analysis: ${analysis}}]`;
  return `{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: shop}, spec: {workloadRef: {apiVersion: apps/v1, kind: Deployment, name: shop}, strategy: {canary: {${canary}}}}}`;
}

function template(name: string, args: string, query: string, templates = '[]'): string {
  const metric = `{name: ${name}, successCondition: "len(result) > 0", provider: {prometheus: {query: '${query}'}}}`;
  return `{apiVersion: argoproj.io/v1alpha1, kind: AnalysisTemplate, metadata: {name: ${name}}, spec: {args: ${args}, metrics: [${metric}], templates: ${templates}}}`;
}

/** What stands in the manifests, without what the twin has seen of them. */
function foundIn(documents: readonly string[]) {
  const { manifests } = readManifests(documents.join('\n---\n'), 'bundle.yaml');
  return validate(manifests).findings.filter(({ code }) => !code.startsWith('SC07'));
}

const A_AND_B = '{templates: [{templateName: a}, {templateName: b}]}';
const DEFAULT = '[{name: app, value: shop}]';
const NO_DEFAULT = '[{name: app}]';

// Argo Rollouts v1.9.1 was asked about each: it takes those without a code, and refuses the others for the reason of the code.
test.each<[string, string[], string[]]>([
  ['background: a default elsewhere is none', [rollout('background', A_AND_B), template('a', DEFAULT, '{{args.app}}'), template('b', NO_DEFAULT, '{{args.app}}')], ['SC0308 Rollout/shop']],
  ['step: a default elsewhere is one', [rollout('step', A_AND_B), template('a', DEFAULT, '{{args.app}}'), template('b', NO_DEFAULT, '{{args.app}}')], []],
  ['step: no default, no value', [rollout('step', '{templates: [{templateName: a}]}'), template('a', NO_DEFAULT, '{{args.app}}')], ['SC0308 Rollout/shop']],
  ['step: a value', [rollout('step', '{templates: [{templateName: a}], args: [{name: app, value: shop}]}'), template('a', NO_DEFAULT, '{{args.app}}')], []],
  ['step: declared by its neighbour', [rollout('step', A_AND_B), template('a', DEFAULT, '{{args.app}}'), template('b', '[]', '{{args.app}}')], ['SC0309 AnalysisTemplate/b']],
  ['background: declared by its neighbour', [rollout('background', A_AND_B), template('a', DEFAULT, '{{args.app}}'), template('b', '[]', '{{args.app}}')], []],
  ['background: declared nowhere', [rollout('background', A_AND_B), template('a', DEFAULT, '{{args.app}}'), template('b', '[]', '{{args.ap}}')], ['SC0309 AnalysisTemplate/b']],
  ['step: space in the braces', [rollout('step', '{templates: [{templateName: a}]}'), template('a', DEFAULT, '{{ args.app }}')], []],
  ['step: another word in the braces', [rollout('step', '{templates: [{templateName: a}]}'), template('a', DEFAULT, '{{inputs.app}}')], ['SC0309 AnalysisTemplate/a']],
  ['step: twice the same template', [rollout('step', '{templates: [{templateName: a}, {templateName: a}]}'), template('a', DEFAULT, '{{args.app}}')], []],
  ['step: a name of both', [rollout('step', '{templates: [{templateName: a}]}'), template('a', DEFAULT, 'x', '[{templateName: b}]'), template('b', '[]', 'y').replace('[{name: b', '[{name: a')], ['SC0312 Rollout/shop']],
])('%s', (_, documents, expected) => {
  expect(foundIn(documents).map(({ code, resource }) => `${code} ${resource}`)).toEqual(expected);
});

test.each([
  ['declare the argument', rollout('background', A_AND_B), template('a', DEFAULT, '{{args.other}}')],
  ['have the default', rollout('step', A_AND_B), template('a', NO_DEFAULT, '{{args.app}}')],
  ['read the value', rollout('step', '{templates: [{templateName: a}, {templateName: b}], args: [{name: other, value: x}]}'), template('a', DEFAULT, '{{args.app}}')],
])('says nothing where a template that is not among the files could %s', (_, ...documents) => {
  expect(foundIn(documents)).toEqual([]);
});
