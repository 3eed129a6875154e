import { parseTree } from '../../src/manifest/yaml-tree';
import { YamlValue } from '../../src/manifest/yaml-value';

function read(text: string) {
  const value = new YamlValue(() => undefined, false);
  return { json: JSON.stringify(value.read(parseTree(text, false).contents)), flaws: value.flaws };
}

// Each line was given to sigs.k8s.io/yaml 1.6.0 (go-yaml 2.4.4) behind apimachinery 0.37.2, which answered this.
test.each([
  // Words of YAML 1.1.
  ['a: y', '{"a":true}'], ['a: Y', '{"a":true}'], ['a: yes', '{"a":true}'], ['a: on', '{"a":true}'], ['a: OFF', '{"a":false}'], ['a: n', '{"a":false}'],
  ['a: yEs', '{"a":"yEs"}'], ['a: "yes"', '{"a":"yes"}'], ['on: 1', '{"true":1}'], ['y: 1', '{"true":1}'],
  ['a: ~', '{"a":null}'], ['a: Null', '{"a":null}'], ['a: nULL', '{"a":"nULL"}'], ['a:', '{"a":null}'], ['a: \'\'', '{"a":""}'], ['a: =', '{"a":"="}'],
  // Numbers.
  ['a: 017', '{"a":15}'], ['a: 0o17', '{"a":15}'], ['a: 08', '{"a":8}'], ['a: 09.5', '{"a":9.5}'], ['a: 0x1F', '{"a":31}'], ['a: 0b11', '{"a":3}'], ['a: -0b11', '{"a":-3}'],
  ['a: 0b12', '{"a":"0b12"}'], ['a: 0x', '{"a":"0x"}'], ['a: 1_000', '{"a":1000}'], ['a: _1', '{"a":"_1"}'], ['a: 1_0.5', '{"a":10.5}'], ['a: +1', '{"a":1}'],
  ['a: 1e3', '{"a":1000}'], ['a: 1e', '{"a":"1e"}'], ['a: 1.5e400', '{"a":"1.5e400"}'], ['a: .5', '{"a":0.5}'], ['a: 5.', '{"a":5}'], ['a: .', '{"a":"."}'], ['a: ._5', '{"a":"._5"}'],
  ['a: -0', '{"a":0}'], ['a: -0.0', '{"a":0}'], ['a: 1:30', '{"a":"1:30"}'], ['a: +.nan', '{"a":"+.nan"}'],
  ['a: 18446744073709551615', '{"a":18446744073709552000}'], ['a: 123456789012345678901234567890', '{"a":1.2345678901234568e+29}'],
  // Dates are strings.
  ['a: 2001-01-01', '{"a":"2001-01-01"}'], ['a: 2001-1-2T3:4:5Z', '{"a":"2001-1-2T3:4:5Z"}'],
  // Keys become strings, in their canonical form.
  ['1: a', '{"1":"a"}'], ['0x10: a', '{"16":"a"}'], ['1.10: a', '{"1.1":"a"}'], ['1e3: a', '{"1000":"a"}'], ['1000000.0: a', '{"1e+06":"a"}'], ['999999.5: a', '{"999999.5":"a"}'],
  ['0.00001: a', '{"1e-05":"a"}'], ['0.0001: a', '{"0.0001":"a"}'], ['1.23456789012: a', '{"1.2345679":"a"}'], ['3.5e38: a', '{".inf":"a"}'], ['-0.0: a', '{"-0":"a"}'], ['True: a', '{"true":"a"}'],
  ['2001-01-01: a', '{"2001-01-01":"a"}'], ['"~": b', '{"~":"b"}'], ['? a\n: b', '{"a":"b"}'], ['? a', '{"a":null}'],
  // Tags.
  ['a: !!str 12', '{"a":"12"}'], ['a: ! 12', '{"a":"12"}'], ['a: !!int "12"', '{"a":12}'], ['a: !!float 3', '{"a":3}'], ['a: !!bool yes', '{"a":true}'], ['a: !!binary aGk=', '{"a":"hi"}'],
  ['a: !!timestamp 2001-01-01', '{"a":"2001-01-01"}'], ['a: !!set {b, c}', '{"a":{"b":null,"c":null}}'], ['a: !foo bar', '{"a":"bar"}'], ['a: !!foo 5', '{"a":"5"}'], ['a: !!str', '{"a":""}'],
  // Anchors and merges; a merge overrides what stands above it.
  ['a: &x 1\nb: *x', '{"a":1,"b":1}'], ['a: &x 1\nb: &x 2\nc: *x', '{"a":1,"b":2,"c":2}'], ['&a a: 1\nb: *a', '{"a":1,"b":"a"}'],
  ['<<: {a: 2}\na: 1', '{"a":1}'], ['a: 1\n<<: {a: 2}', '{"a":2}'], ['<<: [{a: 1}, {a: 2, b: 3}]', '{"a":1,"b":3}'], ['"<<": {a: 1}', '{"<<":{"a":1}}'], ['a: &x {b: 1}\nc: {<<: *x, d: 2}', '{"a":{"b":1},"c":{"b":1,"d":2}}'],
  // Blocks, flows and line ends.
  ['a: |\n  x\n  y\n', '{"a":"x\\ny\\n"}'], ['a: >-\n\n  x\n\n  y\n', '{"a":"\\nx\\ny"}'], ['a: "x\n  y"', '{"a":"x y"}'], ['a: b\rc: d', '{"a":"b","c":"d"}'], ['a: 1\r\nb: |\r\n  x\r\n', '{"a":1,"b":"x\\n"}'],
  ['{a:b}', '{"a:b":null}'], ['{"a":b}', '{"a":"b"}'], ['a: [b: c]', '{"a":[{"b":"c"}]}'], ['a:\n- 1\n- 2', '{"a":[1,2]}'], ['a: 1#c', '{"a":"1#c"}'], ['a: 1 #c', '{"a":1}'], ['a: "\\x41\\e"', '{"a":"A\\u001b"}'],
])('reads %j as kubectl does', (text, json) => {
  expect(JSON.parse(read(text).json)).toEqual(JSON.parse(json));
});

// Here the same program failed.
test.each([
  ['a: .inf', 'a number must be finite, got .inf'],
  ['a: .NaN', 'a number must be finite, got .NaN'],
  ['~: a', 'a key must be a word that JSON can hold, got \'~\''],
  ['18446744073709551615: a', 'a key must be a word that JSON can hold, got \'18446744073709551615\''],
  ['? [a]\n: b', 'a key must be a word, got a list or a mapping'],
  ['<<: 1', 'a merge (<<) must have a mapping or a list of mappings'],
  ['a: *nope', 'an alias must name an anchor above it, got \'*nope\''],
  ['a: &x {b: *x}', 'an anchor must not contain itself, got \'*x\' inside \'&x\''],
  ['a: !!int b', '!!str \'b\' must not have the tag !!int'],
  ['a: !!binary "%"', '!!binary must be followed by base64'],
  ['a: \t"\\/"', 'double quotes must not hold the escape \'\\/\' of JSON'],
  ['a: "\\ud83d\\ude00"', 'double quotes must not hold the escape \'\\ud83d\' of JSON'],
  ['a: &b: 1', 'an anchor must consist of letters, digits, \'-\' and \'_\', got \'&b:\''],
  ['%YAML 1.1', 'a document must not begin with a directive, got \'%YAML 1.1\''],
  ['a: "\u0007"', 'a document must hold no control characters, got U+0007'],
  ['a: 1\n\t\nb: 2', 'a line must be indented with spaces, got a tab'],
  ['-\ta', 'a line must be indented with spaces, got a tab'],
  ['a: b: c', 'invalid YAML: a plain value must not hold \': \''],
  ['a: [1, 2', 'invalid YAML: a bracket is opened and not closed before this place'],
  ['a: "b', 'invalid YAML: a quote is opened and never closed'],
  ['a: @x', 'invalid YAML: plain value cannot start with reserved character @'],
  [']', 'invalid YAML: unexpected flow-seq-end token in YAML document: "]"'],
])('fails to read %j, as kubectl does', (text, message) => {
  expect(() => read(text)).toThrow(new Error(message));
});

test('says what a merge overrides', () => {
  expect(read('a: 1\n<<: {a: 2, b: 3}\nb: 4').flaws.map(({ message, offset }) => ({ message, offset }))).toEqual([
    { message: 'a merge (<<) must not hold keys that stand above it, got \'a\'', offset: 5 },
  ]);
});

test('says where a key is repeated, and takes the last one', () => {
  const { json, flaws } = read('a: 1\nb: {c: 1, c: 2}\na: 3\n1: x\n0x1: z');
  expect(json).toBe('{"1":"z","a":3,"b":{"c":2}}');
  expect(flaws.map(({ message, offset }) => ({ message, offset }))).toEqual([
    { message: 'a key must be there once in a mapping, got \'c\' again', offset: 15 },
    { message: 'a key must be there once in a mapping, got \'a\' again', offset: 21 },
    { message: 'a key must be there once in a mapping, got \'1\' again', offset: 31 },
  ]);
});

test('reads __proto__, constructor and toString as keys', () => {
  const object = new YamlValue(() => undefined, false).read(parseTree('__proto__: {polluted: yes}\nconstructor: a\ntoString: b', false).contents);
  expect(Object.entries(object as object)).toEqual([['__proto__', { polluted: true }], ['constructor', 'a'], ['toString', 'b']]);
  expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
  expect({}).not.toHaveProperty('polluted');
});

describe('aliases', () => {
  const level = (name: string, of: string) => `${name}: &${name} [${Array(9).fill(`*${of}`).join(', ')}]`;
  const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]', ...['b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'].map((name, index) => level(name, 'abcdefgh'[index]))].join('\n');

  test('fail where they blow a document up', () => {
    expect(() => read(bomb)).toThrow('a document must not consist of repeated aliases, got more than kubectl expands');
  });

  test('fail where they nest too deeply', () => {
    const chain = Array.from({ length: 300 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}]`);
    expect(() => read(['a0: &a0 [x]', ...chain].join('\n'))).toThrow('aliases must not be nested deeper than 200 levels');
  });

  test('may repeat defaults many times', () => {
    const text = `base: &base {cpu: 1, memory: 2}\nlist:\n${'- *base\n'.repeat(200)}`;
    expect(JSON.parse(read(text).json).list).toHaveLength(200);
  });
});

test.each([
  ['brackets', `a: ${'['.repeat(10_000)}${']'.repeat(10_000)}`],
  ['brackets that are never closed', '{"a":'.repeat(10_000)],
  ['dashes', `${'- '.repeat(10_000)}a`],
  ['indentation', Array.from({ length: 1000 }, (_, index) => `${' '.repeat(index)}a:`).join('\n')],
])('fails where %s nest too deeply', (_, text) => {
  expect(() => read(text)).toThrow('a document must not be nested deeper than 200 levels');
});

test('reads 199 levels', () => {
  expect(read(`a: ${'['.repeat(199)}${']'.repeat(199)}`).json).toHaveLength('{"a":}'.length + 2 * 199);
});

test('stops at the first of very many errors', () => {
  expect(() => read(`[${','.repeat(100_000)}`)).toThrow('invalid YAML: unexpected , in flow sequence');
});
