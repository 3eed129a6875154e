import * as fc from 'fast-check';

/** Queries that the type checker of Prometheus accepts, over the series of `seriesSets`. */
export type Expressions = {
  readonly vector: string;
  readonly scalar: string;
  readonly range: string;
};

const label = fc.constantFrom('job', 'code', 'zone', 'instance', 'le', 'none');
const labels = fc.uniqueArray(label, { maxLength: 2 }).map((names) => `(${names.join(', ')})`);
const duration = fc.constantFrom('30s', '45s', '1m', '61s', '2m', '5m', '10m', '7s', '1m500ms');
const metric = fc.constantFrom('requests_total', 'requests_total', 'temperature', 'temperature', 'limit', 'requests_total', 'temperature', 'requests_total', 'temperature', 'latency_bucket', 'single', 'nothing');
const matcher = fc.constantFrom(
  'job="a"', 'job!="a"', 'job=~"a|b"', 'job!~"a.*"', 'code=~"5.."', 'code!~"5.*"', 'code="200"', 'zone=""', 'zone!=""', 'zone=~"y.z"',
  'zone=~"|x"', 'instance=~".+"', 'job=~"(?i)A"', 'none=""',
);
const matchers = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  { weight: 2, arbitrary: fc.uniqueArray(matcher, { minLength: 1, maxLength: 2 }) },
);
const shift = fc.constantFrom('', '', '', '', ' offset 30s', ' offset -1m', ' @ 200', ' @ start()', ' @ end()', ' @ 300 offset 1m', ' offset 17s');
const grouping = fc.tuple(fc.constantFrom('', ' by ', ' without '), labels).map(([word, names]) => (word === '' ? '' : `${word}${names}`));
const number = fc.constantFrom('0', '1', '2', '-1', '0.5', '3.7', '1e3', '100', 'NaN', 'Inf', '-Inf', '0.99', '1.5', '0x1F', '1_000', '2m');

const selector = fc.tuple(metric, matchers, shift)
  .map(([name, wanted, at]) => `${name}${braced(wanted)}${at}`);
const rangeSelector = fc.tuple(metric, matchers, duration, shift)
  .map(([name, wanted, range, at]) => `${name}${braced(wanted)}[${range}]${at}`);

const ELEMENT_FUNCTIONS = [
  'abs', 'ceil', 'floor', 'exp', 'sqrt', 'ln', 'log2', 'log10', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'sinh', 'cosh', 'tanh', 'asinh', 'acosh', 'atanh', 'rad', 'deg', 'sgn', 'round', 'timestamp',
  'histogram_count', 'histogram_sum', 'histogram_avg', 'histogram_stddev', 'absent', 'absent', 'sort', 'sort_desc',
];
const DATE_FUNCTIONS = ['minute', 'hour', 'month', 'year', 'day_of_month', 'day_of_week', 'day_of_year', 'days_in_month'];
const RANGE_FUNCTIONS = [
  'rate', 'rate', 'irate', 'increase', 'delta', 'idelta', 'deriv', 'resets', 'changes', 'sum_over_time', 'avg_over_time', 'min_over_time', 'max_over_time', 'count_over_time', 'last_over_time',
  'present_over_time', 'absent_over_time', 'stddev_over_time', 'stdvar_over_time',
];
const AGGREGATIONS = ['sum', 'sum', 'avg', 'min', 'max', 'count', 'group', 'stddev', 'stdvar'];
const ARITHMETIC = ['+', '-', '*', '/', '%', '^', 'atan2'];
const COMPARISONS = ['==', '!=', '<', '<=', '>', '>='];
const SETS = ['and', 'or', 'unless'];
const LABEL_FUNCTIONS: ((vector: string) => string)[] = [
  (vector) => `label_replace(${vector}, "zone", "$1-x", "job", "(.*)")`,
  (vector) => `label_replace(${vector}, "job", "${'$'}{first}", "code", "(?P<first>.)..")`,
  (vector) => `label_replace(${vector}, "job", "same", "job", ".*")`,
  (vector) => `label_replace(${vector}, "__name__", "renamed", "job", "b|a")`,
  (vector) => `label_replace(${vector}, "code", "", "code", "5(.*)")`,
  (vector) => `label_join(${vector}, "zone", "-", "job", "code")`,
  (vector) => `label_join(${vector}, "instance", "")`,
];

/** As deep as a person would write, and a little deeper. */
export const expressions: fc.LetrecValue<Expressions> = fc.letrec<Expressions>((tie) => {
  const vector: fc.Arbitrary<string> = tie('vector');
  const scalar: fc.Arbitrary<string> = tie('scalar');
  const range: fc.Arbitrary<string> = tie('range');
  return {
    vector: fc.oneof(
      { maxDepth: 3, depthSize: 'small', withCrossShrink: true },
      { weight: 3, arbitrary: selector },
      { weight: 4, arbitrary: call(fc.constantFrom(...RANGE_FUNCTIONS), range) },
      { weight: 1, arbitrary: fc.tuple(range, scalar).map(([of, ahead]) => `predict_linear(${of}, ${ahead})`) },
      { weight: 1, arbitrary: fc.tuple(scalar, range).map(([quantile, of]) => `quantile_over_time(${quantile}, ${of})`) },
      { weight: 3, arbitrary: call(fc.constantFrom(...ELEMENT_FUNCTIONS), vector) },
      { weight: 1, arbitrary: call(fc.constantFrom(...DATE_FUNCTIONS), vector) },
      { weight: 1, arbitrary: fc.constantFrom(...DATE_FUNCTIONS).map((name) => `${name}()`) },
      { weight: 5, arbitrary: aggregation(vector, scalar) },
      { weight: 5, arbitrary: joined(vector) },
      { weight: 3, arbitrary: withScalar(vector, scalar) },
      { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...LABEL_FUNCTIONS), vector).map(([rename, of]) => rename(of)) },
      { weight: 1, arbitrary: clamped(vector, scalar) },
      { weight: 2, arbitrary: histogram(vector, scalar) },
      { weight: 1, arbitrary: vector.map((of) => `-${of}`) },
      { weight: 1, arbitrary: vector.map((of) => `(${of})`) },
      { weight: 1, arbitrary: scalar.map((of) => `vector(${of})`) },
    ),
    scalar: fc.oneof(
      { maxDepth: 2, withCrossShrink: true },
      { weight: 5, arbitrary: number },
      { weight: 1, arbitrary: fc.constantFrom('time()', 'pi()') },
      { weight: 1, arbitrary: vector.map((of) => `scalar(${of})`) },
      { weight: 1, arbitrary: fc.tuple(scalar, fc.constantFrom(...ARITHMETIC, ...COMPARISONS.map((operator) => `${operator} bool`)), scalar).map(([left, operator, right]) => `(${left} ${operator} ${right})`) },
    ),
    range: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 5, arbitrary: rangeSelector },
      { weight: 1, arbitrary: fc.tuple(vector, duration, fc.constantFrom('', '15s', '30s', '1m', '11s'), shift).map(([of, length, step, at]) => `(${of})[${length}:${step}]${at}`) },
    ),
  };
});

function braced(wanted: readonly string[]): string {
  return wanted.length > 0 ? `{${wanted.join(', ')}}` : '';
}

function call(name: fc.Arbitrary<string>, argument: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(name, argument).map(([of, inner]) => `${of}(${inner})`);
}

function aggregation(vector: fc.Arbitrary<string>, scalar: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.tuple(fc.constantFrom(...AGGREGATIONS), grouping, vector).map(([name, by, of]) => `${name}${by} (${of})`) },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom('topk', 'bottomk', 'quantile'), grouping, scalar, vector).map(([name, by, parameter, of]) => `${name}${by} (${parameter}, ${of})`) },
    { weight: 1, arbitrary: fc.tuple(fc.constantFrom('value', 'job'), grouping, vector).map(([name, by, of]) => `count_values${by} ("${name}", ${of})`) },
  );
}

/** Two vectors, which may or may not find each other. */
function joined(vector: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const matching = fc.tuple(fc.constantFrom('', 'on', 'ignoring'), labels).map(([word, names]) => (word === '' ? '' : ` ${word}${names}`));
  const group = fc.tuple(fc.constantFrom('', '', ' group_left', ' group_right'), fc.constantFrom('', '(zone)', '(code)'));
  const comparison = fc.tuple(fc.constantFrom(...COMPARISONS), fc.constantFrom('', ' bool')).map((parts) => parts.join(''));
  const operator = fc.oneof(fc.constantFrom(...ARITHMETIC), comparison);
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc.tuple(vector, operator, matching, group, vector).map(([left, of, by, [word, included], right]) => {
        const modifier = by === '' ? '' : by + (word === '' ? '' : word + (by.includes(included.slice(1, -1)) ? '' : included));
        return `(${left}) ${of}${modifier} (${right})`;
      }),
    },
    { weight: 1, arbitrary: fc.tuple(vector, fc.constantFrom(...SETS), matching, vector).map(([left, of, by, right]) => `(${left}) ${of}${by} (${right})`) },
  );
}

function withScalar(vector: fc.Arbitrary<string>, scalar: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const operator = fc.constantFrom(...ARITHMETIC, ...COMPARISONS, ...COMPARISONS.map((name) => `${name} bool`));
  return fc.tuple(vector, operator, scalar, fc.boolean()).map(([of, name, value, swapped]) => (swapped ? `${value} ${name} (${of})` : `(${of}) ${name} ${value}`));
}

function clamped(vector: fc.Arbitrary<string>, scalar: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom('clamp', 'clamp_min', 'clamp_max', 'round'), vector, scalar, scalar)
    .map(([name, of, least, most]) => `${name}(${of}, ${least}${name === 'clamp' ? `, ${most}` : ''})`);
}

function histogram(vector: fc.Arbitrary<string>, scalar: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const buckets = fc.oneof(fc.constantFrom('latency_bucket', 'rate(latency_bucket[2m])', 'sum by (le) (rate(latency_bucket[5m]))', 'sum by (job, le) (latency_bucket)'), vector);
  return fc.oneof(
    fc.tuple(scalar, buckets).map(([quantile, of]) => `histogram_quantile(${quantile}, ${of})`),
    fc.tuple(scalar, scalar, buckets).map(([lower, upper, of]) => `histogram_fraction(${lower}, ${upper}, ${of})`),
  );
}
