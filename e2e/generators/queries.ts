import * as fc from 'fast-check';

const METRICS = ['a', 'http_requests_total', 'job:errors:rate5m', 'sum', 'offset', 'by', 'start', 'step', 'Fill', 'bool_x', 'x_bucket'];
const LABELS = ['job', 'le', 'on', 'by', 'inf', 'start', '__name__', 'Sum', '"a.b"', '\'quoted\'', '"ä"'];
const STRINGS = ['"x"', '\'y\'', '`z\\d`', '""', '"a\\"b"', '"\\x41\\u00e9\\101"', '"a.*|b"', '".+"', '".*"', '"5.."', '"(?i)x[0-9]{1,3}"', '"ö😀"', '"a\\nb"', '\'\\\'\''];
const NUMBERS = ['1', '0', '0.95', '.5', '5.', '1e3', '1E-2', '0x1F', '0X_1f', '010', '08', '1_000', '1_000.5', 'Inf', 'inf', 'NaN', '5m', '1h30m', '99999999999999999999', '0x', '1d'];
const DURATIONS = ['5m', '1h30m', '1d', '1w', '1y', '500ms', '1s', '60', '60.5', '0.1', '1m30s5ms', '0x10', '1e2', '-5m', '+1h', '- 30', '--1m'];
const FUNCTIONS = ['abs', 'ceil', 'sort', 'timestamp', 'absent', 'histogram_sum', 'ln', 'sgn', 'hour', 'round'];
const RANGE_FUNCTIONS = ['rate', 'increase', 'irate', 'delta', 'sum_over_time', 'last_over_time', 'absent_over_time', 'changes', 'deriv', 'mad_over_time'];
const AGGREGATIONS = ['sum', 'avg', 'MAX', 'count', 'group', 'stddev'];
const ARITHMETIC = ['+', '-', '*', '/', '%', '^', 'atan2', 'ATAN2'];
const COMPARISONS = ['==', '!=', '<', '<=', '>', '>=', '</', '>/'];
const SETS = ['and', 'or', 'unless', 'AND', 'Or'];

/** Words that spoil a query, or just do not. */
const SPOILERS = [
  '(', ')', '[', ']', '{', '}', ',', '=', '=~', '!=', '!~', '!', ':', '+', '-', '*', '/', '%', '^', '@', ' ', '\n', '\r', '\t', '# c', '# c\n', '==', '<', '</', '>/',
  ' offset ', ' offset 5m', ' by ', ' without (x)', ' on ', ' on(x) ', ' ignoring(y)', ' bool ', ' group_left ', ' group_right(z)', ' fill(1) ', ' fill_left(2) ', ' smoothed ', ' anchored',
  ' and ', ' or ', 'sum', 'sum(', 'rate', 'rate(', 'ratee(', 'start()', 'end()', 'step()', 'range()', 'max_of(1,2)', ' @ 5', ' @ start()', ' @ end ()', ' @ -1.5', '[5m]', '[5m:]', '[5m:1m]',
  '[5m + 1m]', '[step()]', '[0]', '[-1m]', '"', '\'', '`', '"x"', '"\\q"', '"\\x4"', '\\', 'ä', '\u00a0', ';', '$', '&', '|', '~', '?', '.', '..', '_', '1', '5m', '1h1h', '1.5h', '1e', '1__0', '0x', '0xg',
  'inf', 'nan', '1e400', '010', 'x:y', 'metric', '__name__="x"', '{__name__="x"}', '{"m"}', '{a=~"("}', '{a=~"x{1001}"}', '{}', '{a=""}', '{a!=""}', '{a=~".*"}', '{a!~".+"}', 'limitk(1, a)', 'topk(1, a)', 'topk(a)',
  'count_values("x", a)', 'quantile("x", a)', 'info(a)', 'time()', 'pi()', 'vector(1)', 'scalar(a)', 'label_replace(a, "b", "c", "d", "e")', 'label_join(a, "b", "c")', 'histogram_quantile(0.9, a)',
];

/** Queries as people write them and as nobody does, most of them valid. */
export function queries(): fc.Arbitrary<string> {
  return fc.oneof({ weight: 3, arbitrary: typed().query }, { weight: 2, arbitrary: spoilt(typed().query) });
}

interface Typed {
  readonly query: string;
  readonly scalar: string;
  readonly vector: string;
  readonly matrix: string;
  readonly any: string;
}

function typed(): fc.LetrecValue<Typed> {
  return fc.letrec<Typed>((tie: Tie) => ({
    query: fc.oneof({ weight: 8, arbitrary: tie('vector') }, { weight: 1, arbitrary: tie('scalar') }, { weight: 1, arbitrary: tie('any') }),
    scalar: fc.oneof({ maxDepth: 3, depthIdentifier: 'query' }, ...scalars(tie)),
    vector: fc.oneof({ maxDepth: 4, depthIdentifier: 'query' }, ...vectors(tie)),
    matrix: fc.oneof({ maxDepth: 4, depthIdentifier: 'query' }, ...matrices(tie)),
    any: fc.oneof(tie('scalar'), tie('vector'), tie('matrix'), fc.constantFrom(...STRINGS)),
  }));
}

type Tie = fc.LetrecTypedTie<Typed>;

function scalars(tie: Tie): fc.MaybeWeightedArbitrary<string>[] {
  return [
    fc.constantFrom(...NUMBERS),
    fc.constantFrom('time()', 'pi()'),
    text`scalar(${tie('vector')})`,
    text`(${tie('scalar')})`,
    text`${fc.constantFrom('-', '+', '- ')}${tie('scalar')}`,
    text`${tie('scalar')} ${fc.constantFrom(...ARITHMETIC)} ${tie('scalar')}`,
    text`${tie('scalar')} ${fc.constantFrom(...COMPARISONS)} bool ${tie('scalar')}`,
  ];
}

function vectors(tie: Tie): fc.MaybeWeightedArbitrary<string>[] {
  const rare = rarely(tie('any'), tie('vector'));
  return [
    { weight: 4, arbitrary: shifted(selector()) },
    text`${fc.constantFrom(...FUNCTIONS)}(${rare})`,
    { weight: 2, arbitrary: text`${fc.constantFrom(...RANGE_FUNCTIONS)}(${rarely(tie('any'), tie('matrix'))})` },
    text`histogram_quantile(${tie('scalar')}, ${tie('vector')})`,
    text`clamp(${tie('vector')}, ${tie('scalar')}, ${tie('scalar')})`,
    text`label_replace(${tie('vector')}, ${string()}, ${string()}, ${string()}, ${string()})`,
    text`predict_linear(${tie('matrix')}, ${tie('scalar')})`,
    text`${fc.constantFrom(...AGGREGATIONS)}${grouping()}(${rare})`,
    text`${fc.constantFrom(...AGGREGATIONS)}(${rare})${grouping()}`,
    text`${fc.constantFrom('topk', 'bottomk', 'quantile')}${grouping()}(${tie('scalar')}, ${rare})`,
    text`count_values(${string()}, ${rare})`,
    text`(${rare})`,
    text`-${rare}`,
    { weight: 3, arbitrary: text`${rare} ${fc.constantFrom(...ARITHMETIC, ...COMPARISONS)} ${modifiers(true)}${rarely(tie('any'), tie('vector'))}` },
    text`${tie('vector')} ${fc.constantFrom(...SETS)} ${modifiers(false)}${tie('vector')}`,
    text`${tie('scalar')} ${fc.constantFrom(...ARITHMETIC, ...COMPARISONS)} ${tie('vector')}`,
    text`vector(${tie('scalar')})`,
  ];
}

function matrices(tie: Tie): fc.MaybeWeightedArbitrary<string>[] {
  const duration = fc.constantFrom(...DURATIONS);
  return [
    { weight: 4, arbitrary: shifted(text`${selector()}[${duration}]`) },
    shifted(text`${tie('vector')}[${duration}:${fc.oneof(fc.constant(''), duration)}]`),
  ];
}

function selector(): fc.Arbitrary<string> {
  const name = fc.constantFrom(...METRICS);
  const matchers = fc.array(matcher(), { maxLength: 3 }).map((list) => list.join(','));
  return fc.oneof(name, text`${name}{${matchers}}`, text`{${matchers},job="x"}`, text`{${matchers}}`, text`{${fc.constantFrom('"m"', '"a.b"')}, ${matchers}}`);
}

function matcher(): fc.Arbitrary<string> {
  return text`${fc.constantFrom(...LABELS)}${fc.constantFrom('=', '!=', '=~', '!~', ' = ')}${string()}`;
}

function string(): fc.Arbitrary<string> {
  return fc.constantFrom(...STRINGS);
}

function grouping(): fc.Arbitrary<string> {
  const labels = fc.array(fc.constantFrom(...LABELS, 'a:b', 'without'), { maxLength: 3 }).map((list) => list.join(', '));
  return fc.oneof(fc.constant(''), text` ${fc.constantFrom('by', 'without', 'BY')} (${labels})`);
}

function modifiers(mayGroup: boolean): fc.Arbitrary<string> {
  const labels = fc.constantFrom('(x)', '()', '(x, y)', '(job,)', '("a.b")');
  const matching = text`${fc.constantFrom('on', 'ignoring', 'ON')}${labels} `;
  const grouped = text`${matching}${fc.constantFrom('group_left', 'group_right')}${fc.constantFrom('', '(z)', '()')} `;
  return fc.oneof({ weight: 4, arbitrary: fc.constant('') }, fc.constant('bool '), matching, ...(mayGroup ? [grouped] : []));
}

function shifted(arbitrary: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const offset = text` offset ${fc.constantFrom(...DURATIONS)}`;
  const at = text` @ ${fc.constantFrom('100', '-1.5', '+7', 'start()', 'end()', 'START ( )', '1e3', '1h')}`;
  return fc.oneof({ weight: 6, arbitrary }, text`${arbitrary}${offset}`, text`${arbitrary}${at}`, text`${arbitrary}${at}${offset}`, text`${arbitrary}${offset}${at}`);
}

/** Another type where one is wanted, now and then. */
function rarely(other: fc.Arbitrary<string>, usual: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof({ weight: 1, arbitrary: other }, { weight: 12, arbitrary: usual });
}

/** One or two changes to the words of a query. */
function spoilt(query: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const how = fc.constantFrom('drop', 'double', 'swap', 'insert', 'replace', 'cut');
  const changes = fc.array(fc.record({ how, where: fc.nat(), what: fc.constantFrom(...SPOILERS) }), { minLength: 1, maxLength: 2 });
  return fc.tuple(query, changes).map(([original, each]) => each.reduce(changed, original));
}

function changed(query: string, { how, where, what }: { how: string; where: number; what: string }): string {
  const words = query.match(/\s+|[A-Za-z_:][\w:]*|[\d.]\w*|"[^"]*"|[^]/gu) ?? [];
  const at = where % Math.max(1, words.length);
  const [before, [word = '', next = ''], after] = [words.slice(0, at), words.slice(at, at + 2), words.slice(at + 2)];
  if (how === 'cut') return before.join('');
  const middle = { drop: [next], double: [word, word, next], swap: [next, word], insert: [what, word, next], replace: [what, next] }[how] ?? [];
  return [...before, ...middle, ...after].join('');
}

/** A template whose holes are arbitrary. */
function text(pieces: TemplateStringsArray, ...holes: fc.Arbitrary<string>[]): fc.Arbitrary<string> {
  return fc.tuple(...holes).map((values) => pieces.reduce((whole, piece, index) => whole + values[index - 1] + piece));
}
