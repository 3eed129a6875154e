/**
 * The server that the analysis asks.
 *
 * @see https://argo-rollouts.readthedocs.io/en/stable/analysis/prometheus/
 */
export class Prometheus {
  /**
   * A Prometheus, or anything with its API, at an address that the Argo Rollouts controller can reach.
   *
   * @param address scheme, host and port, for example `http://prometheus.istio-system:9090`
   */
  public static at(address: string): Prometheus {
    const url = parse(address);
    if (!url || !/^https?:$/.test(url.protocol) || !url.hostname) {
      throw new Error(`'address' must have the scheme http or https and a host, got '${address}'; for example 'http://prometheus.istio-system:9090'`);
    }
    if (url.username || url.password) {
      throw new Error(`'address' must not hold credentials, got some for host '${url.hostname}'; what is written here ends up in Git`);
    }
    return new Prometheus(address);
  }

  private constructor(/** @internal */ public readonly _address: string) {}
}

function parse(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}
