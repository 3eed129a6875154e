import { type Wanted } from './world/request-tally';
import { type Expression } from '../promql/ast';
import { everythingIn, selectorsIn } from '../promql/questions';

/** The metrics that queries ask for: all where one of them names none. */
export function metricsIn(queries: readonly Expression[]): Wanted {
  const names = new Set<string>();
  for (const { metric } of queries.flatMap((query) => selectorsIn(query))) {
    if (metric === undefined) return undefined;
    names.add(metric);
  }
  return names;
}

/** How many seconds back queries look; infinite where they ask for what has been counted since the beginning. */
export function lookbackIn(queries: readonly Expression[]): number {
  const ranges = queries.flatMap((query) => selectorsIn(query)).map(({ range = Infinity }) => range);
  const shifts = queries.flatMap((query) => everythingIn(query)).map((part) => {
    if (part.kind !== 'vectorSelector' && part.kind !== 'subquery') return 0;
    return part.at === undefined ? Math.max(0, part.offset ?? 0) : Infinity;
  });
  return Math.max(0, ...ranges) + shifts.reduce((sum, shift) => sum + shift, 0);
}
