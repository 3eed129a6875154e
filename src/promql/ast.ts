/**
 * A query as a tree, in the terms of Prometheus' own parser; every node knows where it stands in the text.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/basics/
 */
export type Expression =
  | NumberLiteral
  | StringLiteral
  | VectorSelector
  | MatrixSelector
  | Subquery
  | Call
  | Aggregation
  | Unary
  | Binary
  | Parenthesis;

/** Where a node stands: offsets into the text of the query, the end excluded. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The type of an expression's value, by the names that Prometheus' messages use. */
export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string';

export interface NumberLiteral extends Span {
  readonly kind: 'number';
  readonly value: number;
  /** Whether it was written as a duration: `5m` is 300. */
  readonly duration: boolean;
}

export interface StringLiteral extends Span {
  readonly kind: 'string';
  readonly value: string;
}

/** `name{label="value"} offset 5m @ 100`. */
export interface VectorSelector extends Span, TimeShift {
  readonly kind: 'vectorSelector';
  /** The metric's name, where it is written before the braces; it is not among the matchers. */
  readonly name?: string;
  readonly matchers: readonly Matcher[];
}

export interface Matcher extends Span {
  readonly label: string;
  readonly operator: MatchOperator;
  readonly value: string;
}

export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** What moves the time at which a selector or subquery reads. */
export interface TimeShift {
  /** Seconds into the past, and into the future where negative. @default 0 */
  readonly offset?: number;
  /** The instant of an `@`: seconds since the epoch, or an end of the range that is asked for. @default - the time of evaluation */
  readonly at?: number | 'start' | 'end';
}

/** A vector selector with a range; offset and `@` are the selector's. */
export interface MatrixSelector extends Span {
  readonly kind: 'matrixSelector';
  readonly selector: VectorSelector;
  /** Seconds. */
  readonly range: number;
}

export interface Subquery extends Span, TimeShift {
  readonly kind: 'subquery';
  readonly expression: Expression;
  /** Seconds. */
  readonly range: number;
  /** Seconds. @default - the server's evaluation interval */
  readonly step?: number;
}

export interface Call extends Span {
  readonly kind: 'call';
  readonly function: string;
  readonly args: readonly Expression[];
}

export interface Aggregation extends Span {
  readonly kind: 'aggregation';
  readonly operator: string;
  readonly expression: Expression;
  /** What `topk`, `quantile` and their like take before the expression. */
  readonly parameter?: Expression;
  /** @default - all series become one */
  readonly grouping?: Grouping;
}

export interface Grouping {
  readonly without: boolean;
  readonly labels: readonly string[];
}

export interface Unary extends Span {
  readonly kind: 'unary';
  readonly operator: '+' | '-';
  readonly expression: Expression;
}

export interface Binary extends Span {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
  /** Whether a comparison returns 0 and 1 and does not filter. */
  readonly bool: boolean;
  /** How series of the two sides find each other. @default - by all labels, one to one */
  readonly matching?: VectorMatching;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '^' | 'atan2' | '==' | '!=' | '<' | '<=' | '>' | '>=' | 'and' | 'or' | 'unless';

export interface VectorMatching {
  readonly on: boolean;
  /** The labels of `on` or of `ignoring`. */
  readonly labels: readonly string[];
  /** The side with several series for one of the other: `group_left` or `group_right`. @default - one to one, or many to many for and, or, unless */
  readonly group?: 'left' | 'right';
  /** Labels that the many take over from the one. */
  readonly include: readonly string[];
}

export interface Parenthesis extends Span {
  readonly kind: 'parenthesis';
  readonly expression: Expression;
}
