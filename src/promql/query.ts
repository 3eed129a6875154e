import { type Expression, type ValueType } from './ast';
import { check } from './check';
import { parse } from './parse';
import { type QueryProblem } from './problem';

/** A query that a server would take, or why it would not. */
export type Query =
  | { readonly expression: Expression; readonly type: ValueType; readonly problem?: undefined }
  | { readonly problem: QueryProblem; readonly expression?: undefined; readonly type?: undefined };

/** Reads a query and checks its types. Never throws. */
export function readQuery(query: string): Query {
  const { expression, problem } = parse(query);
  if (!expression) return { problem };
  const checked = check(expression);
  return checked.problem ? { problem: withoutSpace(checked.problem, query) } : { expression, type: checked.type };
}

/** A tree does not know where its operators stand, only what is between its operands. */
function withoutSpace(problem: QueryProblem, query: string): QueryProblem {
  const text = query.slice(problem.start, problem.end);
  return { ...problem, start: problem.end - text.trimStart().length, end: problem.start + text.trimEnd().length };
}
