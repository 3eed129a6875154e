import { parser } from '@prometheus-io/lezer-promql';

export type SyntaxTree = ReturnType<typeof parser.parse>;
export type SyntaxCursor = ReturnType<SyntaxTree['cursor']>;

/** Without recovery: the first word that does not fit ends the reading. */
const STRICT = parser.configure({ strict: true });

/** Names and values are not in the text, so the queries of an app have few texts between them; each tree is a few kilobytes. */
const MOST_KEPT = 500;
const LONGEST_KEPT = 1_000;

const kept = new Map<string, SyntaxTree>();

/** The tree of a text, or the place of the word that no query can have there. */
export function syntaxTreeOf(text: string): SyntaxTree | { readonly stuckAt: number } {
  const known = kept.get(text);
  if (known) return known;
  const tree = read(text);
  if ('stuckAt' in tree || text.length > LONGEST_KEPT) return tree;
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(text, tree);
  return tree;
}

function read(text: string): SyntaxTree | { readonly stuckAt: number } {
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
