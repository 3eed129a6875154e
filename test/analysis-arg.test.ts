import { AnalysisArg, PodTemplateHash, SecretKey, Threshold } from '../src';
import { manifestOf, messageOf, newCanary, newChart } from './canary';

/** What template and Rollout say about one argument. */
function argOf(arg: AnalysisArg): [declared: any, given: any] {
  const chart = newChart();
  newCanary({ thresholds: [Threshold.query('x', { query: 'up{a="{{args.a}}"}', min: 1, args: { a: arg } })] }, chart);
  const given = manifestOf(chart, 'Rollout').spec.strategy.canary.analysis.args;
  return [manifestOf(chart, 'AnalysisTemplate').spec.args[0], given?.[0]];
}

describe('an argument', () => {
  test.each<[string, AnalysisArg, object, object | undefined]>([
    ['a value', AnalysisArg.value('5m'), { name: 'a' }, { name: 'a', value: '5m' }],
    ['a field of the metadata', AnalysisArg.fieldRef('metadata.labels[\'team\']'), { name: 'a' }, { name: 'a', valueFrom: { fieldRef: { fieldPath: 'metadata.labels[\'team\']' } } }],
    ['a field of the Rollout', AnalysisArg.fieldRef('spec.strategy.canary.steps[0].setWeight'), { name: 'a' },
      { name: 'a', valueFrom: { fieldRef: { fieldPath: 'spec.strategy.canary.steps[0].setWeight' } } }],
    ['the hash of the canary', AnalysisArg.podTemplateHash(PodTemplateHash.LATEST), { name: 'a' }, { name: 'a', valueFrom: { podTemplateHashValue: 'Latest' } }],
    ['the hash of stable', AnalysisArg.podTemplateHash(PodTemplateHash.STABLE), { name: 'a' }, { name: 'a', valueFrom: { podTemplateHashValue: 'Stable' } }],
    ['a secret', AnalysisArg.secret(SecretKey.of('shop', 'tenant')), { name: 'a', valueFrom: { secretKeyRef: { name: 'shop', key: 'tenant' } } }, undefined],
  ])('that is %s is written where upstream reads it', (_, arg, declared, given) => {
    expect(argOf(arg)).toEqual([declared, given]);
  });

  test.each(['metadata.name', 'metadata.namespace', 'metadata.uid', 'metadata.annotations[\'example.com/team\']', 'spec.replicas', 'status.stableRS'])('can be the field %s', (path) => {
    expect(argOf(AnalysisArg.fieldRef(path))[1].valueFrom.fieldRef.fieldPath).toBe(path);
  });

  test.each(['spec.template', 'spec.template.metadata.labels.app'])('fails on the field %s, which the Rollout does not have', (path) => {
    expect(messageOf(() => AnalysisArg.fieldRef(path))).toBe(
      `'fieldRef' must not be in the pod template, got '${path}'; the Rollout takes its pods from a Deployment and has none itself: give a value, or a label of the Rollout`,
    );
  });

  test.each(['metadata', 'metadata.labels', 'metadata.labels[team]', 'metadata.generation', 'spec', 'name', 'status..x', ''])('fails on the field %p', (path) => {
    expect(messageOf(() => AnalysisArg.fieldRef(path))).toBe(
      `'fieldRef' must be metadata.name, metadata.namespace, metadata.uid, metadata.labels['x'], metadata.annotations['x'], or a dotted path from spec or status on, got '${path}'; `
      + 'the controller would find nothing there and stop working on the Rollout: for example \'metadata.labels[\'team\']\'',
    );
  });

  test('fails on a value with a tag', () => {
    expect(messageOf(() => AnalysisArg.value('{{args.b}}'))).toBe(
      '\'value\' of an argument must not hold \'{{\', got \'{{args.b}}\'; Argo Rollouts puts it into the query as it is: write it out',
    );
  });

  test('fails where a canary leaves it to others', () => {
    expect(messageOf(() => argOf(AnalysisArg.required()))).toBe(
      '\'args\' of threshold \'x\' must say what \'a\' is, got AnalysisArg.required(); only a SharedAnalysis can leave it to others: give AnalysisArg.value',
    );
  });

  test.each<[AnalysisArg, AnalysisArg, string]>([
    [AnalysisArg.value('1'), AnalysisArg.fieldRef('metadata.name'), '\'1\' and field metadata.name'],
    [AnalysisArg.secret(SecretKey.of('a', 'k')), AnalysisArg.secret(SecretKey.of('b', 'k')), 'key \'k\' of Secret \'a\' and key \'k\' of Secret \'b\''],
    [AnalysisArg.podTemplateHash(PodTemplateHash.LATEST), AnalysisArg.podTemplateHash(PodTemplateHash.STABLE), 'pod template hash Latest and pod template hash Stable'],
  ])('fails when two thresholds take it from two places', (one, other, got) => {
    const threshold = (name: string, a: AnalysisArg) => Threshold.query(name, { query: 'up{a="{{args.a}}"}', min: 1, args: { a } });
    expect(messageOf(() => newCanary({ thresholds: [threshold('x', one), threshold('y', other)] }))).toBe(
      `argument 'a' must have one value for all thresholds, got ${got}; give one of them another name`,
    );
  });
});
