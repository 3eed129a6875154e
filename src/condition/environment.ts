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

export const SHAPES: readonly ResultShape[] = ['scalar', 'vector', 'matrix'];

/** A scalar, or the samples of a vector or of a matrix. */
export type Result = number | readonly number[];

/**
 * The functions that the controller adds, but for those that look at the whole result.
 *
 * @see https://github.com/argoproj/argo-rollouts/blob/v1.9.1/utils/evaluate/evaluate.go
 */
const FUNCTIONS = {
  asInt: new FunctionValue({ params: [ANY], out: INT64 }, ([value]) => {
    if (typeof value === 'number') return OtherInteger.int64(integerOf(value));
    if (isIntegerValue(value)) return OtherInteger.int64(integer(value));
    if (typeof value === 'string') return OtherInteger.int64(parseInteger(value));
    throw new RunError(`'asInt' takes a number or a string, got ${typeOf(value).name}`);
  }),
  asFloat: new FunctionValue({ params: [ANY], out: FLOAT }, ([value]) => typeof value === 'string' ? parseFloatText(value) : asFloat(value)),
  isNaN: new FunctionValue({ params: [FLOAT], out: BOOL }, ([value]) => Number.isNaN(float(value))),
  isInf: new FunctionValue({ params: [FLOAT], out: BOOL }, ([value]) => Math.abs(float(value)) === Infinity),
  // No answer of Prometheus is nil, whatever the argument is.
  isNil: new FunctionValue({ params: [ANY], out: BOOL }, () => false),
};

/** Gives the whole result, because the result is not nil; neither argument is looked at. */
const DEFAULT = { params: [ANY, ANY], out: ANY };

export const ENVIRONMENT_NAMES = ['result', ...Object.keys(FUNCTIONS), 'default'];

/** The types of all that a condition can name. */
export function typesOf(shape: ResultShape): Readonly<Record<string, Type>> {
  return Object.fromEntries(Object.entries(environmentOf(shape === 'scalar' ? 0 : [])).map(([name, value]) => [name, typeOf(value)]));
}

/** All that a condition can name, with a result in it. */
export function environmentOf(result: Result): Readonly<Record<string, Value>> {
  const value: Value = typeof result === 'number' ? result : new Slice(FLOATS, result);
  return { result: value, ...FUNCTIONS, default: new FunctionValue(DEFAULT, () => value) };
}

function float(value: Value): number {
  if (typeof value === 'number') return value;
  throw new RunError(`a float is needed here, got ${typeOf(value).name}`);
}
