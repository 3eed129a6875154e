import type * as Re2 from 're2js';
import { type Semantics } from './semantics';

/** Compiles an expression of RE2 that has to match a whole value; throws where it is none. */
export function compileAnchored(pattern: string, { dotMatchesLineBreak }: Semantics): Re2.RE2JS {
  // Many queries have no expression, and the engine takes longer to load than the rest.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { RE2JS } = require('re2js') as typeof Re2;
  return RE2JS.compile(`^(?${dotMatchesLineBreak ? 's' : ''}:${pattern})$`);
}
