import { type VersionsRead, versionsRead } from './canary-scope';
import { istioSelectors } from './istio-vocabulary';
import { type MeasuredMetric } from './measured-metrics';
import { lets } from './request-selectors';
import { type VectorSelector } from '../promql/ast';
import { format } from '../promql/format';

/** What one selector over Istio's metrics lets through. */
export interface Selection {
  readonly selector: string;
  readonly reporters: readonly string[];
  readonly versions: VersionsRead;
  /** Kinds of requests by their answers; undefined where connections are counted. */
  readonly answers?: readonly string[];
}

const REPORTERS: readonly (readonly [string, string])[] = [['destination', 'pods'], ['source', 'their callers'], ['waypoint', 'waypoints']];

/** Answers to requests by their labels, in words. */
const ANSWERS: readonly (readonly [string, string, string])[] = [
  ['200', '', '2xx'], ['302', '', '3xx'], ['404', '', '4xx'], ['503', '', '5xx'],
];
const CALLS: readonly (readonly [string, string, string])[] = [['200', '0', 'gRPC calls that succeed'], ['200', '14', 'gRPC calls that fail']];
const NO_ANSWER: readonly [string, string, string] = ['0', '', 'requests without an answer'];

/** What each selector of a metric's query over Istio's metrics lets through, each once. */
export function selectionsOf({ release, query }: MeasuredMetric): Selection[] {
  const uses = query?.expression ? istioSelectors(query.expression) : [];
  const selections = uses.map(({ selector, metric }) => ({
    selector: format(selector),
    reporters: REPORTERS.filter(([reporter]) => lets(selector, 'reporter', reporter)).map(([, words]) => words),
    versions: versionsRead(release, selector),
    ...metric.startsWith('istio_tcp_') ? {} : { answers: answersIn(selector) },
  }));
  return selections.filter(({ selector }, index) => selections.findIndex((other) => other.selector === selector) === index);
}

function answersIn(selector: VectorSelector): string[] {
  const http = lets(selector, 'request_protocol', 'http') ? ANSWERS : [];
  const grpc = lets(selector, 'request_protocol', 'grpc') ? CALLS : [];
  return [...http, ...grpc, NO_ANSWER].filter(([code, status]) => lets(selector, 'response_code', code) && lets(selector, 'grpc_response_status', status)).map(([, , words]) => words);
}
