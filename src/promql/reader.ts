import {
  AggregateExpr, AggregateModifier, AnchoredExpr, BinaryExpr, BoolModifier, By, FillModifier, FunctionCall, FunctionCallBody, GroupLeft,
  LabelMatchers, MatchingModifierClause, MatrixSelector, OffsetExpr, On, ParenExpr, SmoothedExpr, StepInvariantExpr, StringLiteral,
  SubqueryExpr, UnaryExpr,
} from '@prometheus-io/lezer-promql';
import { aggregation } from './aggregation';
import { type BinaryOperator, type Expression, type Grouping, type Matcher, type Span, type VectorMatching } from './ast';
import { bind, type Part } from './binding';
import { requireFunction } from './functions';
import { durationBetween, numberOfToken, timeBetween } from './literal-tokens';
import { labelOf, matcherOf, nameMatcherOf } from './matcher-tokens';
import { type SyntaxCursor, type SyntaxTree } from './syntax-tree';
import { type Postfix } from './time-shift';
import { type Token } from './token';
import { unquote } from './unquote';

/** Makes the expression of a syntax tree, with what the words say that the grammar did not see. */
export function readTree(query: string, tokens: readonly Token[], tokenAt: readonly number[], tree: SyntaxTree): Expression {
  return new Reader(query, tokens, tokenAt, tree.cursor()).root();
}

type PostfixFields = Postfix extends infer Each ? Each extends Postfix ? Omit<Each, 'start' | 'end'> : never : never;

class Reader {
  constructor(
    private readonly query: string,
    private readonly tokens: readonly Token[],
    private readonly tokenAt: readonly number[],
    private readonly cursor: SyntaxCursor,
  ) {}

  root(): Expression {
    this.cursor.firstChild();
    return this.expression();
  }

  private expression(): Expression {
    const parts: Part[] = [];
    this.collect(parts);
    return bind(parts);
  }

  /** Undoes what the grammar has bound, down to operands. */
  private collect(parts: Part[]): void {
    const { id } = this.cursor.type;
    if (id === BinaryExpr) this.inside(() => this.binary(parts));
    else if (id === UnaryExpr) this.inside(() => this.signed(parts));
    else if (POSTFIXES.has(id)) this.postfixed(parts, id);
    else parts.push({ kind: 'operand', expression: this.operand(id) });
  }

  private binary(parts: Part[]): void {
    this.collect(parts);
    this.cursor.nextSibling();
    const operator = this.first.text as BinaryOperator;
    let bool = false;
    let fill = false;
    let matching: VectorMatching | undefined;
    while (this.cursor.nextSibling()) {
      const { id } = this.cursor.type;
      if (id === BoolModifier) bool = true;
      else if (id === FillModifier) fill = true;
      else if (id === MatchingModifierClause) matching = this.inside(() => this.matching());
      else break;
    }
    parts.push({ kind: 'operator', operator, bool, fill, ...(matching ? { matching } : {}) });
    this.collect(parts);
  }

  private signed(parts: Part[]): void {
    const { text, start } = this.first;
    parts.push({ kind: 'sign', sign: text === '-' ? '-' : '+', start });
    this.cursor.nextSibling();
    this.collect(parts);
  }

  private postfixed(parts: Part[], id: number): void {
    const { end } = this.last;
    const fields = this.inside((): PostfixFields => {
      this.collect(parts);
      this.cursor.nextSibling();
      return this.postfix(id);
    });
    parts.push({ kind: 'postfix', postfix: { ...fields, start: 0, end } });
  }

  private postfix(id: number): PostfixFields {
    const { text } = this.first;
    switch (id) {
      case OffsetExpr:
        this.cursor.nextSibling();
        return { kind: 'offset', offset: durationBetween(this.tokens, this.firstIndex, this.lastIndex) };
      case StepInvariantExpr:
        this.cursor.nextSibling();
        return { kind: 'at', at: timeBetween(this.tokens, this.firstIndex, this.lastIndex) };
      case MatrixSelector:
        return { kind: 'range', range: this.positive(), bracket: this.bracket };
      case SubqueryExpr: {
        const range = this.positive();
        return { kind: 'subquery', range, ...(this.cursor.nextSibling() ? { step: this.positive() } : {}) };
      }
      default:
        return { kind: 'experimental', word: text };
    }
  }

  /** From the bracket before the range to the one behind it; signs may have been left out of the tree, but no bracket. */
  private get bracket(): Span {
    return { start: this.tokens[this.firstIndex - 1].start, end: this.tokens[this.lastIndex + 1].end };
  }

  private positive(): number {
    return durationBetween(this.tokens, this.firstIndex, this.lastIndex, true);
  }

  private operand(id: number): Expression {
    const { start } = this.first;
    const { end } = this.last;
    switch (id) {
      case AggregateExpr:
        return this.inside(() => this.aggregation({ start, end }));
      case FunctionCall:
        return this.inside(() => this.call({ start, end }));
      case ParenExpr:
        return { kind: 'parenthesis', expression: this.inside(() => this.expression()), start, end };
      case StringLiteral:
        return { kind: 'string', value: unquote(this.first.text), start, end };
      default:
        return this.selector({ start, end });
    }
  }

  private aggregation(span: Span): Expression {
    const { text } = this.first;
    let grouping: Grouping | undefined;
    let args: Expression[] = [];
    while (this.cursor.nextSibling()) {
      if (this.cursor.type.id === FunctionCallBody) args = this.args();
      else if (this.cursor.type.id === AggregateModifier) grouping = this.inside(() => this.grouping());
    }
    return aggregation(text, args, grouping, span);
  }

  private grouping(): Grouping {
    const without = this.cursor.type.id !== By;
    this.cursor.nextSibling();
    return { without, labels: this.labels() };
  }

  private call(span: Span): Expression {
    const name = this.first;
    const written = this.query.slice(name.start, name.end);
    requireFunction(written, name);
    this.cursor.nextSibling();
    return { kind: 'call', function: written, args: this.args(), ...span };
  }

  private args(): Expression[] {
    const args: Expression[] = [];
    this.each(() => { args.push(this.expression()); });
    return args;
  }

  private matching(): VectorMatching {
    const on = this.cursor.type.id === On;
    this.cursor.nextSibling();
    const labels = this.labels();
    if (!this.cursor.nextSibling()) return { on, labels, include: [] };
    const group = this.cursor.type.id === GroupLeft ? 'left' : 'right';
    return { on, labels, group, include: this.cursor.nextSibling() ? this.labels() : [] };
  }

  private labels(): string[] {
    const labels: string[] = [];
    this.each(() => { labels.push(labelOf(this.query, this.first)); });
    return labels;
  }

  /** A number is a selector to the grammar, too. */
  private selector(span: Span): Expression {
    const { first } = this;
    if (first.kind === 'number' || first.kind === 'duration') return numberOfToken(first);
    const name = first.kind === 'symbol' ? {} : { name: this.query.slice(first.start, first.end) };
    const matchers: Matcher[] = [];
    this.each((id) => {
      if (id === LabelMatchers) this.each(() => { matchers.push(this.matcher()); });
    });
    return { kind: 'vectorSelector', ...name, matchers, ...span };
  }

  private matcher(): Matcher {
    const [first, operator, value] = this.tokens.slice(this.firstIndex, this.lastIndex + 1);
    return operator ? matcherOf(this.query, first, operator, value) : nameMatcherOf(first);
  }

  /** Goes to the first child, and afterwards back. */
  private inside<Result>(read: () => Result): Result {
    this.cursor.firstChild();
    const result = read();
    this.cursor.parent();
    return result;
  }

  private each(read: (id: number) => void): void {
    if (!this.cursor.firstChild()) return;
    do read(this.cursor.type.id); while (this.cursor.nextSibling());
    this.cursor.parent();
  }

  private get firstIndex(): number {
    return this.tokenAt[this.cursor.from];
  }

  private get lastIndex(): number {
    return this.tokenAt[this.cursor.to - 1];
  }

  private get first(): Token {
    return this.tokens[this.firstIndex];
  }

  private get last(): Token {
    return this.tokens[this.lastIndex];
  }
}

const POSTFIXES: ReadonlySet<number> = new Set([OffsetExpr, StepInvariantExpr, MatrixSelector, SubqueryExpr, AnchoredExpr, SmoothedExpr]);
