import { stringAt } from '../../manifest/json';
import { type Release } from '../../manifest/release';
import { type Binary, type Expression, type VectorSelector } from '../../promql/ast';
import { divisionsIn } from '../../promql/questions';
import { Severity } from '../finding';
import { type MeasuredMetric } from '../measured-metrics';
import { answersOf, callsOf, lets, requestSelectors } from '../request-selectors';
import { type Rule } from '../rule';

export const unansweredCountedGood: Rule = {
  code: 'SC0416',
  name: 'unanswered-counted-good',
  severity: Severity.WARNING,
  title: 'a share in which requests without an answer are good ones',
  sources: [
    'https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#response-code',
    'https://istio.io/latest/docs/reference/config/metrics/#labels',
  ],
  check: ({ metrics }) => metrics.filter((metric) => countsUnanswered(metric) && !isWatchedIn(metrics, metric)).map(({ template, name, query }) => ({
    at: { manifest: template, path: query!.path },
    message: `the query of metric '${name}' takes requests that ended without an answer, whose response code is 0, for good ones: a canary that hangs until its callers leave looks healthy`,
    fix: 'count them as failures, as response_code!~"5..|0" for the good ones does, or leave them out of both sides and watch their share in a metric of its own',
  })),
};

function countsUnanswered({ release, query }: MeasuredMetric): boolean {
  return query?.expression !== undefined && divisionsIn(query.expression).some((share) => takesThemForGood(share, release));
}

function takesThemForGood({ left, right }: Binary, release: Release): boolean {
  const counted = requestsIn(left);
  if (counted.length === 0 || counted.every((selector) => seesTimeouts(selector, release))) return false;
  if (counted.some((selector) => kindOf(selector) === 'good' && letsUnanswered(selector))) return true;
  // What fails is counted, and they are among the others.
  return counted.some((selector) => kindOf(selector) === 'bad') && !counted.some(letsUnanswered) && requestsIn(right).some(letsUnanswered);
}

function requestsIn(expression: Expression): VectorSelector[] {
  return requestSelectors(expression).filter(({ metric }) => metric === 'istio_requests_total').map(({ selector }) => selector);
}

function kindOf(selector: VectorSelector) {
  const byCode = answersOf(selector);
  return byCode === 'all' ? callsOf(selector) : byCode;
}

function letsUnanswered(selector: VectorSelector): boolean {
  return lets(selector, 'response_code', '0') && lets(selector, 'grpc_response_status', '');
}

/** Callers see the 504 with which their own proxy ends what takes too long; routes that are not here may have a timeout. */
function seesTimeouts(selector: VectorSelector, { virtualServices }: Release): boolean {
  if (lets(selector, 'reporter', 'destination') || !lets(selector, 'reporter', 'source')) return false;
  const routes = virtualServices.flatMap(({ reference: { manifest }, choice }) => (choice?.routes ?? []).map(({ path }) => stringAt(manifest?.object, ...path, 'timeout')));
  return routes.every((timeout) => timeout !== undefined);
}

/** Whether another metric of the release is about them. */
function isWatchedIn(metrics: readonly MeasuredMetric[], { release }: MeasuredMetric): boolean {
  return metrics.some((other) => other.release === release && looksAtUnanswered(other));
}

function looksAtUnanswered({ query }: MeasuredMetric): boolean {
  return query?.expression !== undefined && requestsIn(query.expression).some((selector) => letsUnanswered(selector) && !lets(selector, 'response_code', '200'));
}
