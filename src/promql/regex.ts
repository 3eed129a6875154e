import type * as Re2 from 're2js';
import { type Semantics, SEMANTICS } from './series/semantics';
import { compileRe2 } from '../manifest/re2';

/** Compiles an expression of RE2 that has to match a whole value; throws where it is none. */
export function compileAnchored(pattern: string, { dotMatchesLineBreak }: Semantics): Re2.RE2JS {
  return compileRe2(`^(?${dotMatchesLineBreak ? 's' : ''}:${pattern})$`);
}

/** An expression that matches a label's whole value, as Prometheus 3 compiles it, or nothing where it is none of RE2's. */
export function labelRegex(pattern: string): Re2.RE2JS | undefined {
  try {
    return compileAnchored(pattern, SEMANTICS[3]);
  } catch {
    return undefined;
  }
}
