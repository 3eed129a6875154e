import { bundleOf } from './bundle-of';
import { sourcedValue } from '../../src/manifest/argument-source';
import { type Json } from '../../src/manifest/json';
import { releasesOf } from '../../src/manifest/release';

const HASHES = { canary: 'new', stable: 'old' };

function valueOf(source: Json | undefined, namespace = ', namespace: eu'): string | undefined {
  const { bundle } = bundleOf(`{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: shop${namespace}}, spec: {replicas: 3}}`);
  return sourcedValue(releasesOf(bundle)[0], source, HASHES);
}

test.each<[string, Json, string]>([
  ['the hash of the pods at hand', { podTemplateHashValue: 'Latest' }, 'new'],
  ['the hash of the stable pods', { podTemplateHashValue: 'Stable' }, 'old'],
  ['the namespace', { fieldRef: { fieldPath: 'metadata.namespace' } }, 'eu'],
  ['a field', { fieldRef: { fieldPath: 'spec.replicas' } }, '3'],
  ['the hash before a field', { podTemplateHashValue: 'Stable', fieldRef: { fieldPath: 'spec.replicas' } }, 'old'],
])('gives %s', (_, source, value) => {
  expect(valueOf(source)).toBe(value);
});

test.each<[string, Json | undefined]>([
  ['no source', undefined],
  ['another word for a hash', { podTemplateHashValue: 'Canary' }],
  ['a word that every object has', { podTemplateHashValue: 'constructor' }],
  ['a Secret', { secretKeyRef: { name: 's', key: 'k' } }],
  ['a field that is not there', { fieldRef: { fieldPath: 'spec.none' } }],
])('fails to give anything for %s', (_, source) => {
  expect(valueOf(source)).toBeUndefined();
});

test('fails to give a namespace that nobody names', () => {
  expect(valueOf({ fieldRef: { fieldPath: 'metadata.namespace' } }, '')).toBeUndefined();
});
