import type * as Re2 from 're2js';

/** Enough for the expressions of any app; more would only keep memory. */
const MOST = 1_000;

const compiled = new Map<string, Re2.RE2JS>();

/** Compiles an expression of RE2, which takes time in proportion to a text whatever the expression; throws where it is none. */
export function compileRe2(pattern: string): Re2.RE2JS {
  const known = compiled.get(pattern);
  if (known) return known;
  // Few manifests, queries and conditions have an expression in them, and the engine takes longer to load than all else here.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { RE2JS } = require('re2js') as typeof Re2;
  const expression = RE2JS.compile(pattern);
  if (compiled.size >= MOST) compiled.clear();
  compiled.set(pattern, expression);
  return expression;
}

/** Whether a part of a text matches; throws where the expression is none of RE2's. */
export function matchesRe2(pattern: string, text: string): boolean {
  return compileRe2(pattern).matcher(text).find();
}
