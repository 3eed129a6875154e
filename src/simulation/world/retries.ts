/** How the caller's proxy tries a request again, at the version that was chosen for it. */
export interface Retries {
  /** How often, after the first time. */
  readonly attempts: number;
  /** How long a single try may take, in milliseconds. @default - as long as the request */
  readonly perTryTimeout?: number;
  /** Whether an error of the service is tried again. */
  readonly onError: boolean;
  /** Whether a try that took too long is, while the request has time left. */
  readonly onTimeout: boolean;
}

/** What becomes of one try. */
export interface TryShares {
  readonly good: number;
  readonly failed: number;
  readonly late: number;
}

/** A try of some of the requests, how long it may take, and what becomes of it; times are in milliseconds. */
export interface Try {
  /** The share of all requests that come to it, from 0 to 1. */
  readonly share: number;
  /** What earlier tries have taken on average. */
  readonly waited: number;
  readonly limit: number;
  readonly shares: TryShares;
  /** Which of its ends are not that of the request, because it is tried again. */
  readonly repeats: { readonly failed: boolean; readonly late: boolean };
}

/** What a single try comes to within a time in milliseconds, and how long its errors take on average. */
export interface TryBehaviour {
  sharesWithin(limit: number): TryShares;
  meanWithin(limit: number): number;
}

const ONCE: Retries = { attempts: 0, onError: false, onTimeout: false };

/**
 * The tries of a request that may take so long as a whole; the short pauses between them are left out.
 *
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-retry-on
 */
export function triesOf(limit: number, behaviour: TryBehaviour, { attempts, perTryTimeout = Infinity, onError, onTimeout }: Retries = ONCE): Try[] {
  const tries: Try[] = [];
  let [share, waited] = [1, 0];
  for (let left = attempts; share > 0; left--) {
    const own = Math.min(perTryTimeout, limit - waited);
    const shares = behaviour.sharesWithin(own);
    const repeats = { failed: onError && left > 0, late: onTimeout && left > 0 && perTryTimeout < limit - waited };
    tries.push({ share, waited, limit: own, shares, repeats });
    const [failed, late] = [repeats.failed ? shares.failed : 0, repeats.late ? shares.late : 0];
    if (failed + late === 0) break;
    waited += (failed * behaviour.meanWithin(own) + (late > 0 ? late * own : 0)) / (failed + late);
    share *= failed + late;
  }
  return tries;
}
