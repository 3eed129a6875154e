import { integerOf } from './go-math';
import { parseFloatText, parseInteger } from './number-functions';
import { asFloat, integer } from './operations';
import { RunError } from './problem';
import { ANY, BOOL, FLOAT, FLOATS, INT64, type Type } from './type';
import { FunctionValue, isIntegerValue, OtherInteger, Slice, typeOf, type Value } from './value';

/**
 * What Prometheus answers with, by the controller's words.
 *
 * A matrix reaches the condition as a vector: all samples of all its series, one behind the other.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/metricproviders/prometheus/prometheus.go
 */
export type ResultShape = 'scalar' | 'vector' | 'matrix';

/** A scalar, or the samples of a vector or of a matrix. */
export type Result = number | readonly number[];

/**
 * The functions that the controller adds to the language.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/evaluate/evaluate.go
 */
export const FUNCTIONS: Readonly<Record<string, FunctionValue>> = {
  asInt: new FunctionValue({ params: [ANY], out: INT64 }, ([value]) => {
    if (typeof value === 'number') return OtherInteger.int64(integerOf(value));
    if (isIntegerValue(value)) return OtherInteger.int64(integer(value));
    if (typeof value === 'string') return OtherInteger.int64(parseInteger(value));
    throw new RunError(`'asInt' takes a number or a string, got ${typeOf(value).name}`);
  }),
  asFloat: new FunctionValue({ params: [ANY], out: FLOAT }, ([value]) => typeof value === 'string' ? parseFloatText(value) : asFloat(value)),
  isNaN: new FunctionValue({ params: [FLOAT], out: BOOL }, ([value]) => Number.isNaN(float(value))),
  isInf: new FunctionValue({ params: [FLOAT], out: BOOL }, ([value]) => Math.abs(float(value)) === Infinity),
  // It looks at the whole result as well, and no answer of Prometheus is nil.
  isNil: new FunctionValue({ params: [ANY], out: BOOL }, () => false),
  default: new FunctionValue({ params: [ANY, ANY], out: ANY }, (_, result) => result),
};

/** The types of all that a condition can name. */
export function typesOf(shape: ResultShape): Readonly<Record<string, Type>> {
  return { result: shape === 'scalar' ? FLOAT : FLOATS, ...FUNCTION_TYPES };
}

const FUNCTION_TYPES: Readonly<Record<string, Type>> = Object.fromEntries(Object.entries(FUNCTIONS).map(([name, { type }]) => [name, type]));

/** A result as the condition sees it. */
export function valueOf(result: Result): Value {
  return typeof result === 'number' ? result : new Slice(FLOATS, result);
}

function float(value: Value): number {
  if (typeof value === 'number') return value;
  throw new RunError(`a float is needed here, got ${typeOf(value).name}`);
}
