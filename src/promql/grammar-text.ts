import { refuse } from './problem';
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

/** More operators in one row the grammar's engine does not follow; and whoever walks the tree needs it flat enough for a call stack. */
const MOST_IN_A_ROW = 250;
const DEEPEST = 1_000;

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

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
  /** Operators and brackets since each open bracket, and in all of them. */
  private readonly rows: number[] = [0];
  private depth = 0;
  private text = '';
  private operand = true;
  /** Whether a duration or a time has to come, after signs at most. */
  private timing = false;
  private isTime = false;

  constructor(private readonly tokens: readonly Token[]) {}

  write(): GrammarText {
    this.tokens.forEach((token, index) => {
      this.places.push({ operand: this.operand, inside: this.inside });
      const word = this.wordOf(token, index);
      for (let i = 0; i <= word.length; i++) this.tokenAt.push(index);
      this.text += `${word} `;
      this.advance(token, index);
    });
    this.places.push({ operand: this.operand, inside: this.inside });
    return { text: this.text, tokenAt: this.tokenAt, places: this.places };
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
        return this.timing || this.listsLabels || this.inside === 'fill' || this.isBefore(index, '{') ? '1' : 'm';
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
    if (PREPROCESSORS.has(text)) return this.isAfter(index, '@') && (text === 'start' || text === 'end') ? text : this.name(index, !this.timing);
    const isMetric = this.operand && !MATCHING_WORDS.has(text) && !FILL_WORDS.has(text) && text !== 'bool';
    return isMetric ? 'm' : text;
  }

  private isAggregation(index: number): boolean {
    const next = this.tokens[index + 1]?.text;
    return next === '(' || next === 'by' || next === 'without';
  }

  /** `[--5m]` is a duration with two signs, which the grammar does not know. */
  private isRepeatedSign({ text }: Token, index: number): boolean {
    return this.timing && !this.isTime && (text === '-' || text === '+') && (this.isAfter(index, '-') || this.isAfter(index, '+'));
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
    this.measure(token);
    if (kind === 'symbol') return this.advanceSymbol(text, index);
    const operates = kind === 'keyword' && !this.operand && (OPERATOR_WORDS.has(text) || text === 'bool' || MATCHING_WORDS.has(text));
    const modifies = kind === 'keyword' && this.operand && (text === 'bool' || MATCHING_WORDS.has(text));
    this.timing = kind === 'keyword' && text === 'offset' && !this.operand;
    this.operand = operates || modifies;
  }

  /** Inside braces nothing is nested, and a comma separates what is not. */
  private measure(token: Token): void {
    if (token.kind !== 'symbol' && token.kind !== 'keyword') return;
    if (')]}'.includes(token.text)) {
      this.depth -= this.rows.pop() ?? 0;
      return;
    }
    if (this.inside === 'braces' || this.listsLabels || token.text === ',') return;
    const row = ++this.rows[this.rows.length - 1];
    if (row > MOST_IN_A_ROW) refuse(`more than ${MOST_IN_A_ROW} operators in a row are not read; split the query`, token, { token: token.text });
    if (++this.depth > DEEPEST) refuse(`more than ${DEEPEST} operators and brackets inside each other are not read; split the query`, token, { token: token.text });
    if (token.text in CLOSING) this.rows.push(0);
  }

  private advanceSymbol(text: string, index: number): void {
    if (text in CLOSING) return this.open(text, index);
    if (text === ')' || text === ']' || text === '}') {
      this.operand = this.enclosures.pop() === 'matchingLabels';
      this.timing = false;
    } else if (this.inside === 'braces') {
      this.operand = false;
    } else {
      const isSign = this.timing && (text === '-' || text === '+');
      this.isTime = text === '@' || (isSign && this.isTime);
      this.timing = isSign || text === '@' || (text === ':' && this.inside === 'brackets');
      this.operand = !this.timing;
    }
  }

  private open(text: string, index: number): void {
    const enclosure = text === '{' ? 'braces' : text === '[' ? 'brackets' : this.parenthesis(this.tokens[index - 1]);
    this.enclosures.push(enclosure);
    this.timing = enclosure === 'brackets';
    this.operand = enclosure === 'call' || enclosure === 'parenthesis';
  }

  private parenthesis(previous?: Token): Enclosure {
    if (previous?.kind === 'identifier') return 'call';
    if (previous?.kind !== 'keyword') return 'parenthesis';
    if (previous.text === 'by' || previous.text === 'without') return 'labels';
    if (MATCHING_WORDS.has(previous.text)) return 'matchingLabels';
    if (previous.text.startsWith('fill')) return 'fill';
    return AGGREGATIONS.has(previous.text) || PREPROCESSORS.has(previous.text) ? 'call' : 'parenthesis';
  }
}
