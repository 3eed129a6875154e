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

/** Which answers a selector is for by their response code: the good ones, the bad ones, or both and all others. */
export function answersOf(selector: VectorSelector): Answers {
  return answersBy(selector, 'response_code', ['200', '503']);
}

/** The same by the status of gRPC calls. */
export function callsOf(selector: VectorSelector): Answers {
  return answersBy(selector, 'grpc_response_status', ['0', '14']);
}

export type Answers = 'good' | 'bad' | 'all';

function answersBy(selector: VectorSelector, label: string, [good, bad]: readonly [string, string]): Answers {
  const isGood = lets(selector, label, good);
  if (isGood === lets(selector, label, bad)) return 'all';
  return isGood ? 'good' : 'bad';
}
