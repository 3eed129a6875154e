import { lets } from './request-selectors';
import { type VectorSelector } from '../promql/ast';

/** Names of the status of gRPC calls, by their number. */
const GRPC_STATUSES = [
  'OK', 'CANCELLED', 'UNKNOWN', 'INVALID_ARGUMENT', 'DEADLINE_EXCEEDED', 'NOT_FOUND', 'ALREADY_EXISTS', 'PERMISSION_DENIED', 'RESOURCE_EXHAUSTED', 'FAILED_PRECONDITION',
  'ABORTED', 'OUT_OF_RANGE', 'UNIMPLEMENTED', 'INTERNAL', 'UNAVAILABLE', 'DATA_LOSS', 'UNAUTHENTICATED',
];

/** Those first that most patterns are about: of a right one the first few tell. */
const CODES = ['0', '200', '500', '404', '302', ...Array.from({ length: 500 }, (_, index) => String(100 + index))];

/** What Istio writes into a label, in full and in words. */
export interface LabelValues {
  readonly values: readonly string[];
  readonly words: string;
}

/**
 * The values of a label where Istio has a fixed set of them.
 *
 * @see https://istio.io/latest/docs/reference/config/metrics/#labels
 */
export function valuesOf(label: string, selector: VectorSelector): LabelValues | undefined {
  switch (label) {
    case 'reporter':
      return named('source', 'destination', 'waypoint');
    case 'request_protocol':
      return named('http', 'grpc', 'tcp');
    case 'response_code':
      return { values: CODES, words: 'codes of three digits, and 0 where there was no answer' };
    case 'grpc_response_status':
      return { values: ['', ...GRPC_STATUSES.keys()].map(String), words: 'numbers from 0 to 16, and nothing where there is none' };
    case 'connection_security_policy':
      // Callers do not know.
      return lets(selector, 'reporter', 'destination') || lets(selector, 'reporter', 'waypoint') ? named('mutual_tls', 'none', 'unknown') : named('unknown');
    default:
      return undefined;
  }
}

/** The number of a status of gRPC that is written by its name, in any case. */
export function grpcStatusIn(text: string): { readonly name: string; readonly number: number } | undefined {
  const words = text.toUpperCase().split(/[^A-Z_]+/);
  const number = GRPC_STATUSES.findIndex((name) => words.includes(name));
  return number < 0 ? undefined : { name: GRPC_STATUSES[number], number };
}

function named(...values: string[]): LabelValues {
  return { values, words: values.join(', ') };
}
