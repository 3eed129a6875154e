import { type Duration } from 'cdk8s';
import { requireInteger } from './integers';
import { type RetryData } from './resources/virtual-service';
import { positiveSeconds } from './seconds';

/**
 * How often a caller's proxy asks again before it gives up.
 *
 * A retry stays within the version that was chosen: what fails on the canary is tried on the canary again.
 * The thresholds count each try, as the pods answer it; the caller sees the last one alone.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry
 */
export interface RetryOptions {
  /** How many tries may follow the first: an integer, 0 for none, which forbids the other options. */
  readonly attempts: number;

  /**
   * How long each try may take, the first included, to the millisecond.
   *
   * @default - as long as the timeout
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry
   */
  readonly perTryTimeout?: Duration;

  /**
   * What is tried again: Envoy's conditions, such as `5xx` and `reset`, and HTTP status codes, such as `503`.
   *
   * @default - `connect-failure`, `refused-stream`, `unavailable`, `cancelled` and `retriable-status-codes`, by Istio
   * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-retry-on
   */
  readonly retryOn?: string[];
}

/** Istio's list. @see https://github.com/istio/istio/blob/1.30.3/pkg/config/validation/agent/validation.go ValidateHTTPRetry */
const CONDITIONS = [
  '5xx', 'gateway-error', 'reset', 'reset-before-request', 'connect-failure', 'retriable-4xx', 'refused-stream', 'retriable-status-codes', 'retriable-headers',
  'envoy-ratelimited', 'http3-post-connect-failure', 'cancelled', 'deadline-exceeded', 'internal', 'resource-exhausted', 'unavailable',
];

/** The status codes that Go has a name for; Istio refuses others. @see https://pkg.go.dev/net/http#StatusText */
const STATUS_CODES = [
  [100, 103], [200, 208], [226, 226], [300, 305], [307, 308], [400, 418], [421, 426], [428, 429], [431, 431], [451, 451], [500, 508], [510, 511],
];

/** Checks retries as Istio does. */
export function resolveRetries({ attempts, perTryTimeout, retryOn }: RetryOptions): RetryData {
  requireInteger('retries.attempts', attempts, 0, 'give 0 for no retries');
  const given = perTryTimeout ? 'perTryTimeout' : retryOn && 'retryOn';
  if (attempts === 0 && given) {
    throw new Error(`'retries.${given}' must be left out with attempts: 0, got both; Istio refuses it, for nothing is tried again: leave it out, or raise attempts`);
  }
  if (retryOn?.length === 0) throw new Error('\'retries.retryOn\' must not be empty, got []; leave it out for Istio\'s own conditions, or set attempts: 0 for no retries');
  for (const condition of retryOn ?? []) requireCondition(condition);
  return { attempts, perTryTimeoutSeconds: perTryTimeout && positiveSeconds('retries.perTryTimeout', perTryTimeout), retryOn };
}

function requireCondition(condition: string): void {
  if (CONDITIONS.includes(condition) || isStatusCode(condition)) return;
  throw new Error(`'retries.retryOn' must hold only ${CONDITIONS.join(', ')} and known HTTP status codes, got '${condition}'; give one of these, each as a string of its own`);
}

function isStatusCode(text: string): boolean {
  return /^\d{3}$/.test(text) && STATUS_CODES.some(([first, last]) => Number(text) >= first && Number(text) <= last);
}
