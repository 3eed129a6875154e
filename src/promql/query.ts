import { type Expression, type ValueType } from './ast';
import { check } from './check';
import { parse } from './parse';
import { type QueryProblem } from './problem';
import { type Expanded, expandTemplate } from './template';
import { Kept } from '../manifest/kept';

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

const kept = new Kept<Query>(100);

/** A query whose arguments were filled in first. */
export type TemplatedQuery = Query & Expanded;

/**
 * Reads a query with `{{args.NAME}}` in it; a problem stands where it does in the template. Never throws.
 *
 * A tag without a value stays in the text, where a string may hold it; where it can be no part of a query, it is the problem.
 */
export function readTemplatedQuery(template: string, args: ReadonlyMap<string, string>): TemplatedQuery {
  const expanded = expandTemplate(template, args);
  const query = kept.of(expanded.text, () => readQuery(expanded.text));
  if (!query.problem) return { ...query, ...expanded };
  const place = expanded.origin(query.problem);
  const tag = expanded.unresolved.find(({ start, end }) => place.start >= start && place.start < end);
  if (!tag) return { problem: { ...query.problem, ...place }, ...expanded };
  const message = `the argument '${tag.tag}' has no value, and a query cannot hold it here`;
  return { problem: { message, start: tag.start, end: tag.end, token: `{{${tag.tag}}}`, expected: 'an argument with a value' }, ...expanded };
}

/** A tree does not know where its operators stand, only what is between its operands. */
function withoutSpace(problem: QueryProblem, query: string): QueryProblem {
  const text = query.slice(problem.start, problem.end);
  return { ...problem, start: problem.end - text.trimStart().length, end: problem.start + text.trimEnd().length };
}
