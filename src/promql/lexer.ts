import { type QueryProblem } from './problem';
import { scanNumber } from './scan-number';
import { scanString } from './scan-string';
import { FILL_WORDS, KEYWORDS, type Token, type TokenKind } from './token';

/** The words of a query up to its end or to what is no word. */
export interface Tokens {
  readonly tokens: readonly Token[];
  readonly problem?: QueryProblem;
}

const SPACES = /[ \t\n\r]+/y;
const COMMENT = /#[^\r\n]*/y;
const WORD = /[A-Za-z_:][A-Za-z0-9_:]*/y;
const LABEL = /[A-Za-z_][A-Za-z0-9_]*/y;
const OPERATOR = /==|!=|<=|<\/|<|>=|>\/|>|[-+*/%^,=@]/y;
const MATCH_OPERATOR = /=~|=|!~|!=|,/y;
const BEFORE_PARENTHESIS = /[ \t\n\r]*\(/y;
const DURATION_WORDS: ReadonlySet<string> = new Set(['step', 'range', 'max_of', 'min_of']);

/**
 * Cuts a query into words by the rules of Prometheus' own lexer, which know three places: expressions, braces and brackets.
 *
 * @see https://github.com/prometheus/prometheus/blob/v3.13.0/promql/parser/lex.go
 */
export function tokensOf(query: string): Tokens {
  return new Lexer(query).run();
}

class Lexer {
  private readonly tokens: Token[] = [];
  private position = 0;
  private parentheses = 0;
  private isInBraces = false;
  private isInBrackets = false;
  private hasColon = false;
  /** In brackets only: a comment may not stand before the first duration. */
  private hasDuration = false;
  private problem?: QueryProblem;

  constructor(private readonly query: string) {}

  run(): Tokens {
    while (!this.problem) {
      if (this.skip(SPACES) || (this.mayComment && this.skip(COMMENT))) continue;
      if (this.position >= this.query.length) {
        this.end();
        break;
      }
      if (this.isInBraces) this.inBraces();
      else this.inExpression();
    }
    return { tokens: this.tokens, problem: this.problem };
  }

  private get mayComment(): boolean {
    return !this.isInBrackets || this.hasDuration;
  }

  private end(): void {
    const open = [[this.isInBraces, '}'], [this.parentheses > 0, ')'], [this.isInBrackets, ']']] as const;
    const missing = open.find(([isOpen]) => isOpen);
    if (missing) this.fail(`the query ends before its closing '${missing[1]}'`, { expected: `'${missing[1]}'` });
  }

  private inBraces(): void {
    if (this.take(LABEL, 'identifier') || this.take(MATCH_OPERATOR, 'symbol')) return;
    const character = this.query[this.position];
    if (isQuote(character)) return this.string();
    if (character !== '}') return this.fail(`unexpected ${shown(this.query, this.position)} inside braces`, { expected: 'a label, a matcher or \'}\'' });
    this.push('symbol', this.position + 1);
    this.isInBraces = false;
  }

  private inExpression(): void {
    const { query, position } = this;
    const character = query[position];
    if (character === '=' && query[position + 1] === '~') return this.fail('\'=~\' is a matcher of labels, and stands in braces only');
    if (this.take(OPERATOR, 'symbol')) return;
    if (isDigit(character) || (character === '.' && isDigit(query[position + 1]))) return this.number();
    if (isQuote(character)) return this.string();
    WORD.lastIndex = position;
    if (WORD.test(query)) return this.isInBrackets ? this.wordInBrackets() : this.word(WORD.lastIndex);
    this.bracket(character);
  }

  private bracket(character: string): void {
    if (!'()[]{'.includes(character)) return this.fail(`unexpected ${shown(this.query, this.position)}`);
    if (character === '[' && this.isInBrackets) return this.fail('unexpected \'[\' inside brackets', { expected: '\']\'' });
    if (character === ']' && !this.isInBrackets) return this.fail('\']\' closes no bracket');
    if (character === '(') this.parentheses++;
    if (character === ')' && --this.parentheses < 0) return this.fail('\')\' closes no parenthesis');
    if (character === '[') this.hasColon = this.hasDuration = false;
    if (character === '[' || character === ']') this.isInBrackets = character === '[';
    if (character === '{') this.isInBraces = true;
    this.push('symbol', this.position + 1);
  }

  /** A bracket holds durations, one colon, and words of duration expressions. */
  private wordInBrackets(): void {
    if (this.query[this.position] === ':') {
      if (this.hasColon) return this.fail('a bracket may hold one \':\' only', { expected: '\']\'' });
      this.hasColon = true;
      return this.push('symbol', this.position + 1);
    }
    LABEL.lastIndex = this.position;
    LABEL.test(this.query);
    const word = this.query.slice(this.position, LABEL.lastIndex).toLowerCase();
    if (DURATION_WORDS.has(word)) return this.push('keyword', LABEL.lastIndex, word);
    this.fail(`unexpected '${word}' inside brackets`, { expected: 'a duration, as in [5m] or [1h:1m]' });
  }

  private word(end: number): void {
    const text = this.query.slice(this.position, end);
    const lower = text.toLowerCase();
    if (lower === 'inf' || lower === 'nan') return this.push('number', end, text);
    if (KEYWORDS.has(lower) && (!FILL_WORDS.has(lower) || this.isBeforeParenthesis(end))) return this.push('keyword', end, lower);
    this.push(text.includes(':') ? 'metric' : 'identifier', end, text);
  }

  private isBeforeParenthesis(position: number): boolean {
    BEFORE_PARENTHESIS.lastIndex = position;
    return BEFORE_PARENTHESIS.test(this.query);
  }

  private number(): void {
    const { kind, end } = scanNumber(this.query, this.position);
    this.hasDuration = true;
    if (kind !== 'neither') return this.push(kind, end);
    this.fail(`'${this.query.slice(this.position, end + 1).slice(0, 40)}' is neither a number nor a duration`, { expected: 'a number like 0.5, or a duration like 1h30m' });
  }

  private string(): void {
    const { end, error } = scanString(this.query, this.position);
    if (error) return this.fail(error, { expected: 'a quoted string' });
    this.push('string', end);
  }

  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.position;
    if (!pattern.test(this.query)) return false;
    this.position = pattern.lastIndex;
    return true;
  }

  private take(pattern: RegExp, kind: TokenKind): boolean {
    pattern.lastIndex = this.position;
    if (!pattern.test(this.query)) return false;
    this.push(kind, pattern.lastIndex);
    return true;
  }

  private push(kind: TokenKind, end: number, text = this.query.slice(this.position, end)): void {
    this.tokens.push({ kind, text, start: this.position, end });
    this.position = end;
  }

  private fail(message: string, more: { readonly expected?: string } = {}): void {
    const start = this.position;
    const token = start < this.query.length ? { token: String.fromCodePoint(this.query.codePointAt(start) ?? 0) } : {};
    this.problem = { message, start, end: this.query.length, ...token, ...more };
  }
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

function isQuote(character: string): boolean {
  return character === '"' || character === '\'' || character === '`';
}

/** Characters that cannot be seen are named by their code. */
function shown(query: string, position: number): string {
  const code = query.codePointAt(position) ?? 0;
  const character = String.fromCodePoint(code);
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(character) ? `'${character}'` : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
