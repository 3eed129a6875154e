import * as fc from 'fast-check';

/** A condition with the result that it is asked about, as the oracle takes it. */
export interface Asked {
  readonly condition: string;
  readonly result: { readonly scalar: Sample } | { readonly vector: readonly Sample[] } | { readonly matrix: readonly (readonly Sample[])[] };
}

export type Sample = number | 'NaN' | '+Inf' | '-Inf';

/** What people write, with and without care. */
const IDIOMS = [
  'result[0] >= 0.95', 'result >= 0.95', 'result[0] > 0.05', 'len(result) == 0 || result[0] >= 0.95', 'len(result) > 0 && !isNaN(result[0]) && result[0] >= 0.95',
  'all(result, # > 1)', 'all(result, # <= 0.5)', 'any(result, {# > 0.9})', 'none(result, isNaN(#))', 'one(result, # == 1)', 'count(result, # > 0) >= 2', 'default(result, 0) < 1',
  'default(result[0], 0) <= 0.05', 'asFloat(result[0]) > 0.5', 'asInt(result[0]) == 0', 'asInt(result) >= 1', 'isNaN(result)', 'isNaN(result[0]) || result[0] < 1', 'isInf(result[0])',
  'isNil(result)', 'isNil(result) || result[0] > 1', 'result.x > 1', 'result[0].value > 1', '(result[0] ?? 1) >= 0.95', '(first(result) ?? 1) >= 0.95', 'result == []', 'result != nil',
  'sum(result) > 0', 'sum(result) / len(result) < 0.5', 'mean(result) < 500', 'median(result) >= 0.9', 'max(result) < 1', 'min(result) > 0', 'max(result[0], 1) == 1', 'last(result) > 0',
  'result[-1] > 0', 'result[0:2] == [1, 2]', 'result[1:][0] > 0', 'not (result[0] < 0.95)', 'not result[0] > 0.9', 'result[0] not > 1', 'result[0] in [0, 1]', 'result[0] in 0..1', '1 in result',
  'result[0] > 0.9 and result[0] < 1.1', 'result[0] >= 0.95 or isNaN(result[0])', 'result[0] > 0 ? true : false', 'result[0] ? true : false', 'filter(result, # > 0)[0] > 0.5',
  'len(filter(result, # > 0.5)) > 0', 'map(result, # * 100)[0] > 95', 'first(filter(result, # > 1)) > 1', 'reduce(result, #acc + #, 0) > 1', 'let x = result[0]; x > 0.5 && x < 2', 'result | len() > 0',
  'get(result, 0) > 0.5', '(get(result, 5) ?? 0) == 0', 'find(result, # > 0.5) > 0', 'sort(result)[0] >= 0', 'string(result[0]) == "NaN"', 'abs(result[0]) < 2', 'round(result[0]) == 1',
  'floor(result[0]) >= 0', 'ceil(result[0]) <= 1', 'result[9] > 1 || true', 'result[9] > 1 && false', 'true', 'false', ' ', '1', '"true"', 'nil', 'result', '0.5 < result[0] < 1.5', 'if result[0] > 1 { true } else { false }',
  'all(result, # > 0) && all(result, # < 1)', 'any(result, # > 1) || any(result, isNaN(#))', 'none(result, # > 1) and none(result, # < 0)', '// nothing', 'result[0] > 1 // of all', 'type(result) == "array"',
  'result[0] > 1_000', 'result[0] * 100 >= 99.9', 'result[0] % 2 == 0', 'asInt(result[0]) % 2 == 0', '1 / result[0] > 2', '5 in 1..2000000', 'result[0] in 1..2000000', 'len(1..1000000000) > 0', 'result?.[0] > 1',
  '$env.result[0] > 0', '$env["result"][0] > 0', 'groupBy(result, # > 1)[true] != nil', 'findIndex(result, # > 1) == 0', 'result[0] matches "^1"', '"abc" matches "a.c"', 'string(result) contains "NaN"',
];

const NUMBERS = [
  '0', '1', '2', '-1', '0.5', '0.95', '1.0', '100', '1e3', '0x1F', '9223372036854775807', '010', '1_000', '0b11', '.5', '1.', '3 % 2', 'len(result)', 'result', 'result[0]', 'result[1]', 'result[-1]', '#', '#index',
  'asInt(result)', 'asInt(result[0])', 'asFloat("0.5")', 'asInt("7")', 'first(result)', 'last(result)', 'default(result, 0)', 'x', 'nope', 'int("12")', 'float(1)', '$env.result', '"abc"[0]', '5 - 3', '2 ** 3', '1 / 2', '7 % 3',
];
const ARRAYS = ['result', '[]', '[1, 2]', '[0.5, 1]', '["a", "b"]', '[1, "a"]', '[true]', '[nil]', '1..3', '3..1', '0..2', 'result[0:1]', 'result[:2]', 'result[1:]', 'default(result, [])', '[result[0]]', 'split("a,b", ",")', '{"a": 1}', '[[1], [2]]'];
const STRINGS = ['"a"', '"abc"', '\'b\'', '"日本"', '""', '"\\n"', '"\\x41"', '`raw`', 'string(1)', 'string(result)', 'type(result)', 'upper("a")', 'trim(" a ")', '"a" + "b"', '"abc"[1:]', 'join(["a", "b"], "-")', 'string(1.5)', 'lower("A")'];
const PREDICATES = ['#', '# > 0', '# < 1', 'isNaN(#)', '!isNaN(#)', '# == 1', 'true', '#index < 2', '{# > 0.5}', '# in [0, 1]', '.x', '# + 1', 'nope', '# > result[0]', 'nil', 'let y = #; y > 1', 'any(result, # > 1)'];

/** Functions with what they take: a number, an array, a string or a predicate. */
const CALLS = [
  'abs(n)', 'ceil(n)', 'floor(n)', 'round(n)', 'int(n)', 'float(n)', 'int(s)', 'float(s)', 'asInt(n)', 'asFloat(n)', 'asInt(s)', 'max(n, n)', 'min(n, n)', 'max(a)', 'min(a)', 'max(n, a)', 'sum(a)', 'mean(a)', 'median(a)', 'mean(n, a)',
  'len(a)', 'len(s)', 'first(a)', 'last(a)', 'get(a, n)', 'count(a, p)', 'find(a, p)', 'findLast(a, p)', 'findIndex(a, p)', 'findLastIndex(a, p)', 'reduce(a, #acc + #, n)', 'reduce(a, # + #acc)', 'sum(a, p)', 'count(a)', 'default(n, n)',
  'filter(a, p)[0]', 'filter(a, p)[-1]', 'map(a, p)[0]', 'indexOf(s, s)', 'lastIndexOf(s, s)', 'sum(map(a, p))', 'len(filter(a, p))', 'first(filter(a, p))', 'last(filter(a, p))', 'bitand(n, n)', 'bitshl(n, n)', 'bitnot(n)',
  'n ?? n', '(n ?? n)', 'b ? n : n', 'let v = n; v + n', 'n | abs()', 'a | sum()', 'a[n]', 'groupBy(a, p)[n]', 'sum([n, n, n])', 'max(1, n)', 'map(filter(a, p), #index)[0]', 'n + n', 'n - n', 'n * n', 'n / n', 'n % n', 'n ** n', '-n', '+n', '(n)',
];
const ARRAY_CALLS = [
  'filter(a, p)', 'map(a, p)', 'filter(filter(a, p), p)', 'map(filter(a, p), p)', 'sort(a)', 'sort(a, "desc")', 'take(a, n)', 'a[n:n]', 'a[:n]', 'a[n:]', 'reverse(a)', 'uniq(a)', 'concat(a, a)', 'flatten(a)', 'sortBy(a, p)', 'n..n', '[n, n]',
  'b ? a : a', 'a | filter(p)', 'values({"k": n})', 'keys({"k": n})', 'split(s, s)', '(a ?? a)', 'default(a, a)', 'map(a, #)', 'map(1..3, # * n)',
];
const BOOLS = [
  'n > n', 'n >= n', 'n < n', 'n <= n', 'n == n', 'n != n', 'b && b', 'b || b', 'b and b', 'b or b', '!b', 'not b', '(b)', '!(b)', 'not (b)', 'n in a', 'n not in a', 'not (n in a)', 's in a', 's == s', 's != s', 's < s', 's contains s',
  's startsWith s', 's endsWith s', 's matches s', 's not contains s', 'a == a', 'a != a', 'isNaN(n)', 'isInf(n)', '!isNaN(n)', 'isNil(n)', 'all(a, p)', 'any(a, p)', 'none(a, p)', 'one(a, p)', 'b ? b : b', 'n == s', 'a == n', 'n == nil', 'a == nil',
  'n < n < n', 'if b { b } else { b }', 'let v = n; v > n', 'hasPrefix(s, s)', 'all(a, p) && all(a, p)', 'any(a, p) || any(a, p)', 'none(a, p) and none(a, p)', 'true', 'false', 'n > n && n < n', 'b == b', 'b ?? b', 'n in 1..3', 's in ["a", "b"]', 'n in [1, 2]',
  'n not > n', 'b; b', 'len(a) > n', 'a contains s', 'n + n > n', 'b & b', '{"a": n}.a > n', '{"a": n}?.b == nil', 'n > n // n', '/* n */ b',
];

const SAMPLE: fc.Arbitrary<Sample> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(0, 1, 0.5, 0.95, 0.99, 2, 100, -1, 3.7) },
  { weight: 2, arbitrary: fc.constantFrom<Sample>('NaN', '+Inf', '-Inf') },
  { weight: 1, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)) },
);

const RESULT: fc.Arbitrary<Asked['result']> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ scalar: SAMPLE }) },
  { weight: 6, arbitrary: fc.record({ vector: fc.array(SAMPLE, { maxLength: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ matrix: fc.array(fc.array(SAMPLE, { maxLength: 3 }), { maxLength: 3 }) }) },
);

/** Puts what is generated in the place of each letter that stands alone. */
function filled(template: string, parts: Readonly<Record<string, fc.Arbitrary<string>>>): fc.Arbitrary<string> {
  const pieces = template.split(/(?<![\w"'`.])([nasbp])(?![\w"'`(])/);
  return fc.tuple(...pieces.map((piece, index) => index % 2 === 0 ? fc.constant(piece) : parts[piece])).map((texts) => texts.join(''));
}

const { bool } = fc.letrec<Record<'bool' | 'number' | 'array' | 'text' | 'predicate', string>>((tie) => {
  const parts = { n: tie('number'), a: tie('array'), s: tie('text'), b: tie('bool'), p: tie('predicate') };
  const from = (templates: readonly string[]) => fc.constantFrom(...templates).chain((template) => filled(template, parts));
  const either = (leaves: readonly string[], calls: readonly string[]) => fc.oneof({ maxDepth: 4, depthIdentifier: 'condition' }, { weight: 3, arbitrary: fc.constantFrom(...leaves) }, { weight: 2, arbitrary: from(calls) });
  return {
    bool: fc.oneof({ maxDepth: 3, depthIdentifier: 'condition' }, { weight: 1, arbitrary: fc.constantFrom('true', 'result[0] > 0.5', 'result > 0.5', 'false') }, { weight: 6, arbitrary: from(BOOLS) }),
    number: either(NUMBERS, CALLS),
    array: either(ARRAYS, ARRAY_CALLS),
    text: either(STRINGS, ['s + s', 'b ? s : s', 's[n:n]', 'replace(s, s, s)', 'repeat(s, n)', 'string(n)', 'string(a)', 'trimPrefix(s, s)', 'join(a)', 'join(a, s)', 'type(n)', 'type(a)', 'trim(s, s)']),
    predicate: either(PREDICATES, ['b', 'n > #', '# > n', '# == n', '# in a', '{b}', '# * n']),
  };
});

const TOKENS = ['(', ')', '[', ']', '#', 'not', '&&', '||', '.', ',', '>', '==', 'result', '0', '??', '?', ':', '..', 'in', '"', '\'', '|', ';', '{', '}', '`', '@', '=', 'let', 'x', '-', '//', '/*', '1e', '::', 'nil', '\\'];

/** Something is left out, put in, doubled or exchanged. */
const mutated = fc.tuple(fc.oneof(bool, fc.constantFrom(...IDIOMS)), fc.nat(), fc.constantFrom('drop', 'insert', 'double', 'replace', 'cut'), fc.constantFrom(...TOKENS)).map(([text, place, way, token]) => {
  const words = text.match(/\w+|\s+|[^\w\s]/g) ?? [''];
  const at = place % words.length;
  const changed = { drop: [], insert: [words[at], ' ', token, ' '], double: [words[at], words[at]], replace: [token], cut: [] }[way];
  return [...words.slice(0, at), ...changed, ...way === 'cut' ? [] : words.slice(at + 1)].join('');
});

/** Conditions by the grammar, by habit, and with a mistake in them; and what they are asked about. */
export const asked: fc.Arbitrary<Asked> = fc.record({
  condition: fc.oneof({ weight: 5, arbitrary: bool }, { weight: 2, arbitrary: fc.constantFrom(...IDIOMS) }, { weight: 2, arbitrary: mutated }, { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...IDIOMS), fc.constantFrom(' && ', ' || ', ' and not '), fc.constantFrom(...IDIOMS)).map((parts) => parts.join('')) }),
  result: RESULT,
});
