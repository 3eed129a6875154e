import { Unreadable } from './problem';

/** Real manifests stay below 70 levels; every level costs the reader, and each rule after it, some of the stack. */
export const DEEPEST = 200;

/** What the lexer says before the text of a scalar. */
const SCALAR = '\u001F';

/** Counts brackets and dashes as they are read: the tree of three megabytes of them would take gigabytes. */
export class Nesting {
  private offset = 0;
  private brackets = 0;
  private dashes = 0;
  private inScalar = false;

  /** Takes the next piece of the text, and throws Unreadable where it is nested too deeply. */
  public see(lexeme: string): void {
    if (!this.inScalar) this.count(lexeme);
    this.inScalar = lexeme === SCALAR;
    if (this.brackets > DEEPEST || this.dashes > DEEPEST) throw tooDeep(this.offset);
    // The other control characters are signs of the lexer too, and stand for no text.
    if (lexeme !== SCALAR && lexeme !== '\u0002' && lexeme !== '\u0018') this.offset += lexeme.length;
  }

  private count(lexeme: string): void {
    if (lexeme === '[' || lexeme === '{') this.brackets++;
    else if (lexeme === ']' || lexeme === '}') this.brackets--;
    else if (lexeme === '-' || lexeme === '?') this.dashes++;
    else if (lexeme.trim() !== '' || lexeme.includes('\n')) this.dashes = 0;
  }
}

export function tooDeep(offset: number): Unreadable {
  return new Unreadable({
    kind: 'limit',
    offset,
    message: `a document must not be nested deeper than ${DEEPEST} levels`,
    fix: 'no Kubernetes object is that deep: look for a bracket or an indentation that is never closed',
  });
}
