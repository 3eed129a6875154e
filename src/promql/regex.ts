import type * as Re2 from 're2js';

/** Enough for the queries of any app; more would only keep memory. */
const MOST = 1_000;

/** Values that are listed, as most queries do with codes: they need no engine, which takes longer to load than a query to be read. */
const LISTED = /^[\w -]+(\|[\w -]+)*$/;

/** Whether a label's whole value matches. */
type LabelRegex = (value: string) => boolean;

const compiled = new Map<string, LabelRegex | undefined>();

/** An expression that matches a label's whole value, as Prometheus compiles it, or nothing where it is none of RE2's. */
export function labelRegex(pattern: string): LabelRegex | undefined {
  if (compiled.has(pattern)) return compiled.get(pattern);
  if (compiled.size >= MOST) compiled.clear();
  const expression = compile(pattern);
  compiled.set(pattern, expression);
  return expression;
}

function compile(pattern: string): LabelRegex | undefined {
  if (LISTED.test(pattern)) {
    const values = new Set(pattern.split('|'));
    return (value) => values.has(value);
  }
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { RE2JS } = require('re2js') as typeof Re2;
  try {
    const expression = RE2JS.compile(`^(?s:${pattern})$`);
    return (value) => expression.matcher(value).find();
  } catch {
    return undefined;
  }
}
