import { Yaml } from 'cdk8s';
import { YamlEmitter } from './yaml-emitter';

/** Writes documents as the installed cdk8s would. */
export type YamlWriter = (documents: unknown[]) => string;

/** What an emitter has to be right about: each structure, each style of a scalar, and strings that are something else to a YAML 1.1 reader. */
const SAMPLE = {
  apiVersion: 'v1',
  kind: 'Sample',
  metadata: { name: 'sample', labels: { 'app.kubernetes.io/name': 'sample' } },
  data: {
    traps: ['yes', 'No', 'on', 'null', '~', '1', '0x1F', '1e3', 'e1', '22:22', '2001-12-14', '=', '<<', '.5', '-', '- a', '? a', 'a: b', 'a #b', '#a', '@a', '%a'],
    plain: ['', 'a', 'a b', 'a:b', 'a#b', 'len(result) > 0 && !isNaN(result[0])', '/healthz', 'http://prometheus.istio-system:9090', '{{args.x}}', 'don\'t', 'é'],
    lines: { two: 'a\nb', ending: 'a\n', kept: 'a\n\n', indented: '  a\n b', list: ['a\n\nb\n', 'a: b\nc'] },
    numbers: [0, -1, 0.5, 1e21, 1e-7],
    booleans: [true, false],
    empties: { list: [], map: {}, inList: [[], {}] },
    nested: [[1, [2]], [{ a: 1, b: [{ c: 2 }] }]],
    1: { '1.5': 1, 'yes': 1, 'a b': 1, '': 1 },
  },
};

let trusted: boolean | undefined;

/** Writes plain documents itself where that gives what cdk8s would write, as has to show once in a process: its YAML library is of another version tomorrow. */
export function yamlWriter(): YamlWriter {
  const emitter = new YamlEmitter((document) => Yaml.stringify(document));
  trusted ??= emitter.emit(SAMPLE) === Yaml.stringify(SAMPLE);
  return trusted ? (documents) => documents.map((document) => emitter.emit(document)).join('---\n') : (documents) => Yaml.stringify(...documents);
}
