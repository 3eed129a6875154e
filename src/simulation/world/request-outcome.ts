import { type RequestProtocol } from './served-workload';

/**
 * How a request ends: well, with an error of the service, at the route's timeout, with a caller who has left, or without any pod to go to.
 */
export type RequestOutcome = 'good' | 'failed' | 'timedOut' | 'abandoned' | 'unreachable';

export type Reporter = 'source' | 'destination';

/** What tells outcomes apart in the metrics. */
export interface ResponseLabels {
  readonly response_code: string;
  readonly grpc_response_status: string;
  readonly response_flags: string;
}

/** What both sides report of an answer, and what the source alone reports of its own proxy's. */
const ANSWERS: Readonly<Record<RequestProtocol, Readonly<Record<Exclude<RequestOutcome, 'abandoned'>, ResponseLabels>>>> = {
  http: {
    good: labels('200', '', '-'),
    failed: labels('500', '', '-'),
    timedOut: labels('504', '', 'UT'),
    unreachable: labels('503', '', 'UH'),
  },
  // A call that fails is a response of HTTP that succeeds, and so are the answers which a proxy makes up.
  grpc: {
    good: labels('200', '0', '-'),
    failed: labels('200', '13', '-'),
    timedOut: labels('200', '14', 'UT'),
    unreachable: labels('200', '14', 'UH'),
  },
};

/** A stream that ended before any response: HTTP/1 closes the connection, HTTP/2 resets the stream. */
const UNANSWERED: Readonly<Record<RequestProtocol, ResponseLabels>> = { http: labels('0', '', 'DC'), grpc: labels('0', '', 'DR') };

/**
 * How an outcome is reported.
 *
 * What the source's proxy gives up on never gets an answer at the destination.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#response-flags
 */
export function responseLabels(outcome: RequestOutcome, protocol: RequestProtocol, reporter: Reporter): ResponseLabels {
  const isUnanswered = outcome === 'abandoned' || (outcome === 'timedOut' && reporter === 'destination');
  return isUnanswered ? UNANSWERED[protocol] : ANSWERS[protocol][outcome];
}

function labels(code: string, status: string, flags: string): ResponseLabels {
  return { response_code: code, grpc_response_status: status, response_flags: flags };
}
