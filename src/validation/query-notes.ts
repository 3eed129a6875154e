import { type MeasuredMetric } from './measured-metrics';
import { type MeasuredWhen } from './measured-when';
import { requestSelectors } from './request-selectors';
import { functionsIn, selectorsIn } from '../promql/questions';
import { severalSeries } from '../promql/series-count';

/** What to know about the numbers that a query gives, where that is no mistake. */
export function notesOn({ query }: MeasuredMetric, { interval, count }: MeasuredWhen): string[] {
  const { expression, type } = query ?? {};
  if (!expression) return [];
  const several = severalSeries(expression);
  const used = functionsIn(expression);
  const windows = selectorsIn(expression).flatMap(({ range }) => range ?? []);
  const repeated = count === 1 || interval === undefined || windows.length === 0 ? 1 : Math.ceil(Math.max(...windows) / interval);
  const isOfCounters = used.includes('rate') || used.includes('increase');
  return [
    type === 'scalar' ? 'a number by itself, NaN where there is no data' : several ? `several numbers at a time, one for ${several}` : 'one number at a time, or none where there is no data',
    ...isOfCounters && requestSelectors(expression).length > 0
      ? ['nothing of what a series has at its first scrape: the first requests of a new pod, and its first failures, are missed'] : [],
    ...used.includes('irate') ? ['the last two samples of each window alone: what failed before them is missed'] : [],
    ...repeated > 1 ? [`windows that overlap: what happens once is in up to ${repeated} measurements`] : [],
  ];
}
