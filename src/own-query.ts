import { type AnalysisArg } from './analysis-arg';
import { type MeasurementOptions } from './measurement-options';
import { requireKnownArgs } from './query-args';
import { boundCondition, scalarCondition, type ThresholdData } from './threshold-data';
import type * as QueryAnswer from './validation/query-answer';

/** Options of `Threshold.query`, with exactly one of `min`, `max` and `successCondition`. */
export interface QueryThresholdOptions extends MeasurementOptions {
  /**
   * PromQL that gives one number, whatever happens.
   *
   * `{{args.canary-hash}}` and `{{args.stable-hash}}` are pod template hashes, `{{args.namespace}}` and `{{args.rollout}}` name the Rollout,
   * and `{{args.NAME}}` is a value of `args`.
   */
  readonly query: string;

  /**
   * The least good value, in the query's unit: higher is better.
   *
   * @default - no lower bound
   */
  readonly min?: number;

  /**
   * The greatest good value, in the query's unit: lower is better.
   *
   * @default - no upper bound
   */
  readonly max?: number;

  /**
   * A condition on `result`, in upstream's language, used as it is.
   *
   * @default - made from `min` or `max` for what the query answers with, a vector or a scalar, and false where there is no data
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
   */
  readonly successCondition?: string;

  /**
   * A condition on `result` for what is bad, beside `successCondition` for what is good.
   *
   * A measurement for which neither holds is inconclusive: one more of them than inconclusiveLimit pauses the release.
   *
   * @default - none: what is not good is bad
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/#inconclusive-runs
   */
  readonly failureCondition?: string;

  /**
   * What `{{args.NAME}}` stands for.
   *
   * @default - none
   */
  readonly args?: { [name: string]: AnalysisArg };
}

/** Only these make a scalar of anything; all other queries are not read before the synth. */
const MAY_BE_SCALAR = /\b(scalar|time|pi)\b|^[^a-z{]*$/i;

/** Checks the query, its condition and its arguments. */
export function ownQueryData(name: string, options: QueryThresholdOptions): ThresholdData {
  const args = Object.fromEntries(Object.entries(options.args ?? {}).map(([arg, { _data }]) => [arg, _data]));
  if (!options.query.trim()) throw new Error(`'query' of threshold '${name}' must be PromQL, got '${options.query}'; give an expression with one number as its result`);
  const successCondition = customCondition(name, options);
  const failureCondition = requireBesideSuccess(name, options);
  requireKnownArgs(name, args, [options.query, successCondition, failureCondition ?? '']);
  return { name, successCondition, failureCondition, measurement: options, ownQuery: options.query, args };
}

function customCondition(name: string, options: QueryThresholdOptions): string {
  const { min, max, successCondition } = options;
  const given = Object.entries({ min, max, successCondition }).filter(([, value]) => value !== undefined);
  if (given.length !== 1) {
    const got = given.length === 0 ? 'none' : given.map(([key]) => key).join(' and ');
    throw new Error(`threshold '${name}' must have exactly one of min, max and successCondition, got ${got}; without one every answer passes: give one`);
  }
  if (successCondition !== undefined) {
    if (!successCondition.trim()) throw new Error(`'successCondition' of threshold '${name}' must not be empty, got '${successCondition}'; give a condition, min or max`);
    return successCondition;
  }
  const [[key, bound]] = given;
  if (!Number.isFinite(bound)) throw new Error(`'${key}' of threshold '${name}' must be a finite number, got ${bound}; give the bound in the query's unit`);
  return (isScalar(options) ? scalarCondition : boundCondition)(key === 'min' ? '>=' : '<=', bound as number);
}

/** Argo Rollouts gives a condition a number where the query's type is scalar, and a list of numbers otherwise. */
function isScalar({ query, args = {} }: QueryThresholdOptions): boolean {
  if (!MAY_BE_SCALAR.test(query)) return false;
  const values = Object.entries(args).flatMap(([name, { _data: { value } }]): [string, string][] => (value === undefined ? [] : [[name, value]]));
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { answersWithScalar } = require('./validation/query-answer') as typeof QueryAnswer;
  return answersWithScalar(query, new Map(values));
}

/** A bound would leave nothing between good and bad. */
function requireBesideSuccess(name: string, { successCondition, failureCondition }: QueryThresholdOptions): string | undefined {
  if (failureCondition === undefined) return undefined;
  if (successCondition === undefined) {
    throw new Error(`'failureCondition' of threshold '${name}' must go with successCondition, got a bound beside it; what is beyond min or max fails already: give both conditions, or the bound alone`);
  }
  if (!failureCondition.trim()) throw new Error(`'failureCondition' of threshold '${name}' must not be empty, got '${failureCondition}'; give a condition, or leave it out`);
  return failureCondition;
}
