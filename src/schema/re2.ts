import type * as Re2 from 're2js';

const compiled = new Map<string, Re2.RE2JS>();

/** Whether a text has a part that matches an expression of RE2, which takes time in proportion to the text whatever the expression. */
export function matchesRe2(pattern: string, text: string): boolean {
  let expression = compiled.get(pattern);
  if (!expression) {
    // Few manifests have a value that a pattern is for, and the engine takes longer to load than all else here.
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const { RE2JS } = require('re2js') as typeof Re2;
    expression = RE2JS.compile(pattern);
    compiled.set(pattern, expression);
  }
  return expression.matcher(text).find();
}
