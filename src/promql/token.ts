import { type Span } from './ast';

/**
 * The kinds of words that Prometheus' lexer tells apart; `metric` is an identifier with a colon.
 *
 * @see https://github.com/prometheus/prometheus/blob/v3.13.0/promql/parser/lex.go
 */
export type TokenKind = 'number' | 'duration' | 'string' | 'identifier' | 'metric' | 'keyword' | 'symbol';

export interface Token extends Span {
  readonly kind: TokenKind;
  /** As written; of keywords in lower case. */
  readonly text: string;
}

export const AGGREGATIONS: ReadonlySet<string> = new Set([
  'sum', 'avg', 'count', 'min', 'max', 'group', 'stddev', 'stdvar', 'topk', 'bottomk', 'count_values', 'quantile', 'limitk', 'limit_ratio',
]);

export const OPERATOR_WORDS: ReadonlySet<string> = new Set(['and', 'or', 'unless', 'atan2']);

/** Words that are functions or metrics unless an `@` or a bracket stands before them. */
export const PREPROCESSORS: ReadonlySet<string> = new Set(['start', 'end', 'step', 'range', 'max_of', 'min_of']);

/** Words before a list of labels in parentheses that belongs to a binary operator. */
export const MATCHING_WORDS: ReadonlySet<string> = new Set(['on', 'ignoring', 'group_left', 'group_right']);

/** Words that are keywords only before a parenthesis, so that old metrics of these names still work. */
export const FILL_WORDS: ReadonlySet<string> = new Set(['fill', 'fill_left', 'fill_right']);

export const KEYWORDS: ReadonlySet<string> = new Set([
  ...AGGREGATIONS, ...OPERATOR_WORDS, ...PREPROCESSORS, ...MATCHING_WORDS, ...FILL_WORDS, 'offset', 'smoothed', 'anchored', 'by', 'without', 'bool',
]);
