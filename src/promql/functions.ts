import { type Span, type ValueType } from './ast';
import { refuse } from './problem';
import { nearest } from '../manifest/nearest';

/** What a function takes and gives. */
export interface Signature {
  readonly args: readonly ValueType[];
  /** How many arguments of the last type may be left out or added; without it none. -1 is any number. */
  readonly variadic: number;
  readonly result: ValueType;
  /** Whether a server refuses it unless started with the feature flag. */
  readonly experimental: boolean;
}

const LETTERS: Readonly<Record<string, ValueType>> = { s: 'scalar', v: 'vector', m: 'matrix', t: 'string' };

/** Functions by the letters of their arguments: scalar, vector, matrix, sTring. */
const TO_VECTOR: Readonly<Record<string, string>> = {
  v: `abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_avg histogram_count histogram_stddev histogram_stdvar
    histogram_sum ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp`,
  m: `absent_over_time avg_over_time changes count_over_time delta deriv idelta increase irate last_over_time max_over_time min_over_time
    present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time`,
  vss: 'clamp',
  vs: 'clamp_max clamp_min',
  ssv: 'histogram_fraction',
  sv: 'histogram_quantile',
  vtttt: 'label_replace',
  ms: 'predict_linear',
  sm: 'quantile_over_time',
  s: 'vector',
};

const EXPERIMENTAL_TO_VECTOR: Readonly<Record<string, string>> = {
  m: 'first_over_time mad_over_time ts_of_first_over_time ts_of_last_over_time ts_of_max_over_time ts_of_min_over_time',
  mss: 'double_exponential_smoothing',
  vv: 'info',
};

/**
 * Every function of Prometheus 3.
 *
 * @see https://github.com/prometheus/prometheus/blob/v3.13.0/promql/parser/functions.go
 */
export const FUNCTIONS: ReadonlyMap<string, Signature> = new Map([
  ...rows(TO_VECTOR, { result: 'vector' }),
  ...rows({ v: 'day_of_month day_of_week day_of_year days_in_month hour minute month year' }, { variadic: 1 }),
  ...rows({ vs: 'round' }, { variadic: 1 }),
  ...rows({ vttt: 'label_join' }, { variadic: -1 }),
  ...rows({ '': 'pi time', 'v': 'scalar' }, { result: 'scalar' }),
  ...rows(EXPERIMENTAL_TO_VECTOR, { experimental: true }),
  ...rows({ vt: 'sort_by_label sort_by_label_desc' }, { variadic: -1, experimental: true }),
  ...rows({ vtss: 'histogram_quantiles' }, { variadic: 9, experimental: true }),
  ...rows({ '': 'end range start step', 'ss': 'max_of min_of' }, { result: 'scalar', experimental: true }),
]);

function rows(table: Readonly<Record<string, string>>, { result = 'vector', variadic = 0, experimental = false }: Partial<Signature>): [string, Signature][] {
  return Object.entries(table).flatMap(([letters, names]) => {
    const args = [...letters].map((letter) => LETTERS[letter]);
    return names.split(/\s+/).map((name): [string, Signature] => [name, { args, variadic, result, experimental }]);
  });
}

/** Refuses what is no function of a server without feature flags. */
export function requireFunction(name: string, span: Span): void {
  const signature = FUNCTIONS.get(name);
  if (!signature) {
    const suggestion = nearest(name, FUNCTIONS.keys());
    refuse(`there is no function '${name}'`, span, { token: name, expected: 'a function of Prometheus', ...(suggestion ? { suggestion } : {}) });
  }
  if (signature.experimental) refuse(`the function '${name}' is experimental, and a server refuses it unless told otherwise`, span, { token: name });
}
