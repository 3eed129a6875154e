import { CDK8S_VERSIONS } from './cdk8s-versions';
import type * as Writer from '../src/yaml-writer';

/** The writer beside a cdk8s whose serializer is another, and what that was asked to write. */
function writerWith(stringify: (...documents: unknown[]) => string) {
  const asked: unknown[][] = [];
  let writer: typeof Writer;
  jest.isolateModules(() => {
    jest.doMock('cdk8s', () => ({ Yaml: { stringify: (...documents: unknown[]) => { asked.push(documents); return stringify(...documents); } } }));
    writer = jest.requireActual('../src/yaml-writer');
    jest.dontMock('cdk8s');
  });
  return { write: writer!.yamlWriter(), asked };
}

const DOCUMENTS = [{ kind: 'A', spec: ['1', 'a\nb'] }, { kind: 'B' }];

describe.each(CDK8S_VERSIONS)('with the serializer of $name', ({ cdk8s: { Yaml } }) => {
  test('plain documents are written without asking for them', () => {
    const { write, asked } = writerWith(Yaml.stringify.bind(Yaml));
    expect(write(DOCUMENTS)).toBe('kind: A\nspec:\n  - "1"\n  - |-\n    a\n    b\n---\nkind: B\n');
    expect(asked).not.toContainEqual([DOCUMENTS[0]]);
  });
});

test.each<[string, (text: string) => string]>([
  ['quotes every string', (text) => text.replace('name: sample', 'name: "sample"')],
  ['does not indent lists', (text) => text.replace('    - "yes"', '  - "yes"')],
])('a serializer that %s writes everything itself', (_, change) => {
  const { write, asked } = writerWith((...documents) => change(CDK8S_VERSIONS[0].cdk8s.Yaml.stringify(...documents)));
  expect(write(DOCUMENTS)).toBe(change(CDK8S_VERSIONS[0].cdk8s.Yaml.stringify(...DOCUMENTS)));
  expect(asked.at(-1)).toEqual(DOCUMENTS);
});
