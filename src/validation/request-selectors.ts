import { type Expression, type Matcher, type VectorSelector } from '../promql/ast';
import { matches } from '../promql/matching';
import { type SelectorUse, selectorsIn } from '../promql/questions';

/**
 * What Istio reports of each request; what it reports of connections is not about requests.
 *
 * @see https://istio.io/latest/docs/reference/config/metrics/
 */
const REQUEST_METRIC = /^istio_(requests_total|(request|response)_messages_total|(request_duration_milliseconds|(request|response)_bytes)_(bucket|sum|count))$/;

/** The selectors of a query that read Istio's request metrics. */
export function requestSelectors(expression: Expression): SelectorUse[] {
  return selectorsIn(expression).filter(({ metric }) => metric !== undefined && REQUEST_METRIC.test(metric));
}

export function matchersOf({ matchers }: VectorSelector, label: string): Matcher[] {
  return matchers.filter((matcher) => matcher.label === label);
}

/** Whether a selector lets series with this value of a label through. */
export function lets(selector: VectorSelector, label: string, value: string): boolean {
  return matchersOf(selector, label).every((matcher) => matches(matcher, value));
}

/** Which answers by their response code a selector is for: the good ones, the bad ones, or both and all others. */
export function answersOf(selector: VectorSelector): 'good' | 'bad' | 'all' {
  const [good, bad] = ['200', '503'].map((code) => lets(selector, 'response_code', code));
  if (good === bad) return 'all';
  return good ? 'good' : 'bad';
}
