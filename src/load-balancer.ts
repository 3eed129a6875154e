import { HEADER_NAME } from './names';
import { type LoadBalancerData } from './resources/traffic-policy';

/**
 * How a caller's proxy chooses a pod among those of the version that the weights have chosen.
 *
 * Istio's `PASSTHROUGH` is not here: it goes to the address that the caller asked for, past the versions and their weights.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings
 */
export class LoadBalancer {
  /** One pod after the other. */
  public static roundRobin(): LoadBalancer {
    return new LoadBalancer({ simple: 'ROUND_ROBIN' });
  }

  /** The less busy of two pods, Istio's own default. */
  public static leastRequest(): LoadBalancer {
    return new LoadBalancer({ simple: 'LEAST_REQUEST' });
  }

  /** Any pod. */
  public static random(): LoadBalancer {
    return new LoadBalancer({ simple: 'RANDOM' });
  }

  /**
   * The same pod for the same value of a header, while the version is the same.
   *
   * The weights choose the version first, for each request anew: it makes no user stick to a version, which is warned about.
   *
   * @param httpHeaderName name of the header, in any case
   */
  public static consistentHash(httpHeaderName: string): LoadBalancer {
    if (!HEADER_NAME.test(httpHeaderName)) {
      throw new Error(`'consistentHash' of 'loadBalancer' must be the name of an HTTP header, got '${httpHeaderName}'; for example 'x-user'`);
    }
    return new LoadBalancer({ httpHeaderName });
  }

  private constructor(/** @internal */ public readonly _data: LoadBalancerData) {}
}
