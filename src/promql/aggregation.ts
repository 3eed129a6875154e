import { type Aggregation, type Expression, type Grouping, type Span } from './ast';
import { refuse } from './problem';

/** What stands before the expression. */
export const PARAMETERS: ReadonlyMap<string, 'scalar' | 'string'> = new Map([
  ['topk', 'scalar'], ['bottomk', 'scalar'], ['quantile', 'scalar'], ['limitk', 'scalar'], ['limit_ratio', 'scalar'], ['count_values', 'string'],
]);

const EXPERIMENTAL: ReadonlySet<string> = new Set(['limitk', 'limit_ratio']);

/**
 * An aggregation of what stands in its parentheses.
 *
 * @see https://github.com/prometheus/prometheus/blob/v3.13.0/promql/parser/parse.go (newAggregateExpr)
 */
export function aggregation(operator: string, args: readonly Expression[], grouping: Grouping | undefined, span: Span): Aggregation {
  const takesParameter = PARAMETERS.has(operator);
  if (args.length > 0 && EXPERIMENTAL.has(operator)) refuse(`'${operator}' is experimental, and a server refuses it unless told otherwise`, span, { token: operator });
  const wanted = takesParameter ? 2 : 1;
  if (args.length !== wanted) refuse(`'${operator}' must have ${wanted === 2 ? 'a parameter and a vector' : 'one vector'}, got ${args.length} argument${args.length === 1 ? '' : 's'}`, span, { token: operator });
  return {
    kind: 'aggregation',
    operator,
    expression: args[wanted - 1],
    ...(takesParameter ? { parameter: args[0] } : {}),
    ...(grouping ? { grouping } : {}),
    start: span.start,
    end: span.end,
  };
}
