/** How strongly an operator before its operand binds. */
export const UNARY: Readonly<Record<string, number>> = { 'not': 50, '!': 50, '-': 90, '+': 90 };

/** How strongly an operator between its operands binds. */
export const BINARY: Readonly<Record<string, number>> = {
  '|': 0,
  'or': 10, '||': 10,
  'and': 15, '&&': 15,
  '==': 20, '!=': 20, '<': 20, '>': 20, '>=': 20, '<=': 20, 'in': 20, 'matches': 20, 'contains': 20, 'startsWith': 20, 'endsWith': 20,
  '..': 25,
  '+': 30, '-': 30,
  '*': 60, '/': 60, '%': 60,
  '**': 100, '^': 100,
  '??': 500,
};

/** Operators that take as much as they can on their right. */
export const TO_THE_RIGHT = new Set(['**', '^']);

export const COMPARISONS = new Set(['<', '>', '>=', '<=']);

/** What `not` may stand before: `x not in y`. */
export const NEGATABLE = new Set(['contains', 'matches', 'startsWith', 'endsWith', 'in']);

export function isBinary(word: string): boolean {
  return Object.hasOwn(BINARY, word);
}
