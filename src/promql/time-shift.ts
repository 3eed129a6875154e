import { type Expression, type Span, type Subquery, type TimeShift, type VectorSelector } from './ast';
import { refuse } from './problem';

/** What stands behind an expression and changes the time at which it reads. */
export type Postfix = Span & (
  | { readonly kind: 'range'; readonly range: number; readonly bracket: Span }
  | { readonly kind: 'subquery'; readonly range: number; readonly step?: number }
  | { readonly kind: 'offset'; readonly offset: number }
  | { readonly kind: 'at'; readonly at: number | 'start' | 'end' }
  | { readonly kind: 'experimental'; readonly word: string }
);

/**
 * Puts a postfix to the expression before it, which has to be a selector or a subquery.
 *
 * @see https://github.com/prometheus/prometheus/blob/v3.13.0/promql/parser/parse.go (addOffset, setTimestamp)
 */
export function withPostfix(expression: Expression, postfix: Postfix): Expression {
  const { start } = expression;
  const { end } = postfix;
  switch (postfix.kind) {
    case 'experimental':
      return refuse(`'${postfix.word}' is experimental, and a server refuses it unless told otherwise`, expression, { token: postfix.word });
    case 'range':
      return { kind: 'matrixSelector', selector: rangeTarget(expression, postfix.bracket), range: postfix.range, start, end };
    case 'subquery':
      return { kind: 'subquery', expression, range: postfix.range, ...(postfix.step === undefined ? {} : { step: postfix.step }), start, end };
    case 'offset':
      return shifted(expression, { offset: postfix.offset }, end);
    default:
      return shifted(expression, { at: postfix.at }, end);
  }
}

function rangeTarget(expression: Expression, bracket: Span): VectorSelector {
  if (expression.kind !== 'vectorSelector') return refuse('a range is only allowed behind a selector, as in metric[5m]; for anything else write a subquery like [5m:]', bracket, { token: '[' });
  if (expression.offset) return refuse('an offset must stand behind the range, as in metric[5m] offset 1m', bracket, { token: '[' });
  if (typeof expression.at === 'number') return refuse('an @ must stand behind the range, as in metric[5m] @ 100', bracket, { token: '[' });
  return expression;
}

function shifted(expression: Expression, shift: TimeShift, end: number): Expression {
  switch (expression.kind) {
    case 'vectorSelector':
    case 'subquery':
      return { ...onceShifted(expression, shift, expression), end };
    case 'matrixSelector':
      return { ...expression, selector: onceShifted(expression.selector, shift, expression), end };
    default:
      return refuse(`'${shift.at === undefined ? 'offset' : '@'}' is only allowed behind a selector, a range or a subquery`, expression);
  }
}

/** An offset of 0 counts as none, as in Prometheus. */
function onceShifted<Shifted extends VectorSelector | Subquery>(target: Shifted, shift: TimeShift, whole: Span): Shifted {
  if (shift.at === undefined ? target.offset : target.at !== undefined) refuse(`'${shift.at === undefined ? 'offset' : '@'}' is allowed only once`, whole);
  return { ...target, ...shift };
}
