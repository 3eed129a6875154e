import * as fc from 'fast-check';
import { readManifests } from '../../src/manifest/read-manifests';
import { type LocatedFinding, Severity } from '../../src/validation/finding';
import { type Rule } from '../../src/validation/rule';
import { validate, type ValidateOptions } from '../../src/validation/validate';

const MISSPELT = `
apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: {name: shop, namespace: eu}
spec:
  workloadRef: {apiVersion: apps/v1, kind: StatefulSet, name: shop}
  strategy:
    canary:
      steps: [{setWeigth: 1}, {pause: {}}, {setWeigth: 3}, {pause: {}}, {pause: {}}, {pause: {}}, {pause: {}}, {pause: {}}, {pause: {}}, {pause: {}}, {setWeigth: 11}]`;

const PORT = `
apiVersion: v1
kind: Service
metadata: {name: cart}
spec: {ports: [{port: 80000}]}`;

const TEMPLATE = `
apiVersion: argoproj.io/v1alpha1
kind: ClusterAnalysisTemplate
metadata: {name: loop, namespace: eu}
spec: {templates: [{templateName: loop, clusterScope: true}]}`;

function findingsIn(text: string, options: ValidateOptions = {}, rules?: readonly Rule[]): readonly LocatedFinding[] {
  const { manifests, problems } = readManifests(text, 'bundle.yaml');
  return validate(manifests, { problems, ...options }, rules).findings.filter(({ rule }) => rule !== 'no-analysis');
}

function together(documents: string[]): string {
  return documents.join('\n---\n');
}

/** A finding without its place. */
function what({ code, resource, path }: LocatedFinding): string {
  return `${code} ${resource} ${path}`;
}

test('says what, where and how it may be mended', () => {
  expect(findingsIn(PORT)[0]).toEqual({
    code: 'SC0010',
    rule: 'invalid-value',
    severity: 'error',
    resource: 'Service/cart',
    path: 'spec.ports[0].port',
    message: 'Invalid value: 80000: must be between 1 and 65535, inclusive',
    fix: 'correct the value',
    file: 'bundle.yaml',
    line: 5,
    column: 23,
    length: 5,
  });
});

test('has nothing to say about objects from a program but what is in them', () => {
  const { manifests } = readManifests(PORT, 'bundle.yaml');
  const [finding] = validate(manifests.map((manifest) => ({ ...manifest, origin: undefined }))).findings;
  expect(finding).toMatchObject({ code: 'SC0010', resource: 'Service/cart' });
  expect(finding).not.toHaveProperty('line');
});

test('sorts by object, and steps by number; whatever is cluster-wide has no namespace', () => {
  expect(findingsIn(together([TEMPLATE, MISSPELT])).map(what)).toEqual([
    'SC0606 ClusterAnalysisTemplate/loop spec.templates[0]',
    'SC0006 Rollout/eu/shop spec.strategy.canary.steps[0].setWeigth',
    'SC0006 Rollout/eu/shop spec.strategy.canary.steps[2].setWeigth',
    'SC0006 Rollout/eu/shop spec.strategy.canary.steps[10].setWeigth',
    'SC0605 Rollout/eu/shop spec.workloadRef.kind',
  ]);
});

test('says the same whatever the order of the documents', () => {
  const documents = [MISSPELT, PORT, TEMPLATE, PORT.replace('cart', 'shop'), MISSPELT.replace('eu', 'us'), 'kind: Service'];
  const expected = findingsIn(together(documents)).map(what);
  expect(expected.length).toBeGreaterThan(10);
  fc.assert(fc.property(fc.shuffledSubarray(documents, { minLength: documents.length }), (shuffled) => {
    expect(findingsIn(together(shuffled)).map(what)).toEqual(expected);
  }));
});

test('puts the namespace of the command into the names of objects without one', () => {
  expect(findingsIn(PORT, { defaultNamespace: 'eu' })[0].resource).toBe('Service/eu/cart');
});

test('says what is missing of a bundle that is complete only', () => {
  const rollout = MISSPELT.replaceAll('setWeigth', 'setWeight').replace('StatefulSet', 'Deployment');
  expect(findingsIn(rollout)).toEqual([]);
  expect(findingsIn(rollout, { complete: true }).map(({ message }) => message)).toEqual(['there is no Deployment \'shop\' in namespace \'eu\'']);
});

test('points to an object of the name in another namespace', () => {
  const rollout = MISSPELT.replaceAll('setWeigth', 'setWeight').replace('apps/v1, kind: StatefulSet', 'v1, kind: PodTemplate');
  const pods = '{apiVersion: v1, kind: PodTemplate, metadata: {name: shop, namespace: us}}';
  expect(findingsIn(together([rollout, pods]), { complete: true }).map(({ fix }) => fix)).toEqual(['there is one in namespace \'us\': have both in one, or correct the name']);
});

test('fails with the name of a rule that breaks, and the others go on', () => {
  const broken: Rule = {
    code: 'SC9999',
    name: 'broken',
    severity: Severity.INFO,
    title: 'broken',
    sources: [],
    check: () => { throw new TypeError('cannot read this\n    at somewhere.ts:1'); },
  };
  const found: Rule = { ...broken, code: 'SC9998', name: 'found', check: ({ bundle }) => [{ at: { manifest: bundle.manifests[0], path: ['kind'] }, message: 'm', fix: 'f' }] };
  expect(findingsIn(PORT, {}, [broken, found])).toMatchObject([
    { code: 'SC0099', severity: 'error', message: 'the rule broken failed: cannot read this' },
    { code: 'SC9998', severity: 'info', resource: 'Service/cart', line: 3, column: 7 },
  ]);
});

test('takes whatever stands in the place of what is expected', () => {
  const leaf = fc.oneof(fc.constantFrom<unknown>(null, true, 0, -1, 1e300, '', 'shop', '{{', [], {}, [null], { name: 'shop' }), fc.jsonValue());
  const { manifests } = readManifests(together([MISSPELT, PORT, TEMPLATE]), 'bundle.yaml');
  const whole = JSON.stringify(manifests.map(({ object }) => object));
  const places = [...whole.matchAll(/(?<=:)("[^"]*"|[0-9]+|\{[^{}]*\}|\[[^[\]]*\])(?=[,}])/g)];
  fc.assert(fc.property(fc.nat(places.length - 1), leaf, (place, value) => {
    const { index, 0: { length } } = places[place];
    const mutated = `{"apiVersion":"v1","kind":"List","items":${whole.slice(0, index)}${JSON.stringify(value)}${whole.slice(index + length)}}`;
    const findings = findingsIn(mutated, { complete: true });
    expect(findings.filter(({ code }) => code === 'SC0099')).toEqual([]);
    expect(findings).toEqual(findingsIn(mutated, { complete: true }));
  }), { numRuns: 300 });
});
