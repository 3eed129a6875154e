import { refuse } from './problem';
import { SizeLimit } from './size-limit';
import { AGGREGATIONS, FILL_WORDS, MATCHING_WORDS, OPERATOR_WORDS, PREPROCESSORS, type Token } from './token';

/** What a bracket was opened for. */
export type Enclosure = 'braces' | 'brackets' | 'call' | 'parenthesis' | 'labels' | 'matchingLabels' | 'fill';

/** What is known about the place before a token. */
export interface Place {
  /** Whether a value has to begin here. */
  readonly operand: boolean;
  readonly inside?: Enclosure;
}

/** A query for the grammar of lezer-promql: the same structure, with each word replaced by the simplest one of its role. */
export interface GrammarText {
  readonly text: string;
  /** For each character of the text the index of its token. */
  readonly tokenAt: readonly number[];
  /** For each token, and for the end. */
  readonly places: readonly Place[];
}

const OPENING: ReadonlySet<string> = new Set(['(', '[', '{']);
const CLOSING: ReadonlySet<string> = new Set([')', ']', '}']);

const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%', '^']);

/** Words that cannot grow together with their neighbours; what is left out is one of them. */
const SEPARATE: ReadonlySet<string> = new Set(['(', ')', '[', ']', '{', '}', ',', '']);

/** Fits nowhere in a query. */
const NO_WORD = '=';

/**
 * Prometheus decides what a word is where it stands: `offset` can be a metric, `5.` a number, `on` a label. The grammar of
 * lezer-promql knows less of that, so it gets `m` for what is a value, `1` for a duration, `l` for a label, `abs` for a function.
 */
export function grammarTextOf(tokens: readonly Token[]): GrammarText {
  return new Writer(tokens).write();
}

class Writer {
  private readonly tokenAt: number[] = [];
  private readonly places: Place[] = [];
  private readonly enclosures: Enclosure[] = [];
  private readonly limit = new SizeLimit();
  private closed?: Enclosure;
  private text = '';
  private lastWord = '(';
  private operand = true;
  /** What has to come, after signs at most. */
  private timing?: 'duration' | 'time';
  /** With several signs before it, an offset goes on as a duration expression. */
  private signs = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  write(): GrammarText {
    this.tokens.forEach((token, index) => {
      this.places.push({ operand: this.operand, inside: this.inside });
      this.append(this.wordOf(token, index), index);
      this.advance(token, index);
    });
    this.places.push({ operand: this.operand, inside: this.inside });
    return { text: this.text, tokenAt: this.tokenAt, places: this.places };
  }

  /** Space between words costs the grammar as much as a word, so there is none beside brackets. */
  private append(word: string, index: number): void {
    if (!SEPARATE.has(word) && !SEPARATE.has(this.lastWord)) {
      this.tokenAt.push(index);
      this.text += ' ';
    }
    for (let i = 0; i < word.length; i++) this.tokenAt.push(index);
    this.text += word;
    this.lastWord = word;
  }

  private get inside(): Enclosure | undefined {
    return this.enclosures.at(-1);
  }

  private get listsLabels(): boolean {
    return this.inside === 'labels' || this.inside === 'matchingLabels';
  }

  private wordOf(token: Token, index: number): string {
    switch (token.kind) {
      case 'number':
      case 'duration':
        return this.timing !== undefined || this.listsLabels || this.inside === 'fill' || this.isBefore(index, '{') ? '1' : 'm';
      case 'string':
        return '""';
      case 'symbol':
        return this.isRepeatedSign(token, index) ? '' : token.text;
      case 'keyword':
        return this.listsLabels ? (token.text === 'without' ? '1' : 'l') : this.keyword(token, index);
      default:
        return this.inside === 'braces' || this.listsLabels ? 'l' : this.name(index, token.kind === 'identifier');
    }
  }

  private name(index: number, mayBeFunction: boolean): string {
    return mayBeFunction && this.isBefore(index, '(') ? 'abs' : 'm';
  }

  private keyword({ text }: Token, index: number): string {
    if (AGGREGATIONS.has(text)) return this.isAggregation(index) ? 'sum' : 'm';
    if (PREPROCESSORS.has(text)) return this.isAfter(index, '@') && (text === 'start' || text === 'end') ? text : this.name(index, this.timing === undefined);
    if (text === 'atan2' && this.operand) return NO_WORD;
    const isMetric = this.operand && !MATCHING_WORDS.has(text) && !FILL_WORDS.has(text) && text !== 'bool';
    return isMetric ? 'm' : text;
  }

  private isAggregation(index: number): boolean {
    const next = this.tokens[index + 1]?.text;
    return next === '(' || next === 'by' || next === 'without';
  }

  /** `[--5m]` is a duration with two signs, which the grammar does not know. */
  private isRepeatedSign({ text }: Token, index: number): boolean {
    return this.timing === 'duration' && (text === '-' || text === '+') && (this.isAfter(index, '-') || this.isAfter(index, '+'));
  }

  private isBefore(index: number, symbol: string): boolean {
    const next = this.tokens[index + 1];
    return next?.kind === 'symbol' && next.text === symbol;
  }

  private isAfter(index: number, symbol: string): boolean {
    const previous = this.tokens[index - 1];
    return previous?.kind === 'symbol' && previous.text === symbol;
  }

  private advance(token: Token, index: number): void {
    const { kind, text } = token;
    if (kind === 'symbol') return this.advanceSymbol(token, index);
    if (kind !== 'number' && kind !== 'duration') this.signs = 0;
    if (kind === 'keyword' && !this.operand && !this.listsLabels && (text === 'offset' || OPERATOR_WORDS.has(text))) this.limit.count(token);
    const operates = kind === 'keyword' && !this.operand && (OPERATOR_WORDS.has(text) || text === 'bool' || MATCHING_WORDS.has(text));
    const modifies = kind === 'keyword' && this.operand && (text === 'bool' || MATCHING_WORDS.has(text));
    this.timing = kind === 'keyword' && text === 'offset' && !this.operand ? 'duration' : undefined;
    this.operand = operates || modifies;
  }

  private advanceSymbol(token: Token, index: number): void {
    const { text } = token;
    if (OPENING.has(text)) return this.open(token, index);
    if (CLOSING.has(text)) return this.close(token);
    if (this.inside !== 'braces') return this.operate(token);
    this.operand = false;
  }

  private operate(token: Token): void {
    this.requireNoDurationExpression(token);
    if (token.text !== ',') this.limit.count(token);
    this.timing = this.timingAfter(token.text);
    this.signs = this.timing === 'duration' && this.inside !== 'brackets' ? this.signs + 1 : 0;
    this.operand = this.timing === undefined;
  }

  private requireNoDurationExpression(token: Token): void {
    if (this.signs < 2 || this.timing || !ARITHMETIC.has(token.text)) return;
    refuse('behind several signs the offset is a duration expression, which is experimental, and a server refuses it unless told otherwise', token, { token: token.text });
  }

  private timingAfter(symbol: string): 'duration' | 'time' | undefined {
    if (symbol === '-' || symbol === '+') return this.timing;
    if (symbol === '@') return 'time';
    return symbol === ':' && this.inside === 'brackets' ? 'duration' : undefined;
  }

  private close(token: Token): void {
    this.limit.close(token);
    this.closed = this.enclosures.pop();
    this.operand = this.closed === 'matchingLabels';
    this.timing = undefined;
    this.signs = 0;
  }

  private open(token: Token, index: number): void {
    const { text } = token;
    this.limit.open(token);
    this.signs = 0;
    const enclosure = text === '{' ? 'braces' : text === '[' ? 'brackets' : this.parenthesis(this.tokens[index - 1]);
    this.enclosures.push(enclosure);
    this.timing = enclosure === 'brackets' ? 'duration' : undefined;
    this.operand = enclosure === 'call' || enclosure === 'parenthesis';
  }

  private parenthesis(previous?: Token): Enclosure {
    if (previous?.kind === 'identifier') return 'call';
    if (previous?.text === ')' && this.closed === 'labels') return 'call';
    if (previous?.kind !== 'keyword') return 'parenthesis';
    if (previous.text === 'by' || previous.text === 'without') return 'labels';
    if (MATCHING_WORDS.has(previous.text)) return 'matchingLabels';
    if (previous.text.startsWith('fill')) return 'fill';
    return AGGREGATIONS.has(previous.text) || PREPROCESSORS.has(previous.text) ? 'call' : 'parenthesis';
  }
}
