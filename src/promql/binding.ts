import { type Binary, type BinaryOperator, type Expression, type Unary, type VectorMatching } from './ast';
import { refuse } from './problem';
import { type Postfix, withPostfix } from './time-shift';

/** The parts of an expression between two brackets, in the order in which they are written. */
export type Part =
  | { readonly kind: 'operand'; readonly expression: Expression }
  | { readonly kind: 'sign'; readonly sign: '+' | '-'; readonly start: number }
  | { readonly kind: 'operator'; readonly operator: BinaryOperator; readonly bool: boolean; readonly matching?: VectorMatching; readonly fill: boolean }
  | { readonly kind: 'postfix'; readonly postfix: Postfix };

const STRENGTH: Readonly<Record<BinaryOperator, number>> = {
  'or': 1,
  'and': 2,
  'unless': 2,
  '==': 3,
  '!=': 3,
  '<=': 3,
  '<': 3,
  '>=': 3,
  '>': 3,
  '</': 3,
  '>/': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  'atan2': 5,
  '^': 6,
};

/** A sign binds like `*`: only `^` and what stands behind an operand bind more tightly. */
const BEHIND_SIGN = STRENGTH['^'];

/**
 * Binds parts by the strength of their operators.
 *
 * lezer-promql binds `offset`, `@` and brackets to all that stands before them, and a sign to its number before `^`; Prometheus does neither.
 *
 * @see https://prometheus.io/docs/prometheus/latest/querying/operators/#binary-operator-precedence
 */
export function bind(parts: readonly Part[]): Expression {
  return new Binder(parts).expression(0);
}

class Binder {
  private next = 0;

  constructor(private readonly parts: readonly Part[]) {}

  expression(least: number): Expression {
    let left = this.operand();
    for (;;) {
      const part = this.parts[this.next];
      if (part?.kind !== 'operator' || STRENGTH[part.operator] < least) return left;
      this.next++;
      const right = this.expression(part.operator === '^' ? STRENGTH['^'] : STRENGTH[part.operator] + 1);
      left = binary(part, left, right);
    }
  }

  private operand(): Expression {
    const part = this.parts[this.next++];
    if (part.kind === 'sign') return signed(part.sign, this.expression(BEHIND_SIGN), part.start);
    if (part.kind !== 'operand') throw new Error(`a syntax tree has a ${part.kind} where a value has to be`);
    let { expression } = part;
    for (let postfix = this.parts[this.next]; postfix?.kind === 'postfix'; postfix = this.parts[++this.next]) {
      expression = withPostfix(expression, postfix.postfix);
    }
    return expression;
  }
}

function binary({ operator, bool, matching, fill }: Part & { kind: 'operator' }, left: Expression, right: Expression): Binary {
  if (fill) refuse('fill modifiers are experimental, and a server refuses them unless told otherwise', { start: left.start, end: right.end });
  return { kind: 'binary', operator, left, right, bool, ...(matching ? { matching } : {}), start: left.start, end: right.end };
}

function signed(sign: '+' | '-', expression: Expression, start: number): Expression {
  if (expression.kind === 'number') return { ...expression, value: sign === '-' ? -expression.value : expression.value, start };
  const unary: Unary = { kind: 'unary', operator: sign, expression, start, end: expression.end };
  return unary;
}
