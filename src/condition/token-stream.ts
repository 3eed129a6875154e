import { childrenOf, depthOf, type Made, type Node } from './ast';
import { type Dialect } from './dialect';
import { ConditionError } from './problem';
import { isToken, type Token, type TokenKind } from './token';

/** Deeper than any condition that somebody wrote, and far from the end of the stack. */
const MAX_DEPTH = 500;

/** A comparison in a chain stands for two, and chains within chains for as many as there are atoms in the universe. */
const MAX_SIZE = 200_000;

/** What the parts of the parser share: where it is in the tokens, and what it has made of them. */
export class TokenStream {
  current: Token;
  /** In how many predicates the parser is: `#` means something only there. */
  predicates = 0;
  private position = 0;
  private nesting = 0;
  private nodes = 0;
  private readonly sizes = new Map<Node, number>();

  constructor(private readonly tokens: readonly Token[], readonly dialect: Dialect) {
    this.current = tokens[0];
  }

  is(kind: TokenKind, value?: string): boolean {
    return isToken(this.current, kind, value);
  }

  next(): Token {
    const token = this.current;
    if (token.kind === 'end') throw this.unexpected();
    this.current = this.tokens[++this.position];
    return token;
  }

  back(): void {
    this.current = this.tokens[--this.position];
  }

  expect(kind: TokenKind, value?: string): Token {
    if (!this.is(kind, value)) throw this.unexpected(value === undefined ? (kind === 'identifier' ? 'a name' : `a ${kind}`) : `'${value}'`);
    return this.next();
  }

  /** Makes a node, which counts towards the dialect's limit unless it says otherwise. */
  make(offset: number, made: Made, counts = true): Node {
    if (counts && ++this.nodes > (this.dialect.maxNodes ?? Infinity)) {
      throw this.error(`a condition may have ${this.dialect.maxNodes} nodes, and this one has more`, offset);
    }
    const depth = depthOf(made);
    if (depth > MAX_DEPTH) throw this.tooDeep(offset);
    const node = { ...made, offset, depth } as Node;
    const size = childrenOf(node).reduce((sum, child) => sum + (this.sizes.get(child) ?? 1), 1);
    if (size > MAX_SIZE) throw this.refused(`the condition has more than ${MAX_SIZE} parts`, offset);
    this.sizes.set(node, size);
    return node;
  }

  /** Reads something that may hold the like of itself. */
  nested(read: () => Node): Node {
    if (++this.nesting > MAX_DEPTH) throw this.tooDeep(this.current.offset);
    const node = read();
    this.nesting -= 1;
    return node;
  }

  unexpected(expected?: string): ConditionError {
    const { offset, text } = this.current;
    const message = `${text === '' ? 'the condition ends here' : `unexpected '${text}'`}${expected === undefined ? '' : `, expected ${expected}`}`;
    return new ConditionError({ kind: 'syntax', message, offset, token: text || undefined, expected });
  }

  error(message: string, offset = this.current.offset): ConditionError {
    return new ConditionError({ kind: 'syntax', message, offset });
  }

  private tooDeep(offset: number): ConditionError {
    return this.refused(`the condition is nested deeper than ${MAX_DEPTH} levels`, offset);
  }

  private refused(what: string, offset: number): ConditionError {
    return new ConditionError({ kind: 'unsupported', message: `${what}, which is not evaluated here`, offset });
  }
}
