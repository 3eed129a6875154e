import * as fc from 'fast-check';
import { withoutSpans } from './without-spans';
import { queries } from '../../e2e/generators/queries';
import { type Expression } from '../../src/promql/ast';
import { parse } from '../../src/promql/parse';
import { type QueryProblem } from '../../src/promql/problem';
import { readQuery } from '../../src/promql/query';

function tree(query: string): unknown {
  const { expression, problem } = parse(query);
  if (!expression) throw new Error(`'${query}' does not parse: ${problem.message}`);
  return withoutSpans(expression);
}

function problemOf(query: string): QueryProblem {
  const { problem } = parse(query);
  if (!problem) throw new Error(`'${query}' parses`);
  return problem;
}

function metric(name: string, more: object = {}) {
  return { kind: 'vectorSelector', name, matchers: [], ...more };
}

function number(value: number, duration = false) {
  return { kind: 'number', value, duration };
}

function binary(operator: string, left: unknown, right: unknown, more: object = {}) {
  return { kind: 'binary', operator, left, right, bool: false, ...more };
}

describe('numbers', () => {
  test.each([
    ['1', 1], ['0.95', 0.95], ['.5', 0.5], ['5.', 5], ['1e3', 1000], ['1E-2', 0.01], ['0x1F', 31], ['0X_1f', 31], ['010', 8], ['08', 8], ['0_10', 8], ['1_000', 1000], ['1_000.5', 1000.5], ['1_0e1_0', 1e11],
    ['inf', Infinity], ['INF', Infinity], ['NaN', NaN], ['-1', -1], ['- -1', 1], ['+0x10', 16], ['9223372036854775807', 9223372036854775807], ['99999999999999999999', 1e20], ['0777777777777777777777777', 7.77777777777777777777777e23],
  ])('%s is %d', (query, value) => {
    expect(tree(query)).toEqual(number(value));
  });

  test.each([['1h30m', 5400], ['500ms', 0.5], ['1y2w3d4h5m6s7ms', 33_019_506.007], ['0s', 0], ['-5m', -300]])('%s is a duration of %d seconds', (query, seconds) => {
    expect(tree(query)).toEqual(number(seconds, true));
  });

  test.each([
    ['1h1h', 'invalid duration \'1h1h\''], ['1m1h', 'invalid duration \'1m1h\''], ['1.5h', 'unknown unit \'.\' in duration \'1.5h\''], ['5hs', 'unknown unit \'hs\' in duration \'5hs\''],
    ['300y', 'duration \'300y\' out of range'], ['1e', '\'1e\' is neither a number nor a duration'], ['0x', '\'0x\' is no number, or too large for one'], ['1e400', '\'1e400\' is no number, or too large for one'],
    ['1__0', '\'1__0\' is neither a number nor a duration'], ['1a', '\'1a\' is neither a number nor a duration'], ['0b1', '\'0b\' is neither a number nor a duration'],
  ])('fails on %s', (query, message) => {
    expect(problemOf(query).message).toBe(message);
  });
});

describe('strings', () => {
  test.each([
    ['"a"', 'a'], ['\'a\'', 'a'], ['`a\\n\nb`', 'a\\n\nb'], ['"\\a\\b\\f\\n\\r\\t\\v\\\\\\""', '\x07\b\f\n\r\t\v\\"'], ['\'\\\'\'', '\''], ['"\\101\\x42\\u0043\\U0001F600"', 'ABC😀'], ['"\\xc3\\xa4"', 'ä'], ['"\\xff"', '\ufffd'], ['"日本"', '日本'],
  ])('%s is %j', (query, value) => {
    expect(tree(query)).toEqual({ kind: 'string', value });
  });

  test.each([
    ['"a', 'the string has no closing " on its line'], ['"a\nb"', 'the string has no closing " on its line'], ['`a', 'the string has no closing backtick'], ['"\\q"', 'the string has an unknown escape \'\\q\''], ['"\\\'"', 'the string has an unknown escape \'\\\'\''],
    ['"\\x4"', 'an escape in the string needs 2 hexadecimal digits'], ['"\\400"', 'an escape in the string is not a Unicode character'], ['"\\ud800"', 'an escape in the string is not a Unicode character'],
    ['"\\', 'the escape at the end of the string is not complete'], ['"\ud800"', 'the string has a character that is not valid UTF-8'],
  ])('fails on %j', (query, message) => {
    expect(problemOf(query).message).toBe(message);
  });
});

describe('selectors', () => {
  test('have a name, matchers, or both', () => {
    expect(tree('a:b{c="d", e!="f",\ng=~"h|i", j!~`k.*`,}')).toEqual(metric('a:b', {
      matchers: [{ label: 'c', operator: '=', value: 'd' }, { label: 'e', operator: '!=', value: 'f' }, { label: 'g', operator: '=~', value: 'h|i' }, { label: 'j', operator: '!~', value: 'k.*' }],
    }));
  });

  test('may have quoted names', () => {
    expect(tree('{"a.b", "ä"="c"}')).toEqual({ kind: 'vectorSelector', matchers: [{ label: '__name__', operator: '=', value: 'a.b' }, { label: 'ä', operator: '=', value: 'c' }] });
  });

  test.each(['sum', 'by', 'and', 'offset', 'start', 'step', 'fill', 'anchored', 'Without', 'limitk'])('may be called %s', (word) => {
    expect(tree(word)).toEqual(metric(word));
    expect(tree(`${word}{${word}="x"} + ${word}`)).toEqual(binary('+', metric(word, { matchers: [{ label: word, operator: '=', value: 'x' }] }), metric(word)));
  });

  test.each(['bool', 'on', 'ignoring', 'group_left', 'atan2'])('fail to be called %s', (word) => {
    expect(problemOf(word).token).toBe(word);
  });

  test('are shifted by offset and @ in both orders', () => {
    expect(tree('a offset 5m @ 100.0005')).toEqual(metric('a', { offset: 300, at: 100.001 }));
    expect(tree('a @ -1.5 offset -1h30m')).toEqual(metric('a', { offset: -5400, at: -1.5 }));
    expect(tree('a[5m] @ start() offset 60')).toEqual({ kind: 'matrixSelector', selector: metric('a', { at: 'start', offset: 60 }), range: 300 });
    expect(tree('a[1h:] @ END ( )')).toEqual({ kind: 'subquery', expression: metric('a'), range: 3600, at: 'end' });
  });

  test('have durations with several signs', () => {
    expect(tree('a[--5m] offset - -1m')).toEqual({ kind: 'matrixSelector', selector: metric('a', { offset: 60 }), range: 300 });
  });

  test.each([
    ['a[5m][5m]', 'a range is only allowed behind a selector, as in metric[5m]; for anything else write a subquery like [5m:]', 5],
    ['a offset 5m[5m]', 'an offset must stand behind the range, as in metric[5m] offset 1m', 11],
    ['a @ 5[5m]', 'an @ must stand behind the range, as in metric[5m] @ 100', 5],
    ['a offset 5m offset 5m', '\'offset\' is allowed only once', 0],
    ['a @ 5 @ end()', '\'@\' is allowed only once', 0],
    ['sum(a) offset 5m', '\'offset\' is only allowed behind a selector, a range or a subquery', 0],
    ['1 @ 5', '\'@\' is only allowed behind a selector, a range or a subquery', 0],
    ['a[0]', 'the duration must be greater than 0', 2],
    ['a[-5m]', 'the duration must be greater than 0', 2],
    ['a[1e18]', 'the duration is out of range', 2],
    ['a offset nan', 'the duration is out of range', 9],
    ['a @ inf', 'the time behind \'@\' is out of range', 4],
    ['a{b=~"("}', '\'(\' is no regular expression of RE2', 2],
    ['a{b=~"x{1001}"}', '\'x{1001}\' is no regular expression of RE2', 2],
    ['sum by ("") (a)', 'a label must have a name', 8],
  ])('fail as %s', (query, message, start) => {
    expect(problemOf(query)).toMatchObject({ message, start });
  });
});

describe('operators', () => {
  test.each([
    ['a + b * c', binary('+', metric('a'), binary('*', metric('b'), metric('c')))],
    ['a - b - c', binary('-', binary('-', metric('a'), metric('b')), metric('c'))],
    ['a ^ b ^ c', binary('^', metric('a'), binary('^', metric('b'), metric('c')))],
    ['a or b and c', binary('or', metric('a'), binary('and', metric('b'), metric('c')))],
    ['a == b + c', binary('==', metric('a'), binary('+', metric('b'), metric('c')))],
    ['a UNLESS b Atan2 c', binary('unless', metric('a'), binary('atan2', metric('b'), metric('c')))],
    ['-1 ^ 2', { kind: 'unary', operator: '-', expression: binary('^', number(1), number(2)) }],
    ['-a * b', binary('*', { kind: 'unary', operator: '-', expression: metric('a') }, metric('b'))],
    ['a ^ -b * c', binary('*', binary('^', metric('a'), { kind: 'unary', operator: '-', expression: metric('b') }), metric('c'))],
    ['a + b offset 5m * c', binary('+', metric('a'), binary('*', metric('b', { offset: 300 }), metric('c')))],
    ['a + b[5m:1m]', binary('+', metric('a'), { kind: 'subquery', expression: metric('b'), range: 300, step: 60 })],
    ['a </ 5', binary('</', metric('a'), number(5))],
    ['a == bool on (x, sum) group_left (y) b', binary('==', metric('a'), metric('b'), { bool: true, matching: { on: true, labels: ['x', 'sum'], group: 'left', include: ['y'] } })],
    ['a / ignoring () group_right b', binary('/', metric('a'), metric('b'), { matching: { on: false, labels: [], group: 'right', include: [] } })],
  ])('%s binds as in Prometheus', (query, expected) => {
    expect(tree(query)).toEqual(expected);
  });
});

describe('calls and aggregations', () => {
  test('have their arguments, parameters and labels', () => {
    expect(tree('QUANTILE without (a,"b c") (0.9, rate(x[5m]))')).toEqual({
      kind: 'aggregation',
      operator: 'quantile',
      parameter: number(0.9),
      expression: { kind: 'call', function: 'rate', args: [{ kind: 'matrixSelector', selector: metric('x'), range: 300 }] },
      grouping: { without: true, labels: ['a', 'b c'] },
    });
    expect(tree('sum(a) by ()')).toEqual(tree('sum by () (a)'));
    expect(tree('(time())')).toEqual({ kind: 'parenthesis', expression: { kind: 'call', function: 'time', args: [] } });
  });

  test('and comments and any space may stand between words', () => {
    expect(tree('sum # all\r(\n\ta # of it )\n)')).toEqual(tree('sum(a)'));
    expect(tree('a[5m # five\n]')).toEqual(tree('a[5m]'));
    expect(problemOf('a[# five\n5m]')).toMatchObject({ start: 2, token: '#' });
  });

  test.each([
    ['ratte(a[5m])', 'there is no function \'ratte\'', 0, { suggestion: 'rate' }],
    ['RATE(a[5m])', 'there is no function \'RATE\'', 0, { suggestion: 'rate' }],
    ['frobnicate(a)', 'there is no function \'frobnicate\'', 0, {}],
    ['info(a)', 'the function \'info\' is experimental, and a server refuses it unless told otherwise', 0, {}],
    ['limitk(1, a)', '\'limitk\' is experimental, and a server refuses it unless told otherwise', 0, {}],
    ['a smoothed', '\'smoothed\' is experimental, and a server refuses it unless told otherwise', 0, {}],
    ['a + fill(1) b', 'fill modifiers are experimental, and a server refuses them unless told otherwise', 0, {}],
    ['a[5m + 1m]', 'duration expressions are experimental, and a server refuses them unless told otherwise', 5, {}],
    ['a offset --5m * b', 'behind several signs the offset is a duration expression, which is experimental, and a server refuses it unless told otherwise', 14, {}],
    ['topk(a)', '\'topk\' must have a parameter and a vector, got 1 argument', 0, {}],
    ['sum()', '\'sum\' must have one vector, got 0 arguments', 0, {}],
    ['sum(a,)', 'an argument must stand behind the comma', 5, { token: ',' }],
  ])('fail as %s', (query, message, start, more) => {
    expect(problemOf(query)).toMatchObject({ message, start, ...more });
  });
});

describe('what fits nowhere', () => {
  test.each([
    ['', 0, undefined, 'an expression'],
    ['  # nothing', 0, undefined, 'an expression'],
    ['a +', 3, undefined, 'a metric, a function, a number or \'(\''],
    ['a b', 2, 'b', 'an operator or the end'],
    ['(a b)', 3, 'b', 'an operator or \')\''],
    ['rate(a b)', 7, 'b', 'an operator, \',\' or \')\''],
    ['a{b}', 3, '}', '\'=\', \'!=\', \'=~\' or \'!~\''],
    ['a{b=}', 4, '}', 'a quoted string'],
    ['a{b="c" d}', 8, 'd', '\',\' or \'}\''],
    ['a{,}', 2, ',', 'a label or \'}\''],
    ['a{5}', 2, '5', 'a label, a matcher or \'}\''],
    ['a[]', 2, ']', 'a duration, as in [5m] or [1h:1m]'],
    ['a[x]', 2, 'x', 'a duration, as in [5m] or [1h:1m]'],
    ['a[5m:1m:1m]', 7, ':', '\']\''],
    ['a[5m', 4, undefined, '\']\''],
    ['sum by x', 7, 'x', 'labels in parentheses'],
    ['sum by (x y) (a)', 10, 'y', '\',\' or \')\''],
    ['sum by (5) (a)', 8, '5', 'a label or \')\''],
    ['a offset', 8, undefined, 'a duration'],
    ['a @ x', 4, 'x', 'a time in seconds, start() or end()'],
    ['(a', 2, undefined, '\')\''],
    ['a)', 1, ')', undefined],
    ['a]', 1, ']', undefined],
    ['a =~ b', 2, '=', undefined],
    ['ä', 0, 'ä', undefined],
    ['a\u00a0', 1, '\u00a0', undefined],
  ])('fails on %j with place, word and what could stand there', (query, start, token, expected) => {
    const problem = problemOf(query);
    expect({ start: problem.start, token: problem.token, expected: problem.expected }).toEqual({ start, token, expected });
  });

  test.each([['a adn b', 'and'], ['sum(a) bye (x)', 'by'], ['a ofset 5m', 'offset'], ['a surprise', undefined], ['sum by (a bye)', undefined], ['a b', undefined]])('fails on %s and suggests %s', (query, suggestion) => {
    expect(problemOf(query).suggestion).toBe(suggestion);
  });

  test('fails with a message that shows what cannot be seen', () => {
    expect(problemOf('a\u00a0+ b').message).toBe('unexpected U+00A0');
  });
});

test('whatever is given, there is an expression or a problem with a place in it', () => {
  const texts = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), queries(), fc.array(fc.constantFrom(...'(){}[],:@#"\'`\\=!~<>+-/*^%.0159eExX_ab \n')).map((characters) => characters.join('')));
  fc.assert(fc.property(texts, (text) => {
    const { expression, problem } = readQuery(text);
    expect(expression === undefined).toBe(problem !== undefined);
    const { start, end } = expression ?? problem;
    expect([0 <= start, start <= end, end <= text.length]).toEqual([true, true, true]);
  }));
});

test('every node knows where it stands', () => {
  const query = ' sum (rate( a{b="c"}[5m] offset 1m)) by (x)/ -b ';
  const texts: string[] = [];
  const visit = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    const { kind, start, end } = value as Partial<Expression>;
    if (kind !== undefined) texts.push(`${kind}: ${query.slice(start, end)}`);
    Object.values(value).forEach(visit);
  };
  visit(parse(query).expression);
  expect(texts).toEqual([
    'binary: sum (rate( a{b="c"}[5m] offset 1m)) by (x)/ -b', 'aggregation: sum (rate( a{b="c"}[5m] offset 1m)) by (x)', 'call: rate( a{b="c"}[5m] offset 1m)',
    'matrixSelector: a{b="c"}[5m] offset 1m', 'vectorSelector: a{b="c"}', 'unary: -b', 'vectorSelector: b',
  ]);
});

describe('what is too much', () => {
  test.each([
    ['parentheses', `${'('.repeat(5_000)}a${')'.repeat(5_000)}`, 'more than 1000 operators and brackets inside each other are not read; split the query'],
    ['words', `${'('.repeat(10_000)}a${')'.repeat(10_000)}`, 'more than 20000 words are not read; split the query'],
    ['signs', `${'-'.repeat(151)}a`, 'more than 150 operators in a row are not read; split the query'],
    ['operators', `a${' or a'.repeat(151)}`, 'more than 150 operators in a row are not read; split the query'],
    ['ranges', `a${'[5m:]'.repeat(151)}`, 'more than 150 operators in a row are not read; split the query'],
    ['calls', `${'abs('.repeat(1_001)}a${')'.repeat(1_001)}`, 'more than 1000 operators and brackets inside each other are not read; split the query'],
    ['regular expression', `a{b=~"${'(a*)*'.repeat(100_000)}"}`, 'a regular expression of more than 10000 characters is not read'],
    ['digits', '1'.repeat(1_000_000), `'${'1'.repeat(40)}' is no number, or too large for one`],
    ['arguments', `f(${'a,'.repeat(500_000)}a)`, 'more than 20000 words are not read; split the query'],
  ])('fails on too many: %s', (_, query, message) => {
    expect(problemOf(query).message).toBe(message);
  });

  test('is not a long string, many terms with brackets, or deep calls', () => {
    expect(parse(`a{b="${'x'.repeat(1_000_000)}"}`).problem).toBeUndefined();
    expect(parse(`a{b="${'\\xc3\\xa4'.repeat(150_000)}"}`).problem).toBeUndefined();
    expect(parse(Array(150).fill('sum(rate(http_requests_total{job="api"}[5m]))').join(' unless ')).problem).toBeUndefined();
    expect(parse(`${'abs('.repeat(1_000)}a${')'.repeat(1_000)}`).problem).toBeUndefined();
  });
});
