import { refuse } from './problem';
import { type Token } from './token';

/** The grammar's engine gives up on more, and nobody writes so many. */
const MOST_IN_A_ROW = 150;

/** Whoever walks the tree of a query has a call stack. */
const DEEPEST = 1_000;

/** Counts operators and brackets on the way through a query, for they are what makes its tree deep. */
export class SizeLimit {
  /** Operators since each open bracket. */
  private readonly rows: number[] = [0];
  private depth = 0;

  open(token: Token): void {
    this.count(token);
    this.rows.push(0);
  }

  /** What a bracket holds is no deeper for what follows; a range is, because it is about all before it. */
  close({ text }: Token): void {
    this.depth -= this.rows.pop() ?? 0;
    if (text === ']') return;
    this.depth--;
    this.rows[this.rows.length - 1]--;
  }

  count(token: Token): void {
    const { text } = token;
    if (++this.rows[this.rows.length - 1] > MOST_IN_A_ROW) refuse(`more than ${MOST_IN_A_ROW} operators in a row are not read; split the query`, token, { token: text });
    if (++this.depth > DEEPEST) refuse(`more than ${DEEPEST} operators and brackets inside each other are not read; split the query`, token, { token: text });
  }
}
