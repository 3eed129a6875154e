import { type Release } from '../../manifest/release';
import { type VectorSelector } from '../../promql/ast';
import { labelsReadBy } from '../../promql/questions';
import { Severity } from '../finding';
import { type MeasuredMetric } from '../measured-metrics';
import { answersOf, lets, matchersOf, requestSelectors } from '../request-selectors';
import { type Rule } from '../rule';
import { speaksGrpc } from '../spoken-protocol';

export const grpcErrorsInvisible: Rule = {
  code: 'SC0402',
  name: 'grpc-errors-invisible',
  severity: Severity.ERROR,
  title: 'gRPC calls that are judged by their response code',
  sources: [
    'https://istio.io/latest/docs/reference/config/metrics/#labels',
    'https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md',
  ],
  check: (subject) => subject.metrics.flatMap((metric) => judgesGrpcByCode(metric) ? [{
    at: { manifest: metric.template, path: metric.query!.path },
    message: `the query of metric '${metric.name}' tells failed calls by response_code, which is 200 for a gRPC call that fails, too: it sees none of them`,
    fix: 'match grpc_response_status beside request_protocol="grpc": good calls are those with grpc_response_status=~"0|1|3|5|6|7|9|10|11|16"',
  }] : []),
};

function judgesGrpcByCode({ release, query }: MeasuredMetric): boolean {
  if (!query?.expression || labelsReadBy(query.expression).includes('grpc_response_status')) return false;
  const judging = requestSelectors(query.expression).map(({ selector }) => selector).filter((selector) => answersOf(selector) !== 'all');
  return judging.length > 0 && judging.every((selector) => isGrpc(release, selector));
}

/** The query says so itself, or leaves it open and the Services or the pods say so. */
function isGrpc(release: Release, selector: VectorSelector): boolean {
  if (!lets(selector, 'request_protocol', 'grpc')) return false;
  return matchersOf(selector, 'request_protocol').length > 0 ? !lets(selector, 'request_protocol', 'http') : speaksGrpc(release);
}
