import { type Span } from '../ast';

/** Why a query has no value: the data does not fit, something is not implemented, it would be too much, or it means nothing. */
export type EvaluationErrorKind = 'execution' | 'not-implemented' | 'limit' | 'usage';

/** A query that parses and has no value all the same; the place is in the text of the query. */
export class EvaluationError extends Error implements Span {
  public readonly start: number;
  public readonly end: number;

  constructor(public readonly kind: EvaluationErrorKind, { start, end }: Span, message: string) {
    super(message);
    this.start = start;
    this.end = end;
  }
}

/** What no result may have: a label set says which series it is. */
export function duplicateSeries(at: Span): EvaluationError {
  return new EvaluationError('execution', at, 'vector cannot contain metrics with the same labelset');
}

/** The evaluator never guesses: what it does not know, it names. */
export function notImplemented(at: Span, what: string): EvaluationError {
  return new EvaluationError('not-implemented', at, `${what} is not implemented here; a Prometheus server may know it`);
}
