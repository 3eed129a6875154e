import { prometheusData, type PrometheusOptions } from './prometheus-options';
import { type PrometheusData } from './resources/prometheus-provider';

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
  public static at(address: string, options: PrometheusOptions = {}): Prometheus {
    return new Prometheus(prometheusData(address, options));
  }

  private constructor(/** @internal */ public readonly _data: PrometheusData) {}
}
