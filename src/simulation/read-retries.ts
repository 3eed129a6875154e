import { type Retries } from './world/retries';
import { type RequestProtocol } from './world/served-workload';
import { parseGoDuration } from '../manifest/go-duration';
import { type JsonObject, numberAt, objectAt, stringAt } from '../manifest/json';

/** What Istio tries again where nobody says so: none of it is an error of a service that runs. */
const DEFAULT_CONDITIONS = 'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes';

/** Under which an answer with an error is tried again: HTTP's is a 500, and gRPC's the status 13. */
const ON_ERROR = { http: ['5xx', '500'], grpc: ['internal'] };

/** Under which a try that took too long is. */
const ON_TIMEOUT = ['5xx', 'gateway-error', 'reset'];

/**
 * Reads what the caller's proxy tries again of what can happen here; undefined where that is nothing.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry
 */
export function readRetries(route: JsonObject, protocol: RequestProtocol): Retries | undefined {
  const retries = objectAt(route, 'retries');
  const attempts = numberAt(retries, 'attempts') ?? 0;
  if (attempts <= 0) return undefined;
  const conditions = (stringAt(retries, 'retryOn') || DEFAULT_CONDITIONS).split(',');
  const { nanoseconds = 0n } = parseGoDuration(stringAt(retries, 'perTryTimeout') ?? '');
  return {
    attempts,
    ...nanoseconds > 0n ? { perTryTimeout: Number(nanoseconds) / 1e6 } : {},
    onError: ON_ERROR[protocol].some((condition) => conditions.includes(condition)),
    onTimeout: ON_TIMEOUT.some((condition) => conditions.includes(condition)),
  };
}
