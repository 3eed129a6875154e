import { parser } from '@prometheus-io/lezer-promql';

export type SyntaxTree = ReturnType<typeof parser.parse>;
export type SyntaxCursor = ReturnType<SyntaxTree['cursor']>;

/** Without recovery: the first word that does not fit ends the reading. */
const STRICT = parser.configure({ strict: true });

/** The tree of a text, or the place of the word that no query can have there. */
export function syntaxTreeOf(text: string): SyntaxTree | { readonly stuckAt: number } {
  const reading = STRICT.startParse(text);
  try {
    for (;;) {
      const tree = reading.advance();
      if (tree) return tree;
    }
  } catch (error) {
    if (error instanceof SyntaxError) return { stuckAt: reading.parsedPos };
    throw error;
  }
}
