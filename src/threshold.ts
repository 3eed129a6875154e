import { CANARY_HASH, NAMESPACE, type QueryScope, successRateQuery } from './istio-query';
import { requireLabel } from './names';

/** Options of `Threshold.successRate`. */
export interface SuccessRateOptions {
  /**
   * Name of the metric in the analysis.
   *
   * @default 'success-rate'
   */
  readonly name?: string;
}

/** Options of `Threshold.query`, with exactly one of `min`, `max` and `successCondition`. */
export interface QueryThresholdOptions {
  /**
   * PromQL that gives one number, whatever happens.
   *
   * `{{args.canary-hash}}` is the canary's pod template hash, `{{args.namespace}}` its namespace, and `{{args.NAME}}` a value of `args`.
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
   * @default - made from `min` or `max`, and false where there is no data
   * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
   */
  readonly successCondition?: string;

  /**
   * Values for `{{args.NAME}}`.
   *
   * @default - none
   */
  readonly args?: { [name: string]: string };
}

/** One metric of the analysis, ready to be written. */
export interface RenderedMetric {
  readonly name: string;
  readonly query: string;
  readonly successCondition: string;
}

const BUILT_IN_ARGS = [CANARY_HASH, NAMESPACE];
const TAG = /\{\{([^}]*)\}\}/g;

/**
 * What a canary must keep to, or the release is aborted.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
 */
export class Threshold {
  /**
   * At least this share of the canary's own requests must succeed.
   *
   * For HTTP a 5xx is a failure, for gRPC a status that blames the server. Higher is better; no data counts as a failure.
   *
   * @param min ratio above 0 and at most 1: 0.95 means 95 %
   */
  public static successRate(min: number, options: SuccessRateOptions = {}): Threshold {
    if (!(min > 0 && min <= 1)) {
      const fix = min > 1 && min <= 100 ? `${min} % is ${min / 100}` : 'give 0.95 for 95 %';
      throw new Error(`'successRate' must be a ratio above 0 and at most 1, got ${min}; ${fix}`);
    }
    return new Threshold(options.name ?? 'success-rate', boundCondition('>=', min), {}, successRateQuery);
  }

  /**
   * A query of your own.
   *
   * Scope it to the canary with `{{args.canary-hash}}`: one that sees stable and canary together dilutes the canary's failures by its weight.
   *
   * @param name name of the metric in the analysis, a DNS label
   */
  public static query(name: string, options: QueryThresholdOptions): Threshold {
    const args = options.args ?? {};
    if (!options.query.trim()) throw new Error(`'query' of threshold '${name}' must be PromQL, got '${options.query}'; give an expression with one number as its result`);
    const condition = customCondition(name, options);
    requireKnownArgs(name, args, [options.query, condition]);
    return new Threshold(name, condition, args, undefined, options.query);
  }

  private constructor(
    /** @internal */ public readonly _name: string,
    private readonly successCondition: string,
    /** @internal */ public readonly _args: { [name: string]: string },
    private readonly scopedQuery?: (scope: QueryScope) => string,
    private readonly ownQuery: string = '',
  ) {
    requireLabel('threshold name', _name);
  }

  /**
   * Whether the query is made by the library, and so needs the hash label.
   *
   * @internal
   */
  public get _scoped(): boolean {
    return this.scopedQuery !== undefined;
  }

  /** @internal */
  public _render(scope: QueryScope): RenderedMetric {
    return { name: this._name, query: this.scopedQuery?.(scope) ?? this.ownQuery, successCondition: this.successCondition };
  }
}

/** The built-in arguments that these metrics use, in a fixed order. */
export function builtInArgsOf(metrics: RenderedMetric[]): string[] {
  const used = new Set(metrics.flatMap(({ query, successCondition }) => argsIn(query + successCondition)));
  return BUILT_IN_ARGS.filter((name) => used.has(name));
}

/** False on an empty result and on NaN, so that no data is a failure and never an error that Argo Rollouts only retries. */
function boundCondition(operator: '>=' | '<=', bound: number): string {
  return `len(result) > 0 && !isNaN(result[0]) && result[0] ${operator} ${bound}`;
}

function customCondition(name: string, { min, max, successCondition }: QueryThresholdOptions): string {
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
  return boundCondition(key === 'min' ? '>=' : '<=', bound as number);
}

function requireKnownArgs(name: string, args: { [name: string]: string }, texts: string[]): void {
  const known = [...BUILT_IN_ARGS, ...Object.keys(args)];
  for (const builtIn of BUILT_IN_ARGS) {
    if (builtIn in args) throw new Error(`'args' of threshold '${name}' must not hold '${builtIn}', got '${args[builtIn]}'; the Rollout fills it in: choose another name`);
  }
  const unknown = texts.flatMap(argsIn).find((arg) => !known.includes(arg));
  if (unknown !== undefined) {
    throw new Error(`threshold '${name}' must use only known arguments (${known.join(', ')}), got '${unknown}'; Argo Rollouts would end the analysis with an error: add it to 'args'`);
  }
}

/** The arguments in a text; a tag that is no argument comes back whole, so that it is unknown. */
function argsIn(text: string): string[] {
  return [...text.matchAll(TAG)].map(([tag, content]) => /^\s*args\.(\S+)\s*$/.exec(content)?.[1] ?? tag);
}
