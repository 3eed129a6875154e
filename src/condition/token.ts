export type TokenKind = 'identifier' | 'number' | 'string' | 'operator' | 'bracket' | 'end';

/** A word of a condition. */
export interface Token {
  readonly kind: TokenKind;
  /** Of a string, its bytes, one character each. */
  readonly value: string;
  /** Where it begins. */
  readonly offset: number;
  /** Its text as it is written. */
  readonly text: string;
}

export function isToken(token: Token, kind: TokenKind, value?: string): boolean {
  return token.kind === kind && (value === undefined || token.value === value);
}
