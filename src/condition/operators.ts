/** How strongly an operator before its operand binds. */
export const UNARY: Readonly<Record<string, number>> = { 'not': 50, '!': 50, '-': 90, '+': 90 };

/** Operators between operands, with how strongly they bind. */
const STRENGTHS: readonly (readonly [number, string])[] = [
  [0, '|'],
  [10, 'or ||'],
  [15, 'and &&'],
  [20, '== != < > >= <= in matches contains startsWith endsWith'],
  [25, '..'],
  [30, '+ -'],
  [60, '* / %'],
  [100, '** ^'],
  [500, '??'],
];

/** How strongly an operator between its operands binds. */
export const BINARY: Readonly<Record<string, number>> = Object.fromEntries(
  STRENGTHS.flatMap(([strength, operators]) => operators.split(' ').map((operator) => [operator, strength])),
);

/** Operators that take as much as they can on their right. */
export const TO_THE_RIGHT = new Set(['**', '^']);

export const COMPARISONS = new Set(['<', '>', '>=', '<=']);

/** What `not` may stand before: `x not in y`. */
export const NEGATABLE = new Set(['contains', 'matches', 'startsWith', 'endsWith', 'in']);

export function isBinary(word: string): boolean {
  return Object.hasOwn(BINARY, word);
}
