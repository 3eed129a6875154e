import { readTemplatedQuery } from '../promql/query';

/** Whether a query answers with a number that stands by itself, and not in a list; false where it cannot be read. */
export function answersWithScalar(query: string, args: ReadonlyMap<string, string>): boolean {
  return readTemplatedQuery(query, args).type === 'scalar';
}
