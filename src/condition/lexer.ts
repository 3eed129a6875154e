import { type Dialect } from './dialect';
import { ConditionError } from './problem';
import { readQuoted, readRaw } from './string-literal';
import { type Token, type TokenKind } from './token';

/** Words that are operators wherever they stand. */
const WORDS = new Set(['not', 'in', 'or', 'and', 'matches', 'contains', 'startsWith', 'endsWith', 'let']);

const SPACE = /[\t-\r \x85\xA0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/;
const WORD_PART = /[\p{L}\p{Nd}_$]/u;

/** Divides a condition into tokens, the last of which is its end. */
export function tokensOf(source: string, dialect: Dialect): Token[] {
  const lexer = new Lexer(source, dialect);
  lexer.run();
  return lexer.tokens;
}

class Lexer {
  readonly tokens: Token[] = [];
  private at = 0;

  constructor(private readonly source: string, private readonly dialect: Dialect) {}

  run(): void {
    while (this.at < this.source.length) this.next();
    this.tokens.push({ kind: 'end', value: '', offset: this.source.length, text: '' });
  }

  private next(): void {
    const char = this.charAt(this.at);
    if (SPACE.test(char)) this.at += char.length;
    else if (char === '\'' || char === '"' || (char === '`' && this.dialect.hasSequences)) this.readString(char);
    else if (/[0-9]/.test(char) || /^\.[0-9]/.test(this.source.slice(this.at, this.at + 2))) this.readNumber();
    else if (/^\/[/*]/.test(this.source.slice(this.at, this.at + 2))) this.skipComment();
    else if (char === '#') this.readPointer();
    else if (/[([{)\]}]/.test(char)) this.emit('bracket', char.length);
    else if (WORD_PART.test(char)) this.readWord();
    else this.readOperator(char);
  }

  private charAt(at: number): string {
    const code = this.source.codePointAt(at);
    return code === undefined ? '' : String.fromCodePoint(code);
  }

  private emit(kind: TokenKind, length: number, value?: string): void {
    const text = this.source.slice(this.at, this.at + length);
    this.tokens.push({ kind, value: value ?? text, offset: this.at, text });
    this.at += length;
  }

  private readString(quote: string): void {
    const literal = quote === '`' ? readRaw(this.source, this.at) : readQuoted(this.source, this.at, this.dialect.hasSequences);
    if ('wrong' in literal) throw this.error(literal.wrong, literal.at);
    this.emit('string', literal.end - this.at, literal.value);
  }

  /** A number ends before `..`, and nothing of a word may follow it. */
  private readNumber(): void {
    const rest = this.source.slice(this.at);
    const [whole] = /^(0[xX][0-9a-fA-F_]*|0[oO][0-7_]*|0[bB][01_]*|[0-9_]*)/.exec(rest)!;
    // The digits of the prefix are also those of what follows the point.
    const digits = /^0[xX]/.test(whole) ? '0-9a-fA-F_' : /^0[oO]/.test(whole) ? '0-7_' : /^0[bB]/.test(whole) ? '01_' : '0-9_';
    const [fraction] = rest.startsWith('..', whole.length) ? [''] : new RegExp(`^(\\.[${digits}]*)?([eE][+-]?[${digits}]*)?`).exec(rest.slice(whole.length))!;
    const length = whole.length + fraction.length;
    if (WORD_PART.test(this.charAt(this.at + length))) throw this.error(`a number cannot be followed by '${this.charAt(this.at + length)}'`, this.at + length);
    this.emit('number', length);
  }

  private skipComment(): void {
    const isLine = this.source[this.at + 1] === '/';
    const end = this.source.indexOf(isLine ? '\n' : '*/', this.at + 2);
    if (end < 0 && !isLine) throw this.error('a comment is not closed', this.at);
    this.at = end < 0 ? this.source.length : end + (isLine ? 1 : 2);
  }

  private readPointer(): void {
    this.emit('operator', this.source[this.at + 1] === '#' ? 2 : 1);
    const length = this.wordLength();
    if (length > 0) this.emit('identifier', length);
  }

  private readWord(): void {
    const length = this.wordLength();
    const word = this.source.slice(this.at, this.at + length);
    const isOperator = WORDS.has(word) || (this.dialect.hasSequences && (word === 'if' || word === 'else'));
    this.emit(isOperator ? 'operator' : 'identifier', length);
  }

  private wordLength(): number {
    let end = this.at;
    for (let char = this.charAt(end); char !== '' && WORD_PART.test(char); char = this.charAt(end)) end += char.length;
    return end - this.at;
  }

  private readOperator(char: string): void {
    const next = this.source[this.at + 1] ?? '';
    if ('&!=*<>'.includes(char)) this.emit('operator', next !== '' && '&=*'.includes(next) ? 2 : 1);
    else if (char === '?') this.emit('operator', next !== '' && '.?'.includes(next) ? 2 : 1);
    else if (char === '|' || char === '.' || (char === ':' && this.dialect.hasSequences)) this.emit('operator', next === char ? 2 : 1);
    else if (',:;%+-^/'.includes(char)) this.emit('operator', 1);
    else throw this.error(`'${char}' is no part of the language`, this.at, char);
  }

  private error(message: string, offset: number, token?: string): ConditionError {
    return new ConditionError({ kind: 'syntax', message, offset, token });
  }
}
