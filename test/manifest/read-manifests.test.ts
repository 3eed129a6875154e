import * as fc from 'fast-check';
import { formatPath, type Json, type JsonPath } from '../../src/manifest/json';
import { readManifests } from '../../src/manifest/read-manifests';

const CONFIG_MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n';

function named(name: string, more = ''): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n${more}`;
}

function names(text: string): string[] {
  return readManifests(text, 'a.yaml').manifests.map(({ name }) => name);
}

/** Problems as `line:column kind: message`. */
function problems(input: string | Uint8Array): string[] {
  return readManifests(input, 'a.yaml').problems.map(({ line, column, kind, message }) => `${line}:${column} ${kind}: ${message}`);
}

test('reads what an object is', () => {
  const [rollout] = readManifests('apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: shop, namespace: eu}\nspec: {replicas: 3}', 'a.yaml').manifests;
  expect(rollout).toMatchObject({ apiVersion: 'argoproj.io/v1alpha1', group: 'argoproj.io', kind: 'Rollout', name: 'shop', namespace: 'eu' });
  expect(rollout.object.spec).toEqual({ replicas: 3 });
});

test.each([
  ['documents', `${named('a')}---\n${named('b')}`],
  ['documents after a separator with a comment', `--- # first\n${named('a')}---   \n${named('b')}---\n`],
  ['Windows line ends', `${named('a')}---\n${named('b')}`.replaceAll('\n', '\r\n')],
  ['byte order marks', `\uFEFF${named('a')}---\n\uFEFF${named('b')}`],
  ['empty documents between others', `---\n---\n${named('a')}---\n# nothing\n---\n${named('b')}\n---\n`],
  ['a List', `apiVersion: v1\nkind: List\nitems:\n- ${named('a').trim().replaceAll('\n', '\n  ')}\n- ${named('b').trim().replaceAll('\n', '\n  ')}\n`],
  ['a List in a List', JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [{ apiVersion: 'v1', kind: 'List', items: ['a', 'b'].map((name) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name } })) }] })],
  ['a list of one kind, whose items need no kind', JSON.stringify({ apiVersion: 'v1', kind: 'PodList', items: ['a', 'b'].map((name) => ({ metadata: { name } })) })],
  ['JSON texts one after the other', '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"}}{"apiVersion":"v1","kind":"Pod","metadata":{"name":"b"}}\n'],
  ['JSON with tabs', '{\n\t"apiVersion": "v1",\n\t"kind": "Pod",\n\t"metadata": {"name": "a"}\n}\n{"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "b"}}'],
  ['JSON and then YAML', `{"apiVersion":"v1","kind":"Pod","metadata":{"name":"a"}}\n---\n${named('b')}`],
  ['braces without quotes', '{apiVersion: v1, kind: Pod, metadata: {name: a}}\n---\n{apiVersion: v1, kind: Pod, metadata: {name: b}}'],
])('reads %s', (_, text) => {
  expect(names(text)).toEqual(['a', 'b']);
  expect(problems(text)).toEqual([]);
});

test.each(['', '\n\n', '# nothing', '---\n---\n', '{}'.slice(2), 'null', '~', '\uFEFF'])('finds nothing, and nothing wrong, in %j', (text) => {
  expect(readManifests(text, 'a.yaml')).toEqual({ manifests: [], problems: [] });
});

describe('a document that cannot be read', () => {
  test('does not hide the others', () => {
    const text = `${named('a')}---\n${named('b', 'data: {x: [1, 2\n')}---\n${named('c')}`;
    expect(names(text)).toEqual(['a', 'c']);
    expect(problems(text)).toEqual(['10:15 syntax: invalid YAML: a bracket is opened and not closed before this place']);
  });

  test.each([
    ['a key of its own line', `${CONFIG_MAP}data:\n  a: b: c\n`, '5:6 syntax: invalid YAML: a plain value must not hold \': \''],
    ['a tab', `${CONFIG_MAP}data:\n\ta: b\n`, '5:1 syntax: a line must be indented with spaces, got a tab'],
    ['a control character', `${CONFIG_MAP}data: {a: "\u0000"}\n`, '4:12 syntax: a document must hold no control characters, got U+0000'],
    ['an alias of nothing', `${CONFIG_MAP}data: *x\n`, '4:7 syntax: an alias must name an anchor above it, got \'*x\''],
    ['infinity', `${CONFIG_MAP}data:\n  a: -.inf\n`, '5:6 syntax: a number must be finite, got -.inf'],
    ['infinity in JSON', '{"apiVersion": "v1", "kind": "Pod", "a": 1e400}', '1:42 syntax: a number must be finite, got 1e400'],
    ['something beside a separator', `--- {a: 1}\n${CONFIG_MAP}`, '1:4 syntax: \'---\' must stand alone on its line, got \'{a: 1}\' after it'],
  ])('fails with %s', (_, text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  test('fails where JSON ends too early after other JSON', () => {
    const text = `${'{"apiVersion":"v1","kind":"Pod"}\n'.repeat(2)}{"a":`;
    expect(problems(text)).toEqual([expect.stringMatching(/^3:1 syntax: invalid JSON: ./)]);
  });

  test.each([
    ['a list', '- a\n- b', '1:1 no-object: a document must be an object with \'apiVersion\' and \'kind\', got a list'],
    ['a word', `${CONFIG_MAP}---\nfoo`, '5:1 no-object: a document must be an object with \'apiVersion\' and \'kind\', got a string'],
    ['a List of words', 'apiVersion: v1\nkind: List\nitems:\n- a', '4:3 no-object: a document must be an object with \'apiVersion\' and \'kind\', got a string'],
    ['a List of nothing readable', 'apiVersion: v1\nkind: List\nitems: {}', '3:8 no-object: \'items\' must be a list: kubectl takes every object with it for a List'],
    ['no apiVersion', 'kind: Pod', '1:1 no-object: \'apiVersion\' must be a string, got nothing'],
    ['no kind', 'apiVersion: v1\nkind:', '1:1 no-object: \'kind\' must be a string, got null'],
    ['a kind that is a number', 'apiVersion: v1\nkind: 1', '1:1 no-object: \'kind\' must be a string, got a number'],
    ['an empty kind', 'apiVersion: v1\nkind: ""', '1:1 no-object: \'kind\' must not be empty, got \'\''],
    ['an inherited word for a kind', 'apiVersion: v1\nconstructor: x', '1:1 no-object: \'kind\' must be a string, got nothing'],
  ])('fails with %s', (_, text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });
});

test('says what is read but not as it stands there', () => {
  const text = `${named('a', 'data: {x: "1", x: "2"}\n')}...\nkind: Pod\n---\n${named('b')}`;
  expect(names(text)).toEqual(['a', 'b']);
  expect(problems(text)).toEqual([
    '5:16 duplicate-key: a key must be there once in a mapping, got \'x\' again',
    '7:1 ignored: kubectl reads nothing between \'...\' and the next \'---\'',
  ]);
});

describe('a file that cannot be read', () => {
  test.each([
    ['UTF-16', Buffer.from(`\uFEFF${CONFIG_MAP}`, 'utf16le'), '1:1 unreadable: a file must be UTF-8 text, got UTF-16'],
    ['UTF-16 with the other end first', Buffer.from(`\uFEFF${CONFIG_MAP}`, 'utf16le').swap16(), '1:1 unreadable: a file must be UTF-8 text, got UTF-16'],
    ['UTF-16 without a mark', Buffer.from(CONFIG_MAP, 'utf16le'), '1:1 unreadable: a file must be UTF-8 text, got UTF-16'],
    ['a program', Uint8Array.of(0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0, 0, 0), '1:1 unreadable: a file must be UTF-8 text, got a binary file'],
    ['Latin-1', Buffer.from('a: 1\nb: caf\u00e9\n', 'latin1'), '2:7 unreadable: a file must be UTF-8 text, got a byte that is not'],
    ['200 MB', new Uint8Array(200 * 1024 * 1024), '1:1 limit: a file must have at most 64 MiB, got 200 MiB'],
  ])('fails with %s', (_, bytes, problem) => {
    expect(problems(bytes)).toEqual([problem]);
  });

  test('fails with a document that the API server would not take', () => {
    expect(problems(`${named('a')}---\n${named('b', `data: {x: "${'y'.repeat(3 * 1024 * 1024)}"}`)}`)).toEqual([
      '6:1 limit: a document must have at most 3 MiB: the API server takes no larger request',
    ]);
  });

  test('reads bytes', () => {
    expect(readManifests(Buffer.from(`\uFEFF${named('größe')}`), 'a.yaml').manifests[0].name).toBe('größe');
  });
});

describe('locate', () => {
  const [manifest] = readManifests([
    'apiVersion: v1', 'kind: ConfigMap', 'metadata: {name: a}', 'base: &base', '  cpu: 1', 'spec:', '  <<: *base', '  copy: *base', '  list:', '  - a', '  - b: "x"', '  empty:',
  ].join('\n'), 'a.yaml').manifests;
  const at = (path: JsonPath, part?: 'key' | 'value') => {
    const { line, column, length } = manifest.origin!.locate(path, part);
    return `${line}:${column}+${length}`;
  };

  test.each([
    ['a value', ['kind'], '2:7+9'],
    ['a value in braces', ['metadata', 'name'], '3:18+1'],
    ['an item', ['spec', 'list', 0], '10:5+1'],
    ['a value in an item', ['spec', 'list', 1, 'b'], '11:8+3'],
    ['a merged value, where it was written', ['spec', 'cpu'], '5:8+1'],
    ['an alias, where it stands', ['spec', 'copy'], '8:9+5'],
    ['a value inside an alias, where it was written', ['spec', 'copy', 'cpu'], '5:8+1'],
    ['the place of an empty value', ['spec', 'empty'], '12:9+0'],
    ['a mapping, up to the end of its first line', ['spec'], '7:3+9'],
    ['the whole document', [], '1:1+14'],
    ['the last thing that exists on the way', ['spec', 'list', 7, 'nope'], '10:3+3'],
  ])('finds %s', (_, path, place) => {
    expect(at(path)).toBe(place);
  });

  test.each([[['spec', 'list'], '9:3+4'], [['spec', 'cpu'], '5:3+3'], [['spec', 'list', 0], '10:5+1'], [['spec', 'nope'], '7:3+9']])('finds the key of %j', (path, place) => {
    expect(at(path, 'key')).toBe(place);
  });

  test('finds a value of an item of a List, after Windows line ends and in the second document', () => {
    const text = `${named('a')}---\napiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n- apiVersion: v1\n  kind: Job\n`.replaceAll('\n', '\r\n');
    expect(readManifests(text, 'b.yaml').manifests[2].origin!.locate(['kind'])).toEqual({ file: 'b.yaml', line: 12, column: 9, length: 3 });
  });

  test('finds a value in JSON', () => {
    expect(readManifests('{"apiVersion": "v1",\n "kind": "Pod", "a": ["\\ud83d\\ude00", 1]}', 'a').manifests[0].origin!.locate(['a', 1])).toMatchObject({ line: 2, column: 39, length: 1 });
  });
});

describe('comments', () => {
  test('belong to their document, or to the one that they are above of', () => {
    const text = `# first\n---\n# second\n${named('a', '# third\n')}---\n${named('b', '#fourth')}`;
    const [a, b] = readManifests(text, 'a.yaml').manifests;
    expect(a.origin!.comments).toEqual([
      { file: 'a.yaml', line: 1, column: 1, text: 'first' }, { file: 'a.yaml', line: 3, column: 1, text: 'second' }, { file: 'a.yaml', line: 8, column: 1, text: 'third' },
    ]);
    expect(b.origin!.comments).toEqual([{ file: 'a.yaml', line: 14, column: 1, text: 'fourth' }]);
  });

  test('are found at the end of a line, in braces and not in strings', () => {
    const [a] = readManifests('apiVersion: v1 # one\nkind: "# no"\nspec: [ # two\n a, b] #three\nx: |\n  # no\n', 'a.yaml').manifests;
    expect(a.origin!.comments.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  });

  test('in a List belong to the item that they are in or above of, and to all above the list', () => {
    const text = '# all\nkind: List\napiVersion: v1\nitems:\n# a1\n- kind: A # a2\n  apiVersion: v1\n  # b0\n# b1\n- kind: B\n  apiVersion: v1 # b2\n# b3\n';
    const comments = readManifests(text, 'a.yaml').manifests.map(({ origin }) => origin!.comments.map(({ text: comment }) => comment));
    expect(comments).toEqual([['all', 'a1', 'a2'], ['all', 'b0', 'b1', 'b2', 'b3']]);
  });
});

describe('whatever the text is', () => {
  const piece = fc.constantFrom('a', 'kind: Pod', 'apiVersion: v1', '\n', '\n  ', '\n- ', ': ', '- ', '? ', '{', '}', '[', ']', ',', '&x ', '*x', '<<: ', '"', '\'', '|', '>', '#', '!!int ', '---', '\n---\n', '\n...\n', '\t', '\r\n', '%', '\uFEFF', '\\', '0x1', '.inf', 'é');
  const soup = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

  test('it is read without an exception, and twice the same', () => {
    fc.assert(fc.property(fc.oneof(soup, fc.string({ unit: 'binary' })), (text) => {
      const once = readManifests(text, 'a.yaml');
      expect(JSON.stringify(readManifests(text, 'a.yaml'))).toBe(JSON.stringify(once));
      for (const { line, column } of once.problems) expect(Math.min(line, column)).toBeGreaterThan(0);
    }));
  });

  test('bytes are read without an exception', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
      readManifests(bytes, 'a.yaml');
    }));
  });

  const leaf = fc.oneof(fc.boolean(), fc.integer(), fc.constant(null), fc.string());
  const { value } = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.string(), tie('value'), { maxKeys: 3 })),
  }));

  test('JSON is read as it stands, and every value is located where it stands', () => {
    fc.assert(fc.property(value, fc.constantFrom(0, 2), (spec, indent) => {
      const text = JSON.stringify({ apiVersion: 'v1', kind: 'Pod', spec }, null, indent);
      const { manifests: [manifest], problems: found } = readManifests(text, 'a.json');
      expect(found).toEqual([]);
      expect(manifest.object.spec).toEqual(spec);
      const lines = text.split('\n');
      for (const [path, leafValue] of leavesOf(spec, ['spec'])) {
        const { line, column, length } = manifest.origin!.locate(path);
        expect([formatPath(path), lines[line - 1].slice(column - 1, column - 1 + length)]).toEqual([formatPath(path), JSON.stringify(leafValue)]);
      }
    }));
  });
});

function leavesOf(value: Json, path: JsonPath): [JsonPath, Json][] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  const entries: [string | number, Json][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, child]) => leavesOf(child, [...path, key]));
}
