import { Yaml } from 'cdk8s';
import { YamlEmitter } from './yaml-emitter';

/** Writes documents as the installed cdk8s would. */
export type YamlWriter = (documents: unknown[]) => string;

/** What the emitter has to be right about: each structure, the strings that it takes for plain, and that an odd one looks the same wherever it stands. */
const SAMPLE = {
  apiVersion: 'v1',
  kind: 'Sample',
  metadata: { name: 'sample', labels: { 'app.kubernetes.io/name': 'sample' } },
  plain: [
    'a', 'a b', 'a:b', 'a#b', 'a, b', 'a[0]', 'a{b}', 'a\'b', 'a"b', 'a\\b', '_', 'nullable', 'yesterday', 'e1a', '/healthz', '(a) / $b', '$(A)',
    'len(result) > 0 && !isNaN(result[0])', 'http://prometheus.istio-system:9090',
  ],
  odd: { '1': '1', 'yes': ['yes', ['yes']], 'a b': '- a', 'lines': ['a\n\n b\n', { kept: 'a\nb\n\n' }, ['a: b\nc']] },
  scalars: [0, -1, 0.5, 1e21, 1e-7, true, false],
  empties: { list: [], map: {}, inList: [[], {}] },
  nested: [[1, [2]], [{ a: 1, b: [{ c: 2 }] }]],
};

let trusted: boolean | undefined;

/** Writes plain documents itself where that gives what cdk8s would write, as has to show once in a process: its YAML library is of another version tomorrow. */
export function yamlWriter(): YamlWriter {
  const emitter = new YamlEmitter((document) => Yaml.stringify(document));
  trusted ??= emitter.emit(SAMPLE) === Yaml.stringify(SAMPLE);
  return trusted ? (documents) => documents.map((document) => emitter.emit(document)).join('---\n') : (documents) => Yaml.stringify(...documents);
}
