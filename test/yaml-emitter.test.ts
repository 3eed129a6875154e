import * as fc from 'fast-check';
import { CDK8S_VERSIONS } from './cdk8s-versions';
import { anyKey, anyString, anyValue } from './yaml-values';
import { YamlEmitter } from '../src/yaml-emitter';

const RUNS = { numRuns: 1_000 };

/** An emitter, and the documents for which it has asked its serializer. */
function newEmitter(stringify: (document: unknown) => string) {
  const asked: unknown[] = [];
  const emitter = new YamlEmitter((document) => {
    asked.push(document);
    return stringify(document);
  });
  return { emitter, asked };
}

describe.each(CDK8S_VERSIONS)('with the serializer of $name', ({ cdk8s: { Yaml } }) => {
  const emitter = new YamlEmitter((document) => Yaml.stringify(document));

  test('any document looks as ever', () => {
    fc.assert(fc.property(anyValue, (document) => {
      expect(emitter.emit(document)).toBe(Yaml.stringify(document));
    }), RUNS);
  });

  test('any string and any key look as ever, wherever in a manifest they stand', () => {
    fc.assert(fc.property(anyString, anyKey, (text, key) => {
      const document = { kind: text, spec: { list: [text, [text, { text }], [{ [key]: text }]], map: { [key]: text } } };
      expect(emitter.emit(document)).toBe(Yaml.stringify(document));
    }), RUNS);
  });

  test.each([
    ['an object that is there twice', () => { const twice = { a: 1 }; return { spec: { twice: [twice, twice] } }; }],
    ['an empty list that is there twice', () => { const twice: unknown[] = []; return { spec: [twice, twice] }; }],
    ['a map', () => ({ spec: new Map([['a', 1]]) })],
    ['a set', () => ({ spec: new Set(['a']) })],
    ['a date', () => ({ spec: new Date(0) })],
    ['bytes', () => ({ spec: new Uint8Array([1, 2]) })],
    ['an object without a prototype', () => ({ spec: Object.assign(Object.create(null), { a: 1 }) })],
    ['an object that renders itself', () => ({ spec: { toJSON: () => 'rendered' } })],
    ['a big integer', () => ({ spec: 10n })],
    ['a symbol as a value', () => ({ spec: Symbol.for('a') })],
    ['a function', () => ({ spec: () => 1 })],
    ['a list with a hole', () => ({ spec: [1, , 2] })], // eslint-disable-line no-sparse-arrays
    ['a list with a field of its own', () => ({ spec: Object.assign([], { a: 1 }), data: Object.assign([1], { a: 1 }) })],
    ['only nulls', () => ({ spec: { a: null, b: null } })],
    ['a list of lists', () => [[1], [2]]],
    ['no object', () => 'text\nof lines'],
    ['nothing', () => undefined],
    ['an own __proto__', () => JSON.parse('{ "spec": { "__proto__": { "a": 1 } } }')],
  ])('%s is left to the serializer, or looks as with it', (_, make) => {
    const attempt = (stringify: (document: unknown) => string) => {
      try {
        return stringify(make());
      } catch (error) {
        return `fails with ${error}`;
      }
    };
    expect(attempt((document) => emitter.emit(document))).toBe(attempt((document) => Yaml.stringify(document)));
  });
});

test('a plain document needs no serializer', () => {
  const { emitter, asked } = newEmitter(() => { throw new Error('not needed'); });
  expect(emitter.emit({ kind: 'Rollout', spec: { steps: [{ setWeight: 20 }, { pause: {} }], list: [], ok: true } })).toBe([
    'kind: Rollout',
    'spec:',
    '  steps:',
    '    - setWeight: 20',
    '    - pause: {}',
    '  list: []',
    '  ok: true',
    '',
  ].join('\n'));
  expect(asked).toEqual([]);
});

test('how an odd string or key looks is asked once, whatever number of times it is there', () => {
  const { emitter, asked } = newEmitter(CDK8S_VERSIONS[0].cdk8s.Yaml.stringify);
  emitter.emit({ data: { a: '5m', b: '5m', yes: ['5m'] }, spec: { yes: '5m' } });
  emitter.emit({ data: '5m' });
  expect(asked).toEqual([{ k: '5m' }, { k: { yes: 0 } }]);
});

test('a document with more than plain data is left to the serializer altogether', () => {
  const { emitter, asked } = newEmitter(CDK8S_VERSIONS[0].cdk8s.Yaml.stringify);
  const document = { data: { a: '5m', b: null } };
  emitter.emit(document);
  expect(asked).toEqual([document]);
});
