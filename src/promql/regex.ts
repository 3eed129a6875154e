import type * as Re2 from 're2js';
import { type Semantics, SEMANTICS } from './series/semantics';
import { Kept } from '../manifest/kept';
import { compileRe2 } from '../manifest/re2';

/** Values that are listed, as most queries do with codes: they need no engine, which takes longer to load than a query to be read. */
const LISTED = /^[\w -]+(\|[\w -]+)*$/;

/** Whether a label's whole value matches. */
type LabelRegex = (value: string) => boolean;

const compiled = new Kept<LabelRegex | undefined>(1_000);

/** Compiles an expression of RE2 that has to match a whole value; throws where it is none. */
export function compileAnchored(pattern: string, { dotMatchesLineBreak }: Semantics): Re2.RE2JS {
  return compileRe2(`^(?${dotMatchesLineBreak ? 's' : ''}:${pattern})$`);
}

/** An expression that matches a label's whole value, as Prometheus 3 compiles it, or nothing where it is none of RE2's. */
export function labelRegex(pattern: string): LabelRegex | undefined {
  return compiled.of(pattern, () => compile(pattern));
}

function compile(pattern: string): LabelRegex | undefined {
  if (LISTED.test(pattern)) {
    const values = new Set(pattern.split('|'));
    return (value) => values.has(value);
  }
  try {
    const expression = compileAnchored(pattern, SEMANTICS[3]);
    return (value) => expression.matcher(value).find();
  } catch {
    return undefined;
  }
}
