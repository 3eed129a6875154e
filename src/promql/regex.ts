import type * as Re2 from 're2js';

/** Enough for the queries of any app; more would only keep memory. */
const MOST = 1_000;

const compiled = new Map<string, Re2.RE2JS | undefined>();

/** An expression that matches a label's whole value, as Prometheus compiles it, or nothing where it is none of RE2's. */
export function labelRegex(pattern: string): Re2.RE2JS | undefined {
  if (compiled.has(pattern)) return compiled.get(pattern);
  if (compiled.size >= MOST) compiled.clear();
  const expression = compile(pattern);
  compiled.set(pattern, expression);
  return expression;
}

function compile(pattern: string): Re2.RE2JS | undefined {
  // The engine takes longer to load than a query without a regular expression to be read.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const { RE2JS } = require('re2js') as typeof Re2;
  try {
    return RE2JS.compile(`^(?s:${pattern})$`);
  } catch {
    return undefined;
  }
}

/** Whether a pattern matches a whole value. */
export function matchesWhole(expression: Re2.RE2JS, value: string): boolean {
  return expression.matcher(value).find();
}
